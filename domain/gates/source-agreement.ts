import { yearInWords } from '../shared/academic-year.js';
import { valueOf } from '../shared/published-figure.js';
import { type Gate, absenceOf, lastYearOf } from './gate.js';

const sourcesDisagree: Gate = {
  name: 'sources-disagree',
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
};

const figureRestated: Gate = {
  name: 'figure-restated',
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
};

const areaTotalsDisagree: Gate = {
  name: 'area-totals-disagree',
  severity: 'blocks',
  owner: 'data-team',
  remedy: 'Check that the rows of this local authority belong to their schools and that none is missing.',
  reason: ({ area }, { areaTolerancePoints }) => {
    if (area?.recomputedPercent === undefined) return undefined;
    const isApart = Math.abs(area.recomputedPercent - area.publishedPercent) > areaTolerancePoints;
    return isApart ? 'The schools of this local authority do not add up to its published rate.' : undefined;
  },
};

const nationalRateLastResort: Gate = {
  name: 'national-rate-last-resort',
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
};

/** One figure from two places, and totals against their parts; sources: docs/sources/absence-statistics.md#sources-that-differ, docs/sources/data-formats.md#ratio-of-sums. */
export const sourceAgreementGates: readonly Gate[] = [
  sourcesDisagree,
  figureRestated,
  areaTotalsDisagree,
  nationalRateLastResort,
];
