/**
 * A cell of a published file. The department writes marks where a number would mislead (`z`, `c`, `x`, `low`, SUPP, NE …);
 * a mark is kept with its raw token and is never read as 0 or NaN. Source: docs/sources/data-formats.md#marks.
 */
export type PublishedFigure =
  { readonly kind: 'value'; readonly value: number } | { readonly kind: FigureMark; readonly raw: string };

export type FigureMark = 'suppressed' | 'not-applicable' | 'not-available' | 'low';

/** The number, or undefined where the source gives a mark. */
export const valueOf = (figure: PublishedFigure): number | undefined =>
  figure.kind === 'value' ? figure.value : undefined;
