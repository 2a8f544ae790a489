import { type Nearest, NeighbourSearch } from './neighbours.js';
import { type BaselineParameters } from './parameters.js';
import { type PointField } from './point-field.js';
import { quantileOfSorted } from './quantile.js';
import { type Pool, type PoolKeys, poolOf, poolsOf } from './similar-pools.js';

/** `neighbours`: the nearest in context; `pool`: the school's context is mostly unknown, so its whole pool stands in and is named as such. */
type SimilarBasis = 'neighbours' | 'pool';

/** What similar schools did last year, as deviations of absence from the phase's national rate, in percentage points. */
export interface SimilarLevels {
  readonly basis: SimilarBasis;
  readonly schools: number;
  /** `k` of docs/model.md, formula 2. */
  readonly meanDeviationPoints: number;
  readonly medianDeviationPoints: number;
  readonly topQuarterDeviationPoints: number;
  readonly topDecileDeviationPoints: number;
}

/** The schools of a frame, by position: columns and not objects, because a fit has tens of thousands of them in every year. */
export interface SimilarCandidates {
  /** Standardised context. */
  readonly field: PointField;
  /** 1 where enough of a school's context is known for it to have a place among neighbours. */
  readonly isPlaced: Uint8Array;
  readonly keys: readonly PoolKeys[];
  /** Absence of last year less the national rate; NaN where a school had no last year: it asks, and nobody is compared with it. */
  readonly deviations: Float64Array;
}

/** Levels of similar schools by position. */
export interface SimilarColumns {
  /** 0 where a phase has nobody to compare with. */
  readonly schools: Int32Array;
  /** 1 where the whole pool stands in. */
  readonly isPool: Uint8Array;
  readonly mean: Float64Array;
  readonly median: Float64Array;
  readonly topQuarter: Float64Array;
  readonly topDecile: Float64Array;
}

const emptyColumns = (count: number): SimilarColumns => ({
  schools: new Int32Array(count),
  isPool: new Uint8Array(count),
  mean: new Float64Array(count).fill(NaN),
  median: new Float64Array(count),
  topQuarter: new Float64Array(count),
  topDecile: new Float64Array(count),
});

/** One school's levels; undefined where there is nobody to compare with. */
export function levelsAt(columns: SimilarColumns, position: number): SimilarLevels | undefined {
  const schools = columns.schools[position] ?? 0;
  if (schools === 0) return undefined;
  return {
    basis: columns.isPool[position] === 1 ? 'pool' : 'neighbours',
    schools,
    meanDeviationPoints: columns.mean[position] ?? NaN,
    medianDeviationPoints: columns.median[position] ?? NaN,
    topQuarterDeviationPoints: columns.topQuarter[position] ?? NaN,
    topDecileDeviationPoints: columns.topDecile[position] ?? NaN,
  };
}

/** Ascending, in place: for thirty values quicker than the engine's own sort. */
function sortFew(values: Float64Array): void {
  for (let at = 1; at < values.length; at += 1) {
    const value = values[at] ?? 0;
    let place = at;
    for (; place > 0 && (values[place - 1] ?? 0) > value; place -= 1) values[place] = values[place - 1] ?? 0;
    values[place] = value;
  }
}

const fewValues = 64;

/** Writes the levels of these deviations, which it puts in order. */
function writeLevels(columns: SimilarColumns, position: number, deviations: Float64Array): void {
  if (deviations.length === 0) return;
  let sum = 0;
  for (let at = 0; at < deviations.length; at += 1) sum += deviations[at] ?? 0;
  if (deviations.length > fewValues) deviations.sort();
  else sortFew(deviations);
  columns.schools[position] = deviations.length;
  columns.mean[position] = sum / deviations.length;
  columns.median[position] = quantileOfSorted(deviations, 0.5);
  columns.topQuarter[position] = quantileOfSorted(deviations, 0.25);
  columns.topDecile[position] = quantileOfSorted(deviations, 0.1);
}

function pick(deviations: Float64Array, positions: Int32Array, into: Float64Array): Float64Array {
  for (let at = 0; at < into.length; at += 1) into[at] = deviations[positions[at] ?? 0] ?? NaN;
  return into;
}

/** The schools that ask a pool, which are most often its own members. */
function askersOf(pools: readonly (Pool | undefined)[]): ReadonlyMap<Pool, readonly number[]> {
  const askers = new Map<Pool, number[]>();
  pools.forEach((pool, position) => {
    if (pool === undefined) return;
    const known = askers.get(pool);
    if (known === undefined) askers.set(pool, [position]);
    else known.push(position);
  });
  return askers;
}

/** The neighbours of every placed school, pool by pool: where all members of a pool ask it, each lies near the next and is soon found. */
function writeNeighbours(
  columns: SimilarColumns,
  { field, deviations }: SimilarCandidates,
  pools: readonly (Pool | undefined)[],
  count: number,
): void {
  const picked = new Float64Array(count);
  const keep = (position: number, { positions, found }: Nearest): void => {
    writeLevels(columns, position, pick(deviations, positions, picked.subarray(0, found)));
  };
  for (const [pool, askers] of askersOf(pools)) {
    const search = new NeighbourSearch(field, pool.members, count);
    const isAsking = (member: number): boolean => pools[member] === pool;
    const allAsk = pool.members.every(isAsking);
    if (allAsk) search.eachMember(keep);
    for (const position of askers)
      if (!allAsk || Number.isNaN(deviations[position])) keep(position, search.nearestTo(position));
  }
}

/** Whole pools for schools without a place, the school itself left out; those that are in no pool share their pool's levels. */
function writePools(
  columns: SimilarColumns,
  { deviations }: SimilarCandidates,
  pools: readonly (Pool | undefined)[],
): void {
  const firstOf = new Map<Pool, number>();
  const { mean, median, topQuarter, topDecile, schools } = columns;
  pools.forEach((pool, position) => {
    if (pool === undefined) return;
    columns.isPool[position] = 1;
    const isMember = !Number.isNaN(deviations[position]);
    const first = firstOf.get(pool);
    if (!isMember && first !== undefined) {
      for (const column of [mean, median, topQuarter, topDecile, schools]) column[position] = column[first] ?? 0;
      return;
    }
    const others = isMember ? pool.members.filter((member) => member !== position) : pool.members;
    writeLevels(columns, position, pick(deviations, others, new Float64Array(others.length)));
    if (!isMember) firstOf.set(pool, position);
  });
}

/** Levels of similar schools for every candidate. */
export function similarLevels(candidates: SimilarCandidates, parameters: BaselineParameters): SimilarColumns {
  const { keys, isPlaced, deviations } = candidates;
  const columns = emptyColumns(keys.length);
  const members = keys.map((own, position) => (Number.isNaN(deviations[position]) ? undefined : own));
  const placed = poolsOf(members.map((own, position) => (isPlaced[position] === 1 ? own : undefined)));
  const asked = keys.map((own, position) => (isPlaced[position] === 1 ? poolOf(placed, own, parameters) : undefined));
  writeNeighbours(columns, candidates, asked, parameters.neighbours);
  const all = poolsOf(members);
  const wholePools = keys.map((own, position) => (isPlaced[position] === 1 ? undefined : poolOf(all, own, parameters)));
  writePools(columns, candidates, wholePools);
  return columns;
}
