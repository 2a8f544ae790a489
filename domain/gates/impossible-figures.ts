import { type AcademicYear, yearInWords } from '../shared/academic-year.js';
import { type PublishedFigure, valueOf } from '../shared/published-figure.js';
import { type Gate, defineGate, factOf, lastYearOf, sessionsPerEnrolmentOf, yearBeforeOf, yearsWhere } from './gate.js';
import { type GatePolicy } from './policy.js';
import { type AbsenceFact } from './types.js';

type Check = (fact: AbsenceFact, policy: GatePolicy) => boolean;

const number = (figure: PublishedFigure | undefined): number | undefined =>
  figure === undefined ? undefined : valueOf(figure);

const isPartial: Check = (fact, { sessionsPerEnrolment }) => sessionsPerEnrolmentOf(fact) < sessionsPerEnrolment.low;

const hasTooMany: Check = (fact, { sessionsPerEnrolment }) => sessionsPerEnrolmentOf(fact) > sessionsPerEnrolment.high;

const isAboveOrBelow: Check = ({ possibleSessions, absenceSessions }) =>
  absenceSessions !== undefined &&
  (absenceSessions < 0 || (possibleSessions !== undefined && absenceSessions > possibleSessions));

const isOutOfRange: Check = (fact) =>
  [fact.absence, fact.authorised, fact.unauthorised, fact.persistentAbsence].some((figure) => {
    const percent = number(figure);
    return percent !== undefined && !(percent >= 0 && percent <= 100);
  });

const differsFromCounts: Check = ({ absence, possibleSessions, absenceSessions }, { roundingPoints }) => {
  const percent = valueOf(absence);
  if (percent === undefined || absenceSessions === undefined || possibleSessions === undefined || possibleSessions <= 0)
    return false;
  return Math.abs(percent - (100 * absenceSessions) / possibleSessions) > roundingPoints;
};

const partsDiffer: Check = ({ absence, authorised, unauthorised }, { roundingPoints }) => {
  const whole = valueOf(absence);
  const parts = [number(authorised), number(unauthorised)];
  const [first, second] = parts;
  if (whole === undefined || first === undefined || second === undefined) return false;
  return Math.abs(whole - first - second) > 2 * roundingPoints;
};

// Persistently absent pupils miss 10 to 100 per cent, the others 0 to 10; half a point is left for pupils who were there a part of the year.
const isPersistenceImpossible: Check = ({ absence, persistentAbsence }) => {
  const overall = valueOf(absence);
  const persistent = number(persistentAbsence);
  if (overall === undefined || persistent === undefined) return false;
  return overall < 0.1 * persistent - 0.5 || overall > 10 + 0.9 * persistent + 0.5;
};

/**
 * Sessions missed and pupils who miss a tenth are shares of different things: in 110,000 published rows of 2013/14 to 2017/18 they agree
 * once. Rounded to a tenth they agree by chance in seven rows of a thousand, to a hundredth in less than one.
 */
const isRepeated: Check = ({ absence, persistentAbsence }) => {
  const overall = valueOf(absence);
  return overall !== undefined && !isInTenths(overall) && overall === number(persistentAbsence);
};

const isInTenths = (percent: number): boolean => Math.abs(percent * 10 - Math.round(percent * 10)) < 1e-6;

const inYears = (years: readonly AcademicYear[]): string => years.map(yearInWords).join(' and ');

/** A gate over every row, whose reason names the years. */
function rowGate<const Name extends string>(
  gate: Omit<Gate<Name>, 'reason'>,
  sentence: string,
  check: Check,
): Gate<Name> {
  return {
    ...gate,
    reason: (input, policy) => {
      const years = yearsWhere(input, (fact) => check(fact, policy));
      return years.length === 0 ? undefined : `${sentence} Year: ${inYears(years)}.`;
    },
  };
}

const partialYear = defineGate({
  name: 'partial-year',
  finds: ({ sessionsPerEnrolment }) =>
    `fewer than ${sessionsPerEnrolment.low} possible sessions an enrolment last year`,
  why: 'a term is not a year',
  source: 'docs/sources/expectation.md#wrong-figures',
  severity: 'blocks',
  owner: 'data-team',
  remedy: 'Use a full year, or withhold the expectation.',
  reason: (input, policy) => {
    const last = factOf(input, lastYearOf(input));
    return last !== undefined && isPartial(last, policy)
      ? 'The row of last year has far fewer possible sessions than its pupils have in a full year.'
      : undefined;
  },
});

