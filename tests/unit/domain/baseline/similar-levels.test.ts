import { describe, expect, it } from 'vitest';
import { censusContext, similarSchoolsContext } from '../../../../domain/baseline/context.js';
import { panelParameters } from '../../../../domain/baseline/parameters.js';
import {
  type SimilarLevels,
  levelsAt,
  similarColumns,
  similarLevels as levelsOfCandidates,
} from '../../../../domain/baseline/similar-levels.js';
import { poolNumber } from '../../../../domain/baseline/similar-pools.js';
import { contextPoint, contextStandard } from '../../../../domain/baseline/standardise.js';
import { type SchoolHistory } from '../../../../domain/baseline/types.js';
import { inventedSchool, pointField } from './invented.js';

const parameters = { ...panelParameters, neighbours: 2, minimumPool: 4 };

interface Candidate {
  readonly school: SchoolHistory;
  readonly point: { readonly coordinates: readonly number[]; readonly known: number };
  readonly deviationPoints: number | undefined;
}

function similarLevels(
  candidates: readonly Candidate[],
  dimensions: number,
  given: typeof parameters,
): readonly (SimilarLevels | undefined)[] {
  const columns = levelsOfCandidates(
    {
      field: pointField(
        dimensions,
        candidates.map(({ point }) => point.coordinates),
      ),
      isPlaced: Uint8Array.from(candidates, ({ point }) => (point.known * 2 >= dimensions ? 1 : 0)),
      poolNumbers: Uint8Array.from(candidates, ({ school }) => poolNumber(school)),
      deviations: Float64Array.from(candidates, ({ deviationPoints }) => deviationPoints ?? NaN),
    },
    given,
  );
  return candidates.map((_, position) => levelsAt(columns, position));
}

/** One coordinate and a deviation equal to the position, so that a mean shows who was near. */
const candidate = (position: number, place: number, change: Partial<SchoolHistory> = {}): Candidate => ({
  school: inventedSchool(position, { regionCode: 'A', ...change }),
  point: { coordinates: [place], known: 1 },
  deviationPoints: position,
});

/** Source: docs/sources/statistics.md#formulas-of-the-reference, 2. */
describe('levels of similar schools', () => {
  it('are computed from the nearest others, never from the school itself', () => {
    const levels = similarLevels(
      [candidate(0, 0), candidate(1, 0.1), candidate(2, 0.2), candidate(3, 9)],
      1,
      parameters,
    );
    expect(levels[0]).toMatchObject({
      basis: 'neighbours',
      schools: 2,
      meanDeviationPoints: 1.5,
      medianDeviationPoints: 1.5,
    });
    expect(levels[3]?.meanDeviationPoints).toBe(1.5);
  });

  it('use the region only while its pool is large enough', () => {
    const region = [candidate(0, 0), candidate(1, 1), candidate(2, 2), candidate(3, 3)];
    const elsewhere = [candidate(10, 0.01, { regionCode: 'B' }), candidate(11, 0.02, { regionCode: 'B' })];
    expect(similarLevels([...region, ...elsewhere], 1, parameters)[0]?.meanDeviationPoints).toBe(1.5);
    expect(similarLevels([...region.slice(0, 3), ...elsewhere], 1, parameters)[0]?.meanDeviationPoints).toBe(10.5);
  });

  it('keep to the selective status, and widen to the whole phase only where the kind is rare', () => {
    const grammar = (position: number, place: number): Candidate =>
      candidate(position, place, { phase: 'secondary', isSelective: true });
    const other = (position: number, place: number): Candidate => candidate(position, place, { phase: 'secondary' });
    const grammars = [grammar(0, 0), grammar(1, 5), grammar(2, 6)];
    const others = [other(10, 0.1), other(11, 0.2)];
    expect(similarLevels([...grammars, ...others], 1, parameters)[0]?.meanDeviationPoints).toBe(1.5);
    expect(similarLevels([grammar(0, 0), ...others], 1, parameters)[0]?.meanDeviationPoints).toBe(10.5);
  });

  it('never cross phases, and are unknown where no school is left', () => {
    const levels = similarLevels([candidate(0, 0), candidate(1, 0, { phase: 'secondary' })], 1, parameters);
    expect(levels).toEqual([undefined, undefined]);
  });

  it('leave out schools without a last year, but are still given for them', () => {
    const levels = similarLevels(
      [{ ...candidate(0, 0), deviationPoints: undefined }, candidate(1, 0.1), candidate(2, 0.2)],
      1,
      parameters,
    );
    expect(levels[0]?.meanDeviationPoints).toBe(1.5);
    expect(levels[1]?.schools).toBe(1);
  });

  it('use the whole pool, and say so, where the school’s context is mostly unknown', () => {
    const unknown: Candidate = { ...candidate(9, 0), point: { coordinates: [0, 0, 0], known: 1 } };
    const placed = [1, 2, 3].map((position) => ({
      ...candidate(position, 0),
      point: { coordinates: [position, 0, 0], known: 3 },
    }));
    const levels = similarLevels([unknown, ...placed], 3, parameters);
    expect(levels[0]).toMatchObject({ basis: 'pool', schools: 3, meanDeviationPoints: 2 });
    expect(levels[1]).toMatchObject({ basis: 'neighbours', meanDeviationPoints: 2.5 });
  });

  it('order better schools first, so that the top decile is the lowest absence', () => {
    const many = Array.from({ length: 21 }, (_, position) => candidate(position, 0));
    const levels = similarLevels(many, 1, { ...parameters, neighbours: 20 })[20];
    expect(levels?.topDecileDeviationPoints).toBeCloseTo(1.9, 9);
    expect(levels?.topQuarterDeviationPoints).toBeCloseTo(4.75, 9);
    expect(levels?.medianDeviationPoints).toBeCloseTo(9.5, 9);
  });
});

