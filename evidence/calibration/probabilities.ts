import { judgeMonths } from '../../domain/monitoring/judgement.js';
import { defaultMonitoringPolicy, type MonitoringPolicy } from '../../domain/monitoring/policy.js';
import { type AbsencePhase } from '../../domain/shared/phase.js';
import { byPhase, gapOf, type LeftOut } from './left-out-year.js';
import { inputOf, type Unit } from './units.js';

/** One monthly probability that a year ends short, with how the year ended. */
export interface Forecast {
  readonly phase: AbsencePhase;
  readonly academicYear: string;
  /** `01` to `12` */
  readonly calendarMonth: string;
  readonly probability: number;
  readonly isShort: boolean;
}

/** Ceilings are set at the authority's expected level, and this many points of absence below and above it. */
const offsets = [-0.3, 0, 0.3];

/** Judges every authority of the year as the product judges a school, with parameters learned from the other years. */
export function forecastsOf(left: LeftOut, units: readonly Unit[]): readonly Forecast[] {
  const policy = policyOf(left);
  return units
    .filter(({ area }) => area.academicYear === left.academicYear)
    .flatMap((unit) => {
      const before = yearBefore(unit, left);
      return before === undefined
        ? []
        : offsets.flatMap((offset) => forecasts({ unit, left, policy, ...before, offset }));
    });
}

const policyOf = ({ areaStray, academicYear }: LeftOut): MonitoringPolicy => ({
  ...defaultMonitoringPolicy,
  version: `without ${academicYear}`,
  noise: byPhase((phase) => ({ ...defaultMonitoringPolicy.noise[phase], areaStray: areaStray[phase] })),
});

interface Before {
  readonly gapPoints: number;
  readonly nationalLevel: number;
}

/** The year before where there is one, else the mean of the other years: the first year has none before it. */
function yearBefore(unit: Unit, { others }: LeftOut): Before | undefined {
  const same = others.filter(({ area }) => area.code === unit.area.code && area.phase === unit.area.phase);
  const earlier = same.filter(({ area }) => area.academicYear < unit.area.academicYear).at(-1);
  const from = earlier ? [earlier] : same;
  if (from.length === 0) return undefined;
  return { gapPoints: mean(from.map(gapOf)), nationalLevel: mean(from.map(({ nationalYearEnd }) => nationalYearEnd)) };
}

interface Case extends Before {
  readonly unit: Unit;
  readonly left: LeftOut;
  readonly policy: MonitoringPolicy;
  readonly offset: number;
}

function forecasts({ unit, left, policy, gapPoints, nationalLevel, offset }: Case): readonly Forecast[] {
  const { phase, academicYear } = unit.area;
  const expectedPercent = nationalLevel + gapPoints;
  const { checks } = judgeMonths(
    inputOf(unit, {
      nationalLevel,
      expectedPercent,
      ceilingPercent: expectedPercent + offset,
      deviationPoints: left.deviationPoints[phase],
      season: left.season,
      policy,
    }),
  );
  const isShort = gapOf(unit) > gapPoints + offset;
  return unit.toDate.flatMap(({ month, isSeen }) => {
    const probability = checks.find((check) => check.month === month)?.probabilityYearEndsShort;
    return isSeen && probability !== undefined
      ? [{ phase, academicYear, calendarMonth: month.slice(5), probability, isShort }]
      : [];
  });
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