const partialYearBefore = defineGate({
  name: 'partial-year-before',
  finds: 'the same in the year before',
  why: 'it weighs less',
  source: 'docs/sources/expectation.md#wrong-figures',
  severity: 'warns',
  owner: 'analyst',
  remedy: 'Read the baseline with care: it rests on a part of an earlier year.',
  reason: (input, policy) => {
    const before = factOf(input, yearBeforeOf(input));
    return before !== undefined && isPartial(before, policy)
      ? 'The row of the year before has far fewer possible sessions than its pupils have in a full year.'
      : undefined;
  },
});

/** Rows that cannot be true. */
export const impossibleFigureGates = [
  partialYear,
  partialYearBefore,
  rowGate(
    {
      name: 'too-many-sessions',
      finds: ({ sessionsPerEnrolment }) => `more than ${sessionsPerEnrolment.high} possible sessions an enrolment`,
      why: 'a predecessor’s were added',
      source: 'docs/sources/school-changes.md#figures-of-another-school',
      severity: 'blocks',
      owner: 'data-team',
      remedy: 'Check whether the row holds a predecessor’s sessions, and use only the school’s own.',
    },
    'The row has more possible sessions than its pupils can have in a year.',
    hasTooMany,
  ),
  rowGate(
    {
      name: 'absence-above-possible',
      finds: 'more sessions missed than possible, or fewer than none',
      why: 'impossible',
      source: 'docs/sources/absence-statistics.md#sessions',
      severity: 'blocks',
      owner: 'data-team',
      remedy: 'Correct the sessions in the source file.',
    },
    'Absence sessions are not between nothing and the possible sessions.',
    isAboveOrBelow,
  ),
  rowGate(
    {
      name: 'rate-out-of-range',
      finds: 'a percentage not between 0 and 100',
      why: 'impossible',
      source: 'docs/sources/absence-statistics.md#sessions',
      severity: 'blocks',
      owner: 'data-team',
      remedy: 'Correct the rate in the source file.',
    },
    'A percentage is not between nothing and a hundred.',
    isOutOfRange,
  ),
  rowGate(
    {
      name: 'rate-differs-from-counts',
      finds: ({ roundingPoints }) => `the rate is not the ratio of its counts (${roundingPoints} points)`,
      why: 'one of them is wrong',
      source: 'docs/sources/data-formats.md#school-absence',
      severity: 'blocks',
      owner: 'data-team',
      remedy: 'Find out which of the two is right and correct the source file.',
    },
    'The rate is not the ratio of the row’s own sessions.',
    differsFromCounts,
  ),
  rowGate(
    {
      name: 'parts-differ-from-whole',
      finds: ({ roundingPoints }) => `authorised and unauthorised do not add up (${2 * roundingPoints} points)`,
      why: 'a column is another’s',
      source: 'docs/sources/data-formats.md#school-absence',
      severity: 'blocks',
      owner: 'data-team',
      remedy: 'Find out which column is wrong and correct the source file.',
    },
    'Authorised and unauthorised absence do not add up to overall absence.',
    partsDiffer,
  ),
  rowGate(
    {
      name: 'persistent-absence-impossible',
      finds: 'overall below a tenth of persistent, or above what the rest can miss',
      why: 'a column is another’s',
      source: 'docs/sources/absence-statistics.md#rates',
      severity: 'blocks',
      owner: 'data-team',
      remedy: 'Check whether a column belongs to another school, year or measure.',
    },
    'Overall absence cannot go with this share of persistently absent pupils.',
    isPersistenceImpossible,
  ),
  rowGate(
    {
      name: 'column-repeated',
      finds: 'overall and persistent absence equal to the last digit',
      why: 'one column was copied',
      source: 'docs/gates.md#fault-campaign',
      severity: 'blocks',
      owner: 'data-team',
      remedy: 'Find out which of the two columns the figure belongs to and correct the other.',
    },
    'Overall and persistent absence carry exactly the same figure.',
    isRepeated,
  ),
] as const;
