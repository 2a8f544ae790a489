import { areaStrayOf, type SeasonStray } from '../../domain/monitoring/noise-estimate.js';
import { type AreaStray } from '../../domain/monitoring/noise.js';
import { defaultMonitoringPolicy } from '../../domain/monitoring/policy.js';
import { rateOf, sessionsByMonth, type Unit } from './units.js';

/** Pupils of the schools that report may change by this share between a month and the year's end, or the two are not compared. */
const greatestChangeOfPupils = 0.05;

/** What the months of an area share, from the units given: they must be of one phase. */
export const learnAreaStray = (units: readonly Unit[]): AreaStray => areaStrayOf(units.flatMap(straysOf));

function straysOf(unit: Unit): readonly SeasonStray[] {
  const months = sessionsByMonth(unit);
  const pupils = unit.toDate.at(-1)?.enrolments ?? Number.NaN;
  return unit.toDate.flatMap((now, index): SeasonStray[] => {
    const nation = unit.nation[index];
    const seen = months.slice(0, index + 1);
    const toCome = months.slice(index + 1);
    const isComparable = now.isSeen && Math.abs(now.enrolments / pupils - 1) <= greatestChangeOfPupils;
    const isWithin = index >= 1 && toCome.length >= 1 && toCome.every((sessions) => sessions > 0);
    if (!nation || !isComparable || !isWithin) return [];
    const own = defaultMonitoringPolicy.noise[unit.area.phase].overdispersion * unit.yearEnd * (100 - unit.yearEnd);
    return [
      {
        strayPoints: unit.yearEnd - unit.nationalYearEnd - (rateOf(now) - rateOf(nation)),
        seen,
        toCome,
        ownVariance: own * (1 / sum(seen) + 1 / sum(toCome)),
      },
    ];
  });
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
