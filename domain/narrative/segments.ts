import { type AcademicYear } from '../shared/academic-year.js';
import { type Measure, type Subject } from './levels.js';
import { type FigureToken, type Token } from './tokens.js';

/** The piece of a sentence that belongs to one figure. `from` and `to` are token positions, `to` past the end. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly figureAt: number;
  readonly figure: FigureToken;
  /** The border to a neighbour is unclear although something lies between that belongs to one of the two. */
  readonly isUnclear: boolean;
}

/** Words that begin the piece of the next figure. */
const joiningWords = new Set([
  'and',
  'but',
  'while',
  'whilst',
  'whereas',
  'with',
  'to',
  'which',
  'or',
  'than',
  'against',
  'compared',
  'on',
  'by',
]);

function borderStrength(token: Token): number {
  if (token.type === 'mark') return token.text === ';' ? 3 : [',', ')', ':', '–'].includes(token.text) ? 2 : 0;
  if (token.type === 'word') return joiningWords.has(token.text.toLowerCase()) ? 1 : 0;
  if (token.type !== 'phrase') return 0;
  const { type } = token.meaning;
  return type === 'comparison' || type === 'change' || (type === 'cue' && token.meaning.cue === 'from') ? 1 : 0;
}

const isAnchor = (token: Token): boolean =>
  token.type === 'name' ||
  token.type === 'year' ||
  (token.type === 'phrase' && (token.meaning.type === 'subject' || token.meaning.type === 'measure'));

/** Parts a sentence at its figures: between two of them at the strongest border, and at the first of equals. */
export function segmentsOf(tokens: readonly Token[]): readonly Segment[] {
  const figures = tokens.flatMap((figure, figureAt) => (figure.type === 'figure' ? [{ figure, figureAt }] : []));
  let from = 0;
  let isCarriedUnclear = false;
  return figures.map(({ figure, figureAt }, index) => {
    const next = figures[index + 1]?.figureAt;
    const border = next === undefined ? { at: tokens.length, isUnclear: false } : borderBetween(tokens, figureAt, next);
    const segment = { from, to: border.at, figureAt, figure, isUnclear: border.isUnclear || isCarriedUnclear };
    from = border.at;
    isCarriedUnclear = border.isUnclear;
    return segment;
  });
}

function borderBetween(
  tokens: readonly Token[],
  left: number,
  right: number,
): { readonly at: number; readonly isUnclear: boolean } {
  let at = left + 1;
  let strength = 0;
  let hasAnchor = false;
  for (let index = left + 1; index < right; index += 1) {
    const token = tokens[index];
    if (!token) continue;
    hasAnchor ||= isAnchor(token);
    if (borderStrength(token) <= strength) continue;
    strength = borderStrength(token);
    at = index;
  }
  return { at, isUnclear: strength === 0 && hasAnchor };
}

/** The subjects in a run of tokens that a figure could be of. */
export interface Anchors {
  readonly subjects: readonly Subject[];
  /** Several schools share some name; then any of them may be meant. */
  readonly isOwnNamed: boolean;
  readonly years: readonly AcademicYear[];
  readonly measures: readonly Measure[];
}

export function anchorsOf(tokens: readonly Token[], positions: readonly number[]): Anchors {
  const subjects = new Set<Subject>();
  const years = new Set<AcademicYear>();
  const measures = new Set<Measure>();
  for (const position of positions) {
    const token = tokens[position];
    if (token?.type === 'year') years.add(token.year);
    for (const subject of subjectsOf(token)) subjects.add(subject);
    if (token?.type === 'phrase' && token.meaning.type === 'measure') measures.add(token.meaning.measure);
  }
  const strong = [...subjects].filter((subject) => subject !== 'own');
  const named = strong.some((subject) => subject.startsWith('school'));
  return {
    subjects: named ? strong.filter((subject) => subject !== 'examples') : strong,
    isOwnNamed: subjects.has('own'),
    years: [...years],
    measures: [...measures],
  };
}

export function subjectsOf(token: Token | undefined): readonly Subject[] {
  if (token?.type === 'name') return token.subjects;
  return token?.type === 'phrase' && token.meaning.type === 'subject' ? [token.meaning.subject] : [];
}

export const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
