import { type AbsencePhase, type RegionCode, regionCodes } from '../../domain/shared/phase.js';
import { type AbsenceYear } from './absence-years.js';
import { type AbsenceCounts, addCounts, noCounts } from './files/absence-columns.js';
import { type Authority } from './geography.js';

export type AreaPhase = AbsencePhase | 'total';

/** Sums of one area, phase and year; `schools` counts the establishments in them. */
interface AreaSum extends AbsenceCounts {
  schools: number;
}

export interface Area {
  readonly level: 'National' | 'Regional' | 'Local authority';
  readonly regionCode?: RegionCode;
  readonly authority?: Authority;
}

/** Sums of every area, read by area, phase and year. */
export interface AreaSums {
  readonly areas: readonly Area[];
  /** undefined where the area has no school of that phase that year. */
  sumOf(area: Area, phase: AreaPhase, offset: number): AreaSum | undefined;
}

const keyOf = (area: Area, phase: AreaPhase, offset: number): string =>
  `${area.level}/${area.regionCode ?? ''}/${area.authority?.code ?? ''}/${phase}/${offset}`;

const areasOf = ({ establishment }: AbsenceYear): Area[] => {
  const { authority, regionCode } = establishment.school;
  return [
    { level: 'National' },
    { level: 'Regional', regionCode },
    { level: 'Local authority', regionCode, authority },
  ];
};

/** Adds up sessions and enrolments of the schools that sent a return, so that each rate is a ratio of sums. */
export function areaSums(absence: readonly AbsenceYear[]): AreaSums {
  const sums = new Map<string, AreaSum>();
  const authorities = new Map<string, Authority>();
  for (const year of absence) {
    if (!year.isReturned) continue;
    authorities.set(year.establishment.school.authority.code, year.establishment.school.authority);
    for (const area of areasOf(year)) {
      for (const phase of [year.phase, 'total'] as const) {
        const key = keyOf(area, phase, year.offset);
        const sum = sums.get(key) ?? { ...noCounts(), schools: 0 };
        addCounts(sum, year);
        sum.schools += 1;
        sums.set(key, sum);
      }
    }
  }
  const areas: Area[] = [
    { level: 'National' },
    ...regionCodes.map((regionCode): Area => ({ level: 'Regional', regionCode })),
    ...[...authorities.values()]
      .sort((one, other) => Number(one.code) - Number(other.code))
      .map((authority): Area => ({ level: 'Local authority', regionCode: authority.regionCode, authority })),
  ];
  return { areas, sumOf: (area, phase, offset) => sums.get(keyOf(area, phase, offset)) };
}
