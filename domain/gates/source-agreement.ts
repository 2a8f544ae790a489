import { yearInWords } from '../shared/academic-year.js';
import { valueOf } from '../shared/published-figure.js';
import { defineGate, absenceOf, lastYearOf } from './gate.js';

const sourcesDisagree = defineGate({
  name: 'sources-disagree',
  finds: ({ sourceTolerancePoints }) =>
    `monthly returns of ten months or more differ by over ${sourceTolerancePoints} points`,
  why: 'two sources, one figure',
  source: 'docs/sources/absence-statistics.md#sources-that-differ',
  severity: 'blocks',
  owner: 'analyst',
  remedy: 'Find out which source is right; record a correction, or release the draft with a note.',
  reason: (input, { sourceTolerancePoints }) => {
    const own = absenceOf(input, lastYearOf(input));
    if (own === undefined) return undefined;
    const others = input.secondSources.filter((other) => Math.abs(other.absencePercent - own) > sourceTolerancePoints);
    const names = others.map((other) => other.name).join(', ');
    return others.length === 0 ? undefined : `The absence file and another source differ for last year: ${names}.`;
  },
});

const correctionHeld = defineGate({
  name: 'correction-held',
  finds: 'an upheld challenge of an earlier campaign gives another rate than the file',
  why: 'the upheld value is used until the publication agrees',
  source: 'docs/sources/absence-statistics.md#sources-that-differ',
  severity: 'warns',
  owner: 'data-team',
  remedy:
    'Ask for the published figure to be restated; until it agrees, the value found right after the challenge is used.',
  reason: ({ correctedYears = [] }) =>
    correctedYears.length === 0
      ? undefined
      : `A challenge upheld in an earlier campaign gives another absence rate than the file for ${[...correctedYears].sort().map(yearInWords).join(' and ')}.`,
});

const figureRestated = defineGate({
  name: 'figure-restated',
  finds: ({ sourceTolerancePoints }) => `a newer file changed a rate by over ${sourceTolerancePoints} points`,
  why: 'somebody should know why',
  source: 'docs/sources/absence-statistics.md#sources-that-differ',
  severity: 'blocks',
  owner: 'analyst',
  remedy: 'Look at both files; release the draft when the newer figure is the right one.',
  reason: ({ absence, replaced = [] }, { sourceTolerancePoints }) => {
    const years = replaced.flatMap((old) => {
      const now = absence.find(({ academicYear, urn }) => academicYear === old.academicYear && urn === old.urn);
      const [before, after] = [valueOf(old.absence), now && valueOf(now.absence)];
      const isMoved = before !== undefined && after !== undefined && Math.abs(after - before) > sourceTolerancePoints;
      return isMoved ? [yearInWords(old.academicYear)] : [];
    });
    return years.length === 0 ? undefined : `A newer file has changed the absence rate of ${years.join(' and ')}.`;
  },
});

const areaTotalsDisagree = defineGate({
  name: 'area-totals-disagree',
  finds: ({ areaTolerancePoints }) =>
    `an authority’s schools do not add up to its rate (${areaTolerancePoints} points)`,
  why: 'rows are missing or another’s',
  source: 'docs/sources/data-formats.md#ratio-of-sums',
  severity: 'blocks',
  owner: 'data-team',
  remedy: 'Check that the rows of this local authority belong to their schools and that none is missing.',
  reason: ({ area }, { areaTolerancePoints }) => {
    if (area?.recomputedPercent === undefined) return undefined;
    const isApart = Math.abs(area.recomputedPercent - area.publishedPercent) > areaTolerancePoints;
    return isApart ? 'The schools of this local authority do not add up to its published rate.' : undefined;
  },
});

const nationalRateLastResort = defineGate({
  name: 'national-rate-last-resort',
  finds: 'the national rate is weighted by enrolments',
  why: 'less sure',
  source: 'docs/sources/absence-statistics.md#national-rates',
  severity: 'warns',
  owner: 'data-team',
  remedy: 'Import the national file of the same release.',
  reason: ({ nationalRates, absence }) => {
    const isLastResort = absence.some(
      (fact) => nationalRates[fact.phase][fact.academicYear]?.basis === 'enrolment-weighted',
    );
    return isLastResort
      ? 'The national rate is weighted by enrolments, because neither a published rate nor sessions are at hand.'
      : undefined;
  },
});

/** One figure from two places, and totals against their parts. */
export const sourceAgreementGates = [
  sourcesDisagree,
  figureRestated,
  correctionHeld,
  areaTotalsDisagree,
  nationalRateLastResort,
] as const;
