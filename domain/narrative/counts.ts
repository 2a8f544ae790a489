import { namedExamples } from '../naming/examples.js';
import { roundTo } from '../shared/rates.js';
import { report, type SentenceCheck } from './claims.js';
import { type Subject } from './levels.js';
import { anchorsOf, range, type Segment } from './segments.js';
import { type FigureToken, type Unit } from './tokens.js';

/** Holds miles and counts against the facts, and refuses a number that counts anything else. */
export function checkCounts(check: SentenceCheck, segments: readonly Segment[]): void {
  let schools: readonly Subject[] = [];
  for (const segment of segments) {
    const { subjects } = anchorsOf(check.tokens, range(segment.from, segment.to));
    const named = subjects.filter((subject) => subject.startsWith('school'));
    if (named.length > 0) schools = named;
    if (segment.figure.unit === 'miles') checkMiles(check, segment, schools);
    else if (segment.figure.unit !== 'percent' && segment.figure.unit !== 'points') checkCount(check, segment.figure);
  }
}

function checkMiles(check: SentenceCheck, { figure, isUnclear }: Segment, schools: readonly Subject[]): void {
  const isTrue = namedExamples(check.facts).some(
    ({ urn, miles }) =>
      schools.includes(`school ${urn}`) && miles !== undefined && Math.abs(roundTo(miles, 1) - figure.value) < 1e-9,
  );
  const isOne =
    schools.length === 1 || check.tokens.some((token) => token.type === 'name' && token.subjects.length > 1);
  if (!isTrue || isUnclear || !isOne)
    report(check, 'figure', figure.text, 'Give the miles of one named school, as the facts give them.');
}

function checkCount(check: SentenceCheck, figure: FigureToken): void {
  const allowed = countsOf(check, figure.unit);
  if (allowed.includes(figure.value) && figure.decimals === 0) return;
  report(check, 'figure', figure.text, 'No fact is this number of this thing. Leave it out.');
}

function countsOf({ facts }: SentenceCheck, unit: Unit): readonly number[] {
  switch (unit) {
    case 'schools':
      return facts.similar.kind === 'found' ? [namedExamples(facts).length] : [];
    case 'pupils':
      return [facts.enrolments, facts.correctedEnrolments].filter((count) => count !== undefined);
    case 'years':
      return [facts.years.length];
    case 'none':
      return [facts.correctedEnrolments, facts.correctedEnrolments === undefined ? undefined : facts.enrolments].filter(
        (count) => count !== undefined,
      );
    case 'percent':
    case 'points':
    case 'miles':
      return [];
  }
}
