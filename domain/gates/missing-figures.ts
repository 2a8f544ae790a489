import { yearInWords } from '../shared/academic-year.js';
import { type PublishedFigure } from '../shared/published-figure.js';
import { defineGate, absenceOf, factOf, lastYearOf, yearBeforeOf } from './gate.js';
import { type AbsenceFact } from './types.js';

const markSentences: Readonly<Record<Exclude<PublishedFigure['kind'], 'value'>, string>> = {
  suppressed: 'is suppressed in the published file, because it covers few pupils',
  'not-applicable': 'is marked as not applicable in the published file',
  'not-available': 'is marked as not available in the published file',
  low: 'is marked as too low to show in the published file',
};

const lastYearMissing = defineGate({
  name: 'last-year-missing',
  finds: 'no row of last year',
  why: 'nothing to start from',
  source: 'docs/sources/expectation.md#every-school-has-one-state',
  severity: 'blocks',
  owner: 'data-team',
  remedy: 'Import the absence file that holds the year, or withhold the expectation.',
  reason: (input) =>
    factOf(input, lastYearOf(input)) === undefined
      ? `The absence file has no row for ${yearInWords(lastYearOf(input))}.`
      : undefined,
});

const lastYearSuppressed = defineGate({
  name: 'last-year-suppressed',
  finds: 'last year is a mark',
  why: 'a mark is not a number',
  source: 'docs/sources/data-formats.md#marks',
  severity: 'blocks',
  owner: 'analyst',
  remedy: 'Withhold the expectation, or ask the school for its own figure and record it as a correction.',
  reason: (input) => {
    const figure = factOf(input, lastYearOf(input))?.absence;
    if (figure === undefined || figure.kind === 'value') return undefined;
    return `The absence rate of ${yearInWords(lastYearOf(input))} ${markSentences[figure.kind]}.`;
  },
});

const yearBeforeMissing = defineGate({
  name: 'year-before-missing',
  finds: 'no usable year before',
  why: 'one year alone is uncertain',
  source: 'docs/sources/statistics.md#regression-to-the-mean',
  severity: 'warns',
  owner: 'analyst',
  remedy: 'Read the baseline with care: it rests on one year of the school and on similar schools.',
  reason: (input) =>
    absenceOf(input, yearBeforeOf(input)) === undefined
      ? `There is no usable absence rate for ${yearInWords(yearBeforeOf(input))}, so only last year is used.`
      : undefined,
});

/** Years without a usable figure. */
export const missingFigureGates = [lastYearMissing, lastYearSuppressed, yearBeforeMissing] as const;

const figureKey = (figure: PublishedFigure | undefined): string =>
  figure === undefined ? '' : figure.kind === 'value' ? String(figure.value) : figure.kind;

const contentOf = (fact: AbsenceFact): string =>
  [figureKey(fact.absence), fact.enrolments ?? '', fact.possibleSessions ?? '', fact.absenceSessions ?? ''].join('|');

/** A school and year with two rows; the panel's sources hold such rows under two LAESTABs. */
export const doubledRowsGate = defineGate({
  name: 'doubled-rows',
  finds: 'two different rows of one year',
  why: 'nobody knows which',
  source: 'docs/data.md#known-traps',
  severity: 'blocks',
  owner: 'data-team',
  remedy: 'Find out which row is the school’s own and correct the file.',
  reason: (input) => {
    const contents = new Map<string, Set<string>>();
    for (const fact of input.absence) {
      const year = contents.get(fact.academicYear) ?? new Set<string>();
      contents.set(fact.academicYear, year.add(contentOf(fact)));
    }
    const conflicting = [...contents].some(([, versions]) => versions.size > 1);
    return conflicting ? 'The absence file has two different rows for this school in one year.' : undefined;
  },
});
