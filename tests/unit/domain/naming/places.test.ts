import fc from 'fast-check';
import { expect, test } from 'vitest';
import { namingPlaces } from '../../../../domain/naming/places.js';
import { type NamedExample, type SimilarFacts } from '../../../../domain/report/facts.js';

interface Shows {
  readonly urn: string;
  readonly similar: SimilarFacts<NamedExample>;
}

const example = (urn: string, miles: number): NamedExample => ({
  urn,
  name: `School ${urn}`,
  attendancePercent: 95,
  miles,
  alike: [],
  different: [],
});

const shows = (urn: string, examples: readonly (readonly [string, number])[]): Shows => ({
  urn,
  similar: { kind: 'found', schools: examples.map(([other, miles]) => example(other, miles)) },
});

const reports = fc
  .array(fc.uniqueArray(fc.tuple(fc.constantFrom('A', 'B', 'C', 'D'), fc.nat(9)), { selector: ([urn]) => urn }), {
    maxLength: 30,
  })
  .map((all) => all.map((examples, index) => shows(String(100 + index), examples)));

const countOf = (places: ReturnType<typeof namingPlaces>, urn: string): number =>
  places.filter(({ exampleUrn }) => exampleUrn === urn).length;

const sorted = (places: ReturnType<typeof namingPlaces>): readonly string[] =>
  places.map(({ exampleUrn, reportUrn }) => `${exampleUrn} ${reportUrn}`).sort();

test('the nearest reports get the places for naming, by URN where two are as near', () => {
  const all = [shows('103', [['A', 2]]), shows('101', [['A', 5]]), shows('102', [['A', 2]])];
  expect(sorted(namingPlaces(all, 2))).toEqual(['A 102', 'A 103']);
  expect(sorted(namingPlaces(all, 1))).toEqual(['A 102']);
});

test('no school is named in more reports than the cap, none is left out below it, and the order of reports does not matter', () => {
  const shuffled = reports.chain((all) =>
    fc.record({ all: fc.constant(all), other: fc.shuffledSubarray(all, { minLength: all.length }) }),
  );
  fc.assert(
    fc.property(shuffled, fc.nat(8), ({ all, other }, most) => {
      const places = namingPlaces(all, most);
      expect(sorted(namingPlaces(other, most))).toEqual(sorted(places));
      for (const urn of ['A', 'B', 'C', 'D']) {
        const shown = all.filter(
          ({ similar }) => similar.kind === 'found' && similar.schools.some((school) => school.urn === urn),
        ).length;
        expect(countOf(places, urn)).toBe(Math.min(shown, most));
      }
    }),
  );
});

test('places given again to some reports leave the others theirs, and the cap covers both', () => {
  fc.assert(
    fc.property(reports, reports, fc.nat(8), (all, again, most) => {
      const redrafted = new Set(again.map(({ urn }) => urn));
      const kept = namingPlaces(all, most).filter(({ reportUrn }) => !redrafted.has(reportUrn));
      const held = new Map(['A', 'B', 'C', 'D'].map((urn) => [urn, countOf(kept, urn)]));
      const both = [...kept, ...namingPlaces(again, most, held)];
      for (const urn of held.keys()) expect(countOf(both, urn)).toBeLessThanOrEqual(most);
    }),
  );
});
