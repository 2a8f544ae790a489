import { type Nearest, NeighbourSearch } from './neighbours.js';
import { type BaselineParameters } from './parameters.js';
import { type PointField } from './point-field.js';
import { quantileOfSorted } from './quantile.js';
import { type Pool, poolOf, poolsOf } from './similar-pools.js';

/** `neighbours`: the nearest in context; `pool`: the school's context is mostly unknown, so its whole pool is used instead and is labelled so. */
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
  /** See `poolNumber`. */
  readonly poolNumbers: Uint8Array;
  /** Absence of last year less the national rate; NaN where a school had no last year: it is compared with others, and none with it. */
  readonly deviations: Float64Array;
}

/** Levels of similar schools by position. */
export interface SimilarColumns {
  /** 0 where a phase has nobody to compare with. */
  readonly schools: Int32Array;
  /** 1 where the whole pool is used instead. */
  readonly isPool: Uint8Array;
  readonly mean: Float64Array;
  readonly median: Float64Array;
  readonly topQuarter: Float64Array;
  readonly topDecile: Float64Array;
}

const columnsOfNumbers = 4;
const bytesOfSchool = columnsOfNumbers * Float64Array.BYTES_PER_ELEMENT + Int32Array.BYTES_PER_ELEMENT + 1;

/** Columns without any comparison yet, in one piece of memory; `allocate` gives it, and may give shared memory. */
export function similarColumns(
  count: number,
  allocate: (bytes: number) => ArrayBufferLike = (bytes) => new ArrayBuffer(bytes),
): SimilarColumns {
  const memory = allocate(count * bytesOfSchool);
  const column = (index: number): Float64Array =>
    new Float64Array(memory, index * count * Float64Array.BYTES_PER_ELEMENT, count);
  const afterNumbers = columnsOfNumbers * count * Float64Array.BYTES_PER_ELEMENT;
  return {
    mean: column(0).fill(NaN),
    median: column(1),
    topQuarter: column(2),
    topDecile: column(3),
    schools: new Int32Array(memory, afterNumbers, count),
    isPool: new Uint8Array(memory, afterNumbers + count * Int32Array.BYTES_PER_ELEMENT, count),
  };
}

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

/** The schools that ask each pool, which are most often its own members. */
function askersOf(
  { poolNumbers }: SimilarCandidates,
  poolAt: (position: number) => Pool | undefined,
): ReadonlyMap<Pool, readonly number[]> {
  const askers = new Map<Pool, number[]>();
  poolNumbers.forEach((_, position) => {
    const pool = poolAt(position);
    if (pool === undefined) return;
    const known = askers.get(pool);
    if (known === undefined) askers.set(pool, [position]);
    else known.push(position);
  });
  return askers;
}

/** The neighbours of every school that asks a pool: where all of its members do, each lies near the next and is soon found. */
function writeNeighbours(
  columns: SimilarColumns,
  { field, deviations }: SimilarCandidates,
  { members }: Pool,
  asked: { readonly askers: readonly number[]; readonly count: number },
): void {
  const picked = new Float64Array(asked.count);
  const keep = (position: number, { positions, found }: Nearest): void => {
    writeLevels(columns, position, pick(deviations, positions, picked.subarray(0, found)));
  };
  const search = new NeighbourSearch(field, members, asked.count);
  const asking = new Set(asked.askers);
  const allAsk = members.every((member) => asking.has(member));
  if (allAsk) search.eachMember(keep);
  for (const position of asked.askers)
    if (!allAsk || Number.isNaN(deviations[position])) keep(position, search.nearestTo(position));
}

/** The whole pool for schools without a place, the school itself left out; those that are not in it share its levels. */
function writePool(
  columns: SimilarColumns,
  { deviations }: SimilarCandidates,
  { members }: Pool,
  askers: readonly number[],
): void {
  const { mean, median, topQuarter, topDecile, schools } = columns;
  let first: number | undefined;
  for (const position of askers) {
    columns.isPool[position] = 1;
    const isMember = !Number.isNaN(deviations[position]);
    if (!isMember && first !== undefined) {
      for (const column of [mean, median, topQuarter, topDecile, schools]) column[position] = column[first] ?? 0;
      continue;
    }
    const others = isMember ? members.filter((member) => member !== position) : members;
    writeLevels(columns, position, pick(deviations, others, new Float64Array(others.length)));
    if (!isMember) first = position;
  }
}

/**
 * The work of writing every candidate's levels, a part for each pool that is asked. Parts write in different places, so they may be done
 * in any order, and by several threads that share the arrays.
 */
export function similarParts(
  candidates: SimilarCandidates,
  parameters: BaselineParameters,
  columns: SimilarColumns,
): readonly (() => void)[] {
  const { poolNumbers, isPlaced, deviations } = candidates;
  const isMember = (position: number): boolean => !Number.isNaN(deviations[position]);
  const hasPlace = (position: number): boolean => isPlaced[position] === 1;
  const placed = poolsOf(poolNumbers, (position) => isMember(position) && hasPlace(position));
  const all = poolsOf(poolNumbers, isMember);
  const poolIn = (pools: typeof all, position: number): Pool => poolOf(pools, poolNumbers[position] ?? 0, parameters);
  const asked = askersOf(candidates, (position) => (hasPlace(position) ? poolIn(placed, position) : undefined));
  const askedWhole = askersOf(candidates, (position) => (hasPlace(position) ? undefined : poolIn(all, position)));
  const count = parameters.neighbours;
  return [
    ...Array.from(asked, ([pool, askers]) => () => {
      writeNeighbours(columns, candidates, pool, { askers, count });
    }),
    ...Array.from(askedWhole, ([pool, askers]) => () => {
      writePool(columns, candidates, pool, askers);
    }),
  ];
}

/** Levels of similar schools for every candidate. */
export function similarLevels(candidates: SimilarCandidates, parameters: BaselineParameters): SimilarColumns {
  const columns = similarColumns(candidates.poolNumbers.length);
  for (const write of similarParts(candidates, parameters, columns)) write();
  return columns;
}