/** A school without a place among neighbours; `deviation` undefined where it had no last year. */
const withoutPlace = (position: number, deviation: number | undefined): Candidate => ({
  ...candidate(position, 0),
  point: { coordinates: [0, 0, 0], known: 1 },
  deviationPoints: deviation,
});

describe('a whole pool of similar schools', () => {
  /** So many deviations, 0 upwards, the largest first. */
  const descending = (count: number): readonly Candidate[] =>
    Array.from({ length: count }, (_, position) => withoutPlace(position, count - 1 - position));

  it.each([5, 64, 65, 81])('with %i others leaves out the school itself and sorts their deviations', (others) => {
    const levels = similarLevels([...descending(others), withoutPlace(others, 1000)], 3, parameters);
    const last = others - 1;
    expect(levels[others]).toEqual({
      basis: 'pool',
      schools: others,
      meanDeviationPoints: last / 2,
      medianDeviationPoints: last / 2,
      topQuarterDeviationPoints: last / 4,
      topDecileDeviationPoints: expect.closeTo(last / 10, 9) as number,
    });
    expect(levels[0]).toMatchObject({
      schools: others,
      meanDeviationPoints: (1000 + (last * (last - 1)) / 2) / others,
    });
  });

  it('is the same for all schools without a last year, and contains none of them', () => {
    const asking = [withoutPlace(20, undefined), withoutPlace(21, undefined), withoutPlace(22, undefined)];
    const whole = {
      basis: 'pool',
      schools: 11,
      meanDeviationPoints: 5,
      medianDeviationPoints: 5,
      topQuarterDeviationPoints: 2.5,
      topDecileDeviationPoints: 1,
    };
    const askingFirst = similarLevels([...asking, ...descending(11)], 3, parameters);
    expect(askingFirst.slice(0, 3)).toEqual([whole, whole, whole]);
    expect(askingFirst[3]).toMatchObject({ schools: 10, meanDeviationPoints: 4.5 });
    const askingLast = similarLevels([...descending(11), ...asking], 3, parameters);
    expect(askingLast.slice(-3)).toEqual([whole, whole, whole]);
  });

  it('sorts deviations below zero before those above', () => {
    const deviations = [1.5, -2, 0.5, -0.5, -3, 2];
    const levels = similarLevels(
      [withoutPlace(9, undefined), ...deviations.map((deviation, position) => withoutPlace(position, deviation))],
      3,
      parameters,
    );
    expect(levels[0]).toMatchObject({ medianDeviationPoints: 0, topQuarterDeviationPoints: -1.625 });
    expect(levels[0]?.topDecileDeviationPoints).toBe(-2.5);
  });

  it('is empty where the school is the only one in it', () => {
    expect(similarLevels([withoutPlace(0, 3)], 3, parameters)).toEqual([undefined]);
  });
});

