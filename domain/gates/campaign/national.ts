import { type AbsencePhase } from '../../shared/phase.js';
import { valueOf } from '../../shared/published-figure.js';
import { absencePercent } from '../../shared/rates.js';
import { yearInWords } from '../../shared/academic-year.js';
import { median } from './median.js';
import { nationalOf, phases } from './school-file.js';
import { type CampaignFiles, type CampaignGate, type Found, inPercent, type YearPair } from './types.js';

/** A gate that asks the same of each phase; `isWrong` answers true where the phase fails. */
const phaseGate = <const Name extends string>(
  gate: Omit<CampaignGate<Name>, 'find' | 'severity' | 'owner'>,
  reasonOf: (phase: AbsencePhase, files: CampaignFiles) => string,
  isWrong: (phase: AbsencePhase, ...given: Parameters<CampaignGate['find']>) => boolean,
): CampaignGate<Name> => ({
  ...gate,
  severity: 'blocks',
  owner: 'data-team',
  find: (files, policy) =>
    phases.flatMap((phase): Found[] => (isWrong(phase, files, policy) ? [{ reason: reasonOf(phase, files) }] : [])),
});

/** Whether two figures differ by more than this; never where one of them is not known. */
const areApart = (one: number | undefined, other: number | undefined, points: number): boolean =>
  Math.abs((one ?? NaN) - (other ?? NaN)) > points;

const nationalMissing = phaseGate(
  {
    name: 'national-rate-missing',
    finds: 'no national rate of a mainstream phase',
    why: 'nothing to set against',
    source: 'docs/sources/absence-statistics.md#national-rates',
    remedy: 'Import the national file of the same release.',
  },
  (phase, { lastYear }) => `There is no national rate of ${phase} schools for ${yearInWords(lastYear)}.`,
  // Special schools have no expectation, and some releases leave their national rate out.
  (phase, files) =>
    phase !== 'special' &&
    files.lastRows.some((row) => row.phase === phase) &&
    nationalOf(files, phase, files.lastYear) === undefined,
);

const nationalTotalDisagrees = phaseGate(
  {
    name: 'national-total-disagrees',
    finds: ({ coveredShare, nationalTotalPoints }) =>
      `schools with ${inPercent(coveredShare)} of the nation’s sessions give another rate (${nationalTotalPoints} points)`,
    why: 'years or releases mixed',
    source: 'docs/sources/data-formats.md#ratio-of-sums',
    remedy: 'Check that both files are of the same year and release, and that every school is in one row.',
  },
  (phase) => `The ${phase} schools do not add up to the published national rate.`,
  (phase, { areas, lastRows, lastYear }, { nationalTotalPoints, coveredShare }) => {
    const published = areas.find(
      (area) => area.level === 'national' && area.phase === phase && area.academicYear === lastYear,
    );
    const counts = lastRows.flatMap(({ phase: own, possibleSessions, absenceSessions }) =>
      own === phase && possibleSessions !== undefined && absenceSessions !== undefined
        ? [{ possibleSessions, absenceSessions }]
        : [],
    );
    const possible = counts.reduce((sum, { possibleSessions }) => sum + possibleSessions, 0);
    return (
      possible >= coveredShare * (published?.possibleSessions ?? NaN) &&
      areApart(absencePercent(counts), published?.absencePercent, nationalTotalPoints)
    );
  },
);

const nationalDiffersFromAuthorities = phaseGate(
  {
    name: 'national-differs-from-authorities',
    finds: ({ authoritiesMeanPoints, fewestAuthorities }) =>
      `over ${authoritiesMeanPoints} points from the mean of ${fewestAuthorities} authorities or more`,
    why: 'a row of another year, phase or level',
    source: 'docs/sources/absence-statistics.md#national-rates',
    remedy:
      'Download the national file again; the national row is of another year, phase or measure than the authorities’.',
  },
  (phase) => `The national rate of ${phase} schools is not the middle of the authorities’ rates of its year.`,
  (phase, files, { authoritiesMeanPoints, fewestAuthorities }) => {
    const rates = files.areas.flatMap((area) =>
      area.level === 'local-authority' && area.phase === phase && area.academicYear === files.lastYear
        ? [area.absencePercent]
        : [],
    );
    const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
    const published = nationalOf(files, phase, files.lastYear);
    return rates.length >= fewestAuthorities && areApart(published, mean, authoritiesMeanPoints);
  },
);

