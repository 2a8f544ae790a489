import { type AreaStray } from '../../domain/monitoring/noise.js';
import { type Season } from '../../domain/monitoring/season.js';
import { type AbsencePhase } from '../../domain/shared/phase.js';
import { learnAreaStray } from './learn-noise.js';
import { learnSeason } from './learn-season.js';
import { type AreaYear } from './releases.js';
import { type Unit } from './units.js';

export const phases: readonly AbsencePhase[] = ['primary', 'secondary', 'special'];

export type ByPhase<Value> = Readonly<Record<AbsencePhase, Value>>;

export const byPhase = <Value>(of: (phase: AbsencePhase) => Value): ByPhase<Value> => ({
  primary: of('primary'),
  secondary: of('secondary'),
  special: of('special'),
});

/** Everything that is learned from the other years, and nothing from the year itself. */
export interface LeftOut {
  readonly academicYear: string;
  readonly season: Season;
  readonly areaStray: ByPhase<AreaStray>;
  /** How far an authority's gap to the nation moves between the other years: root mean square, percentage points. */
  readonly deviationPoints: ByPhase<number>;
  readonly others: readonly Unit[];
}

export function leaveOut(academicYear: string, areas: readonly AreaYear[], units: readonly Unit[]): LeftOut {
  const isOther = (area: AreaYear): boolean => area.academicYear !== academicYear;
  const others = units.filter(({ area }) => isOther(area));
  const national = (phase: AbsencePhase): readonly AreaYear[] =>
    areas.filter((area) => area.level === 'national' && area.phase === phase && isOther(area));
  const ofPhase = (phase: AbsencePhase): readonly Unit[] => others.filter(({ area }) => area.phase === phase);
  return {
    academicYear,
    season: {
      version: `without ${academicYear}`,
      source: 'the releases of the other years',
      phases: byPhase((phase) => learnSeason(national(phase))),
    },
    areaStray: byPhase((phase) => learnAreaStray(ofPhase(phase))),
    deviationPoints: byPhase((phase) => deviationOf(ofPhase(phase))),
    others,
  };
}

export const gapOf = ({ yearEnd, nationalYearEnd }: Unit): number => yearEnd - nationalYearEnd;

/** Changes beyond this many points are of authorities with one or two schools. */
const greatestChange = 3;

function deviationOf(units: readonly Unit[]): number {
  const changes = units.flatMap((unit, index) => {
    const other = units.slice(index + 1).find(({ area }) => area.code === unit.area.code);
    return other ? [Math.min(Math.abs(gapOf(unit) - gapOf(other)), greatestChange)] : [];
  });
  return Math.sqrt(changes.reduce((sum, change) => sum + change ** 2, 0) / changes.length);
}
