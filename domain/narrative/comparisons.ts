import { askedOf } from '../report/asked.js';
import { type AcademicYear } from '../shared/academic-year.js';
import { isExpected, levelOf, report, usualYear, type Reference, type SentenceCheck } from './claims.js';
import { type Measure } from './levels.js';
import { type Direction } from './phrases.js';
import { subjectsOf } from './segments.js';
import { type Token } from './tokens.js';

/** Two levels that a sentence sets against each other, the first being the one that is higher, lower or the same. */
export interface Pair {
  readonly one: Reference;
  readonly other: Reference;
}

interface Comparison {
  readonly at: number;
  readonly direction: Direction;
}

export const comparisonsIn = (tokens: readonly Token[]): readonly Comparison[] =>
  tokens.flatMap((token, at) =>
    token.type === 'phrase' && token.meaning.type === 'comparison' ? [{ at, direction: token.meaning.direction }] : [],
  );

/** Words after which the thing compared with comes. */
const towards = new Set(['than', 'of', 'on', 'with', 'since', 'to']);

/** The positions of the thing compared with, which must not be taken for the subject of a figure before it. */
export function comparedPositions(tokens: readonly Token[]): ReadonlySet<number> {
  const positions = new Set<number>();
  tokens.forEach((token, at) => {
    if (token.type !== 'phrase') return;
    const { type } = token.meaning;
    if (type !== 'comparison' && type !== 'change' && type !== 'gain') return;
    const target = targetAfter(tokens, at);
    if (target !== undefined && type === 'comparison') positions.add(target);
    if (target !== undefined && tokens[target]?.type === 'year') positions.add(target);
  });
  return positions;
}

/** The first thing after a comparing word that it refers to: the one next to it, or after "than". */
function targetAfter(tokens: readonly Token[], at: number): number | undefined {
  let isPointed = /(?:as|with|of|to)$/i.test(tokens[at]?.text ?? '');
  for (let position = at + 1; position < tokens.length; position += 1) {
    const token = tokens[position];
    if (!token || isStop(token)) return undefined;
    isPointed ||= token.type === 'word' && towards.has(token.text.toLowerCase());
    const isNamed = subjectsOf(token).length > 0 && (isPointed || position === at + 1);
    if (isNamed || (token.type === 'figure' && token.unit === 'percent')) return position;
    if (token.type === 'year') return isPointed ? position : undefined;
  }
  return undefined;
}

const isStop = (token: Token): boolean =>
  (token.type === 'mark' && [';', ':'].includes(token.text)) ||
  (token.type === 'phrase' && ['comparison', 'change'].includes(token.meaning.type));

/** Reads what is compared with what; undefined when the sentence does not say. */
export function pairAt(check: SentenceCheck, { at }: Comparison): readonly Pair[] | undefined {
  const ones = subjectsBefore(check, at);
  const target = targetAfter(check.tokens, at);
  const pairs = ones.flatMap((one): readonly Pair[] => {
    const other = target === undefined ? implied(check, one) : referenceAt(check, target, one);
    return other ? [{ one, other }] : [];
  });
  return pairs.length > 0 && pairs.length === ones.length ? pairs : undefined;
}

/** Similar schools are compared with the school itself, and what is asked with its baseline, where nothing else is said. */
function implied(check: SentenceCheck, { subject, measure }: Reference): Reference | undefined {
  if (subject.startsWith('school')) return { subject: 'own', measure, year: usualYear(check, 'own') };
  if (subject === 'expectation') return { subject: 'baseline', measure, year: check.facts.academicYear };
  return undefined;
}

function referenceAt(check: SentenceCheck, at: number, one: Reference): Reference | undefined {
  const token = check.tokens[at];
  const bound = check.bound.get(at);
  if (bound) return bound;
  if (token?.type === 'year') return { ...one, year: token.year };
  const [subject] = subjectsOf(token);
  if (!subject || subject === 'examples') return undefined;
  return { subject, measure: one.measure, year: usualYear(check, subject) };
}

/** The last rate or subject before a comparing word; of the named examples, each one. */
function subjectsBefore(check: SentenceCheck, at: number): readonly Reference[] {
  const { tokens, bound, compared } = check;
  for (let position = at - 1; position >= 0; position -= 1) {
    const held = bound.get(position);
    if (held) return [held];
    const token = tokens[position];
    if (compared.has(position) || !token) continue;
    const [subject] = subjectsOf(token);
    if (subject) return expanded(check, subject, at);
  }
  const [subject = 'own'] = goesOnWith(check);
  return expanded(check, subject, at);
}

const goesOnWith = ({ tokens, before }: SentenceCheck): SentenceCheck['before']['subjects'] =>
  tokens[0]?.type === 'word' && ['it', 'this', 'that', 'they', 'these'].includes(tokens[0].text.toLowerCase())
    ? before.subjects
    : ['own'];

function expanded(check: SentenceCheck, subject: Reference['subject'], at: number): readonly Reference[] {
  const measure = measureBefore(check, at);
  if (subject !== 'examples') return [{ subject, measure, year: saidYear(check, at) ?? usualYear(check, subject) }];
  return check.levels
    .filter((level) => level.subject.startsWith('school'))
    .map((level) => ({ subject: level.subject, measure: level.measure, year: level.year }));
}

/** A year before the comparing word dates the level of the school's own; others have one year only. */
function saidYear({ tokens, facts }: SentenceCheck, at: number): AcademicYear | undefined {
  const year = tokens.slice(0, at).findLast((token) => token.type === 'year')?.year;
  return year === facts.academicYear ? undefined : year;
}

export function measureBefore({ tokens, before }: SentenceCheck, at: number): Measure {
  const measured = (token: Token): boolean => token.type === 'phrase' && token.meaning.type === 'measure';
  const token = tokens.slice(0, at).findLast(measured) ?? tokens.slice(at).find(measured);
  if (token?.type === 'phrase' && token.meaning.type === 'measure') return token.meaning.measure;
  return goesOnWith({ tokens, before } as SentenceCheck) === before.subjects ? before.measure : 'attendance';
}

/** What the facts say of a pair, as a reader of shown figures sees it; undefined where they do not hold both. */
export function directionOf(check: SentenceCheck, { one, other }: Pair): Direction | undefined {
  const a = levelOf(check, one);
  const b = levelOf(check, other);
  if (!a || !b) return undefined;
  return a.shown > b.shown ? 'up' : a.shown < b.shown ? 'down' : 'same';
}

export function checkComparisons(check: SentenceCheck): void {
  for (const comparison of comparisonsIn(check.tokens)) {
    const text = check.tokens[comparison.at]?.text ?? '';
    const pairs = pairAt(check, comparison);
    if (!pairs) {
      report(check, 'unclear', text, 'Say which two levels of the facts are compared, or leave the comparison out.');
      continue;
    }
    for (const pair of pairs) if (!agrees(check, pair, comparison.direction)) reportDirection(check, text);
  }
}

/** What is asked may be said to lie above its baseline by less than a shown tenth. */
function agrees(check: SentenceCheck, pair: Pair, direction: Direction): boolean {
  if (directionOf(check, pair) === direction) return true;
  const isAsk = isExpected(pair.one.subject) && isExpected(pair.other.subject);
  return isAsk && direction === 'up' && (askedOf(check.facts)?.improvementPoints ?? 0) > 0;
}

export const reportDirection = (check: SentenceCheck, text: string): void => {
  report(
    check,
    'direction',
    text,
    'The facts do not say so. Use the direction that the figures show, or leave it out.',
  );
};
