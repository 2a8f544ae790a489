import { defaultMonitoringPolicy } from '../../domain/monitoring/policy.js';
import { type AbsencePhase } from '../../domain/shared/phase.js';
import { yearTerms } from '../../academic-years/year-terms.js';
import { drawYears, usualCeilings, type ChanceRow } from './run.js';
import { type Terms, type YearNoise } from './school-year.js';

const sizes = [30, 60, 120, 240, 500, 1000, 2000];
const phases: readonly AbsencePhase[] = ['primary', 'secondary', 'special'];

/** The year drawn, and the last month that can be checked before Easter (20 April 2025). */
const drawnYear = '202425';
const lastMonthBeforeEaster = '2025-03';

export interface ChanceTable {
  readonly policyVersion: string;
  readonly seasonVersion: string;
  /** Schools truly at their ceiling. */
  readonly atTheCeiling: readonly ChanceRow[];
  /** Schools of 1,000 truly one point short. */
  readonly onePointShort: readonly ChanceRow[];
}

/** Draws `years` years of every size and phase under the policy and season that a campaign of today would pin. */
export function chanceTable(years: number, ofSizes: readonly number[] = sizes): ChanceTable {
  const rows = (enrolments: number, shortPoints: number): readonly ChanceRow[] =>
    phases.map((phase) =>
      drawYears({ phase, enrolments, ceilingPercent: usualCeilings[phase], shortPoints }, termsOf(phase), {
        years,
        seed: enrolments + 7 * shortPoints,
        lastMonthBeforeEaster,
      }),
    );
  const { season, monitoringPolicy } = yearTerms(drawnYear);
  return {
    policyVersion: monitoringPolicy.version,
    seasonVersion: season.version,
    atTheCeiling: ofSizes.flatMap((size) => rows(size, 0)),
    onePointShort: rows(1000, 1),
  };
}

function termsOf(phase: AbsencePhase): Terms {
  const { calendar, season, monitoringPolicy } = yearTerms(drawnYear);
  return { calendar, season, policy: monitoringPolicy, noise: noiseOf(phase) };
}

/** The policy's overdispersion is 1.12 times that of one month, because months correlate; here they are drawn so. */
const correlationFactor = 1.12;

/** The noise that was measured; the nation's month deviates as in the autumns of 2022 to 2024. */
function noiseOf(phase: AbsencePhase): YearNoise {
  const { overdispersion, areaStray, yearVariance, yearVariancePerEnrolment } = defaultMonitoringPolicy.noise[phase];
  return {
    overdispersion: overdispersion / correlationFactor,
    area: areaStray,
    yearVariance,
    yearVariancePerPupil: yearVariancePerEnrolment,
    monthCorrelation: 0.06,
    nationDeviation: 0.4,
  };
}

/** For people: shares in per cent. */
export function chanceText(table: ChanceTable): string {
  const inPercent = (share: number): string => `${(100 * share).toFixed(1)}%`.padStart(9);
  const at = (phase: AbsencePhase, size: number): string =>
    inPercent(table.atTheCeiling.find((row) => row.phase === phase && row.enrolments === size)?.proposed ?? 0);
  const drawnSizes = [...new Set(table.atTheCeiling.map(({ enrolments }) => enrolments))];
  return [
    `${table.atTheCeiling[0]?.years ?? 0} years each, policy ${table.policyVersion}, ${table.seasonVersion}`,
    '',
    'Schools truly at their expectation: years in which support was proposed',
    `pupils   ${phases.map((phase) => phase.padStart(9)).join(' ')}`,
    ...drawnSizes.map((size) => `${String(size).padEnd(8)} ${phases.map((phase) => at(phase, size)).join(' ')}`),
    '',
    'Schools of 1,000 truly 1.0 point short: found by Easter, and within the year',
    ...table.onePointShort.map(
      ({ phase, proposedByEaster, proposed }) =>
        `${phase.padEnd(9)} ${inPercent(proposedByEaster)} ${inPercent(proposed)}`,
    ),
  ].join('\n');
}
