import { isNamed, type ReportFacts } from './facts.js';
import { figuresOf, type Figure } from './figures.js';

/** What differs between two versions of a report. `before` or `after` is missing where something is new or gone. */
export interface ReportChange {
  readonly what: string;
  readonly before?: string;
  readonly after?: string;
  /** The change as one sentence for the school. */
  readonly inWords: string;
}

/** Every figure, example, reason and note that differs, in the order of a report. None: both say the same. */
export function diffOf(before: ReportFacts, after: ReportFacts): readonly ReportChange[] {
  return [
    ...figureChanges(figuresOf(before), figuresOf(after)),
    ...listChanges('Similar school', namesOf(before), namesOf(after)),
    ...unnamedChange(before, after),
    ...listChanges('Reason why no expectation is set', before.withheldBecause ?? [], after.withheldBecause ?? []),
    ...listChanges('Note', before.notes, after.notes),
  ];
}

function figureChanges(before: readonly Figure[], after: readonly Figure[]): readonly ReportChange[] {
  const held = new Map(before.map((figure) => [figure.key, figure]));
  const now = new Map(after.map((figure) => [figure.key, figure]));
  const keys = [...new Set([...now.keys(), ...held.keys()])];
  return keys.flatMap((key) => {
    const old = held.get(key);
    const fresh = now.get(key);
    if (old && fresh) return isSame(old, fresh) ? [] : [change(fresh.label, precise(old, fresh), precise(fresh, old))];
    // The figures of an example come and go with it, and that is said once.
    if (key.startsWith('similar-')) return [];
    return [change((fresh ?? old)?.label ?? key, old?.shown, fresh?.shown)];
  });
}

const isSame = (one: Figure, other: Figure): boolean => Math.abs(one.value - other.value) < 1e-9;

/** As it is shown, or with more decimals where both would look alike. */
const precise = (figure: Figure, other: Figure): string =>
  figure.shown === other.shown ? `${figure.shown} (${figure.value})` : figure.shown;

function listChanges(what: string, before: readonly string[], after: readonly string[]): readonly ReportChange[] {
  return [
    ...after.filter((item) => !before.includes(item)).map((item) => change(what, undefined, item)),
    ...before.filter((item) => !after.includes(item)).map((item) => change(what, item, undefined)),
  ];
}

function change(what: string, before: string | undefined, after: string | undefined): ReportChange {
  const inWords =
    before === undefined
      ? `${what}: ${after ?? ''} is new.`
      : after === undefined
        ? `${what}: ${before} is no longer in the report.`
        : `${what}: was ${before}, is now ${after}.`;
  return { what, ...(before !== undefined && { before }), ...(after !== undefined && { after }), inWords };
}

const namesOf = ({ similar }: ReportFacts): readonly string[] =>
  similar.kind === 'found' ? similar.schools.filter(isNamed).map(({ name, urn }) => `${name} (${urn})`) : [];

/** A version that named a school and may no longer counts it as named, so that a reader sees that one fewer is, and not which. */
function unnamedChange(before: ReportFacts, after: ReportFacts): readonly ReportChange[] {
  const [was, is] = [unnamedIn(before), unnamedIn(after)];
  return was === is ? [] : [change('Similar schools that are not named', String(was), String(is))];
}

const unnamedIn = ({ similar }: ReportFacts): number =>
  similar.kind === 'found'
    ? similar.schools.filter((school) => !isNamed(school) && school.unnamed !== 'no-longer').length
    : 0;
