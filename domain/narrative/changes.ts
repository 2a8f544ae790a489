import { shiftYear, type AcademicYear } from '../shared/academic-year.js';
import { isAsking, report, type SentenceCheck } from './claims.js';
import { directionOf, measureBefore, reportDirection, type Pair } from './comparisons.js';
import { lastYearOf } from './levels.js';
import { type Direction } from './phrases.js';
import { subjectsOf } from './segments.js';
import { type Token } from './tokens.js';

interface Change {
  readonly at: number;
  readonly direction: Direction;
}

/** Words of change between two years. A noun such as "rise" is one only where the sentence does not speak of what is asked. */
export function changesIn(check: SentenceCheck): readonly Change[] {
  const isAsked = isAsking(check);
  return check.tokens.flatMap((token, at) => {
    if (token.type !== 'phrase') return [];
    const { meaning } = token;
    const isChange = meaning.type === 'change' || (meaning.type === 'gain' && !isAsked);
    return isChange ? [{ at, direction: meaning.direction }] : [];
  });
}

/** The two years that a change lies between, the earlier one last. Undefined where another subject is spoken of, or too many years. */
export function changePair(check: SentenceCheck, { at }: Change): Pair | undefined {
  if (!isOwnChange(check, at)) return undefined;
  const after = yearsIn(check, at + 1, endOf(check, at));
  const before = yearsIn(check, 0, at).reverse();
  const years = pairOfYears(check, { after, before, at });
  if (!years) return undefined;
  const [earlier, later] = years[0] < years[1] ? years : [years[1], years[0]];
  const measure = measureBefore(check, at);
  return { one: { subject: 'own', measure, year: later }, other: { subject: 'own', measure, year: earlier } };
}

/** Only the school itself has a history among the facts. */
function isOwnChange({ tokens, before, compared }: SentenceCheck, at: number): boolean {
  for (let position = at - 1; position >= 0; position -= 1) {
    const [subject] = compared.has(position) ? [] : subjectsOf(tokens[position]);
    if (subject !== undefined) return subject === 'own';
  }
  const [first] = tokens;
  const isCarried = first?.type === 'word' && ['it', 'this', 'that', 'they'].includes(first.text.toLowerCase());
  return !isCarried || before.subjects.every((subject) => subject === 'own');
}

/** Up to the next change, or to the end of the clause. */
function endOf(check: SentenceCheck, at: number): number {
  const next = check.tokens.findIndex(
    (token, position) =>
      position > at && (isMark(token, ';') || (token.type === 'phrase' && token.meaning.type === 'change')),
  );
  return next < 0 ? check.tokens.length : next;
}

const isMark = (token: Token, text: string): boolean => token.type === 'mark' && token.text === text;

/** Years in a run of tokens, as written or as the year of a rate; each once, in order. */
function yearsIn({ tokens, bound }: SentenceCheck, from: number, to: number): AcademicYear[] {
  const years: AcademicYear[] = [];
  for (let position = from; position < to; position += 1) {
    const token = tokens[position];
    const held = bound.get(position);
    const year = token?.type === 'year' ? token.year : held?.subject === 'own' ? held.year : undefined;
    if (year !== undefined && !years.includes(year)) years.push(year);
  }
  return years;
}

interface SaidYears {
  readonly after: readonly AcademicYear[];
  /** Nearest first. */
  readonly before: readonly AcademicYear[];
  readonly at: number;
}

function pairOfYears(
  check: SentenceCheck,
  { after, before, at }: SaidYears,
): readonly [AcademicYear, AcademicYear] | undefined {
  if (after.length > 2) return undefined;
  const [first, second] = after;
  if (first !== undefined && second !== undefined) return [first, second];
  const [near, far] = before;
  if (first === undefined) {
    if (near === undefined) return [lastYearOf(check.facts), shiftYear(lastYearOf(check.facts), -1)];
    return far !== undefined && before.length === 2 ? [near, far] : [near, shiftYear(near, -1)];
  }
  if (near !== undefined && near !== first) return [near, first];
  return pointsBack(check, at) ? [lastYearOf(check.facts), first] : [first, shiftYear(first, -1)];
}

/** "rose on 2022/23": from that year to the last. "rose in 2022/23": to that year from the one before. */
function pointsBack({ tokens }: SentenceCheck, at: number): boolean {
  const yearAt = tokens.findIndex((token, position) => position > at && token.type === 'year');
  return tokens
    .slice(at, yearAt)
    .some(
      (token) =>
        (token.type === 'word' && ['on', 'since', 'than', 'with'].includes(token.text.toLowerCase())) ||
        (token.type === 'phrase' && token.meaning.type === 'cue' && token.meaning.cue === 'from'),
    );
}

export function checkChanges(check: SentenceCheck): void {
  for (const change of changesIn(check)) {
    const text = check.tokens[change.at]?.text ?? '';
    const pair = changePair(check, change);
    if (!pair) report(check, 'unclear', text, 'Say between which two years of this school something changed.');
    else if (directionOf(check, pair) !== change.direction) reportDirection(check, text);
  }
}