describe('neighbours in a pool of which only some members ask', () => {
  const inRegion = (position: number, place: number, regionCode: 'A' | 'B'): Candidate =>
    candidate(position, place, { regionCode });
  const large = [0, 1, 2, 3].map((position) => inRegion(position, position, 'A'));
  const small = [inRegion(10, 0.4, 'B'), { ...inRegion(11, 2.6, 'B'), deviationPoints: undefined }];

  it('are found for those that ask, and the others keep to their region', () => {
    const levels = similarLevels([...large, ...small], 1, parameters);
    expect(levels.map((one) => one?.meanDeviationPoints)).toEqual([1.5, 1, 2, 1.5, 0.5, 2.5]);
    expect(levels.map((one) => [one?.basis, one?.schools])).toEqual(levels.map(() => ['neighbours', 2]));
  });
});

describe('columns of levels', () => {
  it('give no comparison until they are written', () => {
    const columns = similarColumns(2);
    expect([levelsAt(columns, 0), levelsAt(columns, 1), levelsAt(columns, 2)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect([...columns.mean]).toEqual([NaN, NaN]);
  });

  it('are contiguous in the memory that they are given, and fill it', () => {
    const asked: number[] = [];
    const memory = new SharedArrayBuffer(3 * (4 * 8 + 4 + 1));
    const columns = similarColumns(3, (bytes) => {
      asked.push(bytes);
      return memory;
    });
    expect(asked).toEqual([memory.byteLength]);
    const parts = [
      columns.mean,
      columns.median,
      columns.topQuarter,
      columns.topDecile,
      columns.schools,
      columns.isPool,
    ];
    expect(parts.map(({ length }) => length)).toEqual([3, 3, 3, 3, 3, 3]);
    parts.forEach((part) => part.fill(7));
    parts.forEach((part) => {
      expect([...part]).toEqual([7, 7, 7]);
    });
    const ends = parts.map(({ byteOffset, byteLength }) => byteOffset + byteLength);
    expect(parts.map(({ byteOffset }) => byteOffset)).toEqual([0, ...ends.slice(0, -1)]);
  });
});

describe('the position of a school in context', () => {
  const schools = [10, 20, 30].map((freeMealsPercent, index) =>
    inventedSchool(index, { context: { freeMealsPercent, roll: 100 * (index + 1) } }),
  );

  it('is measured in standard deviations of its own phase', () => {
    const standard = contextStandard(censusContext, schools);
    expect(contextPoint(censusContext, standard, schools[2] ?? inventedSchool(0)).coordinates[0]).toBeCloseTo(1, 12);
  });

  it('takes the phase’s median for a missing measure, and counts the known ones', () => {
    const standard = contextStandard(censusContext, schools);
    const bare = inventedSchool(9, { context: { roll: 200 } });
    const point = contextPoint(censusContext, standard, bare);
    expect(point.coordinates[0]).toBeCloseTo(0, 12);
    expect(point.known).toBe(1);
  });

  it('ignores a measure that no school has', () => {
    const point = contextPoint(
      similarSchoolsContext,
      contextStandard(similarSchoolsContext, schools),
      schools[0] ?? inventedSchool(0),
    );
    expect(point.coordinates.slice(0, 7)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(point.known).toBe(1);
  });

  it('takes the roll by its logarithm, and enrolments where no roll is known', () => {
    const standard = contextStandard(censusContext, schools);
    const rolls = [100, 200, 400].map(
      (roll) => contextPoint(censusContext, standard, inventedSchool(0, { context: { roll } })).coordinates[5] ?? NaN,
    );
    expect((rolls[2] ?? NaN) - (rolls[1] ?? NaN)).toBeCloseTo((rolls[1] ?? NaN) - (rolls[0] ?? NaN), 9);
    const fromEnrolments = contextPoint(censusContext, standard, inventedSchool(0, { enrolments: 200, context: {} }));
    const fromRoll = contextPoint(censusContext, standard, inventedSchool(0, { context: { roll: 220 } }));
    expect(fromEnrolments.coordinates[5]).toBeCloseTo(fromRoll.coordinates[5] ?? NaN, 9);
  });
});
