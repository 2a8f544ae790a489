import { type BaselineParameters } from './parameters.js';
import { type PointField, nearest, pointField } from './neighbours.js';
import { quantileOfSorted } from './quantile.js';
import { type ContextPoint } from './standardise.js';
import { type SchoolHistory } from './types.js';

/** `neighbours`: the nearest in context; `pool`: the school's context is mostly unknown, so its whole pool stands in and is named as such. */
type SimilarBasis = 'neighbours' | 'pool';

/** What similar schools did last year, as deviations of absence from the phase's national rate, in percentage points. */
export interface SimilarLevels {
  readonly basis: SimilarBasis;
  readonly schools: number;
  /** `k` of MODEL.md, formula 2. */
  readonly meanDeviationPoints: number;
  readonly medianDeviationPoints: number;
  readonly topQuarterDeviationPoints: number;
  readonly topDecileDeviationPoints: number;
}

export interface SimilarCandidate {
  readonly school: SchoolHistory;
  readonly point: ContextPoint;
  /** Absence of last year less the national rate; undefined when the school had no last year. */
  readonly deviationPoints: number | undefined;
}

/** A school with less than half of the measures has no place among neighbours: at the medians it would be near to everyone. */
const hasPlace = (candidate: SimilarCandidate, dimensions: number): boolean => candidate.point.known * 2 >= dimensions;

// A register that is silent on selection nearly always means a non-selective school, and the mean of 30 is not shown by name;
// the examples shown to a school have the stricter rule of domain/similar.
const groupOf = ({ phase, isSelective }: SchoolHistory): string => `${phase} ${isSelective === true}`;

interface Pools {
  readonly byRegion: ReadonlyMap<string, Int32Array>;
  readonly byGroup: ReadonlyMap<string, Int32Array>;
  readonly byPhase: ReadonlyMap<string, Int32Array>;
}

const none = new Int32Array(0);

function poolsOf(candidates: readonly SimilarCandidate[], isMember: (candidate: SimilarCandidate) => boolean): Pools {
  const collect = (keyOf: (school: SchoolHistory) => string): ReadonlyMap<string, Int32Array> => {
    const lists = new Map<string, number[]>();
    candidates.forEach((candidate, position) => {
      if (candidate.deviationPoints === undefined || !isMember(candidate)) return;
      const key = keyOf(candidate.school);
      const list = lists.get(key);
      if (list === undefined) lists.set(key, [position]);
      else list.push(position);
    });
    return new Map([...lists].map(([key, list]) => [key, Int32Array.from(list)]));
  };
  return {
    byRegion: collect((school) => `${groupOf(school)} ${school.regionCode}`),
    byGroup: collect(groupOf),
    byPhase: collect((school) => school.phase),
  };
}

/** Same phase, region and selective status; under the minimum the region is dropped, and of a rare kind the whole phase is taken. */
function poolOf(pools: Pools, school: SchoolHistory, parameters: BaselineParameters): Int32Array {
  const region = pools.byRegion.get(`${groupOf(school)} ${school.regionCode}`) ?? none;
  if (region.length >= parameters.minimumPool) return region;
  const group = pools.byGroup.get(groupOf(school)) ?? none;
  return group.length > parameters.neighbours ? group : (pools.byPhase.get(school.phase) ?? none);
}

function levelsOf(basis: SimilarBasis, deviations: Float64Array): SimilarLevels | undefined {
  if (deviations.length === 0) return undefined;
  const mean = deviations.reduce((sum, value) => sum + value, 0) / deviations.length;
  const ascending = deviations.slice().sort();
  return {
    basis,
    schools: deviations.length,
    meanDeviationPoints: mean,
    medianDeviationPoints: quantileOfSorted(ascending, 0.5),
    topQuarterDeviationPoints: quantileOfSorted(ascending, 0.25),
    topDecileDeviationPoints: quantileOfSorted(ascending, 0.1),
  };
}

/** Levels of similar schools for every candidate, in the candidates' order; undefined where a phase has nobody to compare with. */
export function similarLevels(
  candidates: readonly SimilarCandidate[],
  dimensions: number,
  parameters: BaselineParameters,
): readonly (SimilarLevels | undefined)[] {
  const field: PointField = pointField(
    dimensions,
    candidates.map((candidate) => candidate.point.coordinates),
  );
  const placed = poolsOf(candidates, (candidate) => hasPlace(candidate, dimensions));
  const all = poolsOf(candidates, () => true);
  const deviationsAt = (positions: Int32Array): Float64Array =>
    Float64Array.from(positions, (position) => candidates[position]?.deviationPoints ?? NaN);
  return candidates.map((candidate, position) => {
    if (hasPlace(candidate, dimensions)) {
      const pool = poolOf(placed, candidate.school, parameters);
      return levelsOf('neighbours', deviationsAt(nearest(field, position, pool, parameters.neighbours).positions));
    }
    const pool = poolOf(all, candidate.school, parameters).filter((member) => member !== position);
    return levelsOf('pool', deviationsAt(pool));
  });
}
