interface Range {
  readonly type: string;
  readonly weight: number;
}

/** The media type that an Accept header likes best among those offered; the first offered on a tie, undefined where it takes none. */
export function preferredType<Offered extends string>(
  accept: string | undefined,
  offered: readonly Offered[],
): Offered | undefined {
  const ranges = (accept ?? '*/*').split(',').map(rangeOf);
  let best: { readonly type: Offered; readonly weight: number } | undefined;
  for (const type of offered) {
    const weight = weightOf(type, ranges);
    if (weight > (best?.weight ?? 0)) best = { type, weight };
  }
  return best?.type;
}

function rangeOf(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  const weight = quality === undefined ? 1 : Number.parseFloat(quality);
  return { type, weight: Number.isFinite(weight) ? weight : 0 };
}

/** By the most precise range that names it; source: RFC 9110, 12.5.1. */
function weightOf(type: string, ranges: readonly Range[]): number {
  const family = `${type.split('/')[0] ?? ''}/*`;
  for (const name of [type, family, '*/*']) {
    const range = ranges.find((one) => one.type === name);
    if (range) return range.weight;
  }
  return 0;
}