function changes(pairs: readonly YearPair[], phase: AbsencePhase): readonly number[] {
  return pairs.flatMap(({ now, before }) => {
    const [rate, earlier] = [valueOf(now.absence), valueOf(before.absence)];
    return now.phase === phase && rate !== undefined && earlier !== undefined ? [rate - earlier] : [];
  });
}

/** A part of the country moves otherwise than the whole: by a standard deviation of about a point for one school, and authorities move together. */
const chancePoints = 4;

const nationalChangeDisagrees = phaseGate(
  {
    name: 'national-change-disagrees',
    finds: ({ nationalChangePoints }) =>
      `the nation moved otherwise than its median school (${nationalChangePoints} points and chance)`,
    why: 'years mixed',
    source: 'docs/sources/absence-statistics.md#national-rates',
    remedy: 'Check the year and the phase of the national rows, and the year of the school rows.',
  },
  (phase) => `The ${phase} schools moved otherwise than the published national rate.`,
  (phase, files, { nationalChangePoints, fewestSchools }) => {
    const own = changes(files.pairs, phase);
    const rateOf = (year: string): number => nationalOf(files, phase, year) ?? NaN;
    const nation = rateOf(files.lastYear) - rateOf(files.yearBefore);
    const points = nationalChangePoints + chancePoints / Math.sqrt(own.length);
    return own.length >= fewestSchools && areApart(median(own), nation, points);
  },
);

const nationalRateRepeats = phaseGate(
  {
    name: 'national-rate-repeats',
    finds: 'equal to another national rate to two decimals and more',
    why: 'a row of another year',
    source: 'docs/sources/absence-statistics.md#national-rates',
    remedy: 'Download the national file again; a row is under a year or a phase that is not its own.',
  },
  (phase) => `The national rate of ${phase} schools is exactly that of another year or phase.`,
  (phase, { areas, lastYear }) => {
    const national = areas.filter(({ level }) => level === 'national');
    const own = national.find((area) => area.phase === phase && area.academicYear === lastYear);
    if (own === undefined || Math.abs(own.absencePercent * 10 - Math.round(own.absencePercent * 10)) < 1e-9)
      return false;
    return national.some((area) => area !== own && area.absencePercent === own.absencePercent);
  },
);

const yearToDateDisagrees = phaseGate(
  {
    name: 'year-to-date-disagrees',
    finds: ({ yearToDatePoints }) => `over ${yearToDatePoints} points from the last fortnightly release`,
    why: 'another year',
    source: 'docs/sources/absence-statistics.md#season',
    remedy: 'Check the year of the national file against the last release of the year.',
  },
  (phase) => `The national rate of ${phase} schools is far from the last fortnightly release of its year.`,
  (phase, files, { yearToDatePoints }) =>
    areApart(nationalOf(files, phase, files.lastYear), files.yearToDate[phase], yearToDatePoints),
);

/** Points of persistent absence that go with one point of overall absence; measured between years on the real panel. */
const persistencePerPoint = 4;

const persistenceRedefined = phaseGate(
  {
    name: 'persistence-redefined',
    finds: ({ persistencePoints }) => `persistent absence moved by ${persistencePoints} points beyond overall absence`,
    why: 'the older definition of a seventh',
    source: 'docs/sources/absence-statistics.md#rates',
    remedy: 'Check that both years count pupils who miss a tenth of their sessions; older files count a seventh.',
  },
  (phase) => `Persistent absence in ${phase} schools moved far more than overall absence explains.`,
  (phase, { pairs }, { persistencePoints, fewestSchools }) => {
    const beyond = pairs.flatMap(({ now, before }) => {
      const values = [now.absence, before.absence, now.persistentAbsence, before.persistentAbsence].map((figure) =>
        figure === undefined ? undefined : valueOf(figure),
      );
      const [rate, earlier, persistent, persistentEarlier] = values;
      if (rate === undefined || earlier === undefined || now.phase !== phase) return [];
      if (persistent === undefined || persistentEarlier === undefined) return [];
      return [persistent - persistentEarlier - persistencePerPoint * (rate - earlier)];
    });
    return beyond.length >= fewestSchools && areApart(median(beyond), 0, persistencePoints);
  },
);

/** National rates against the schools and against each other. */
export const nationalGates = [
  nationalMissing,
  nationalTotalDisagrees,
  nationalDiffersFromAuthorities,
  nationalChangeDisagrees,
  nationalRateRepeats,
  yearToDateDisagrees,
  persistenceRedefined,
] as const;
