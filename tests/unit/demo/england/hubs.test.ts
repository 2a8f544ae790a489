import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { academicYear } from '../../../../domain/shared/academic-year.js';
import { type Phase, type RegionCode, regionCodes } from '../../../../domain/shared/phase.js';
import { type HubCandidate, inventedHubs } from '../../../../demo/england/hubs.js';
import { itemAt } from '../../../../demo/england/random.js';

const setting = { seed: 1, academicYear: academicYear('202425') };

const phaseAt = (index: number): Phase =>
  index % 6 === 0 ? 'secondary' : index % 97 === 0 ? 'all-through' : 'primary';

const candidates = (count: number): HubCandidate[] =>
  Array.from({ length: count }, (_, index) => ({
    urn: String(900_000 + index),
    name: `School ${index}`,
    regionCode: itemAt(regionCodes, index % 9),
    phase: phaseAt(Math.floor(index / 9)),
    easting: 400_000 + ((index * 7919) % 100_000),
    northing: 300_000 + ((index * 104_729) % 100_000),
  }));

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

const candidate = fc.record({
  urn: fc.integer({ min: 900_000, max: 999_999 }).map(String),
  name: fc.constant('School'),
  regionCode: fc.constantFrom<RegionCode>(...regionCodes),
  phase: fc.constantFrom<Phase>(
    'primary',
    'middle-deemed-primary',
    'secondary',
    'middle-deemed-secondary',
    'all-through',
    'special',
    'other',
  ),
});

describe('invented hubs', () => {
  // Public announcements: 93 hubs, 500 schools with enhanced support, 30 to 40 schools a hub on the regional pathway.
  it('for a whole country are the planned 93, with 500 enhanced places and at most 40 regional ones each', () => {
    const hubs = inventedHubs(candidates(20_200), setting);
    expect(hubs).toHaveLength(93);
    expect(total(hubs.map((hub) => hub.enhancedPlaces))).toBe(500);
    expect(Math.max(...hubs.map((hub) => hub.enhancedPlaces))).toBe(6);
    expect(Math.max(...hubs.map((hub) => hub.regionalPlaces))).toBe(40);
  });

  // Public announcements: waves of 21, 36 and 36 on 31 August or 1 September, 12 November and 29 January.
  it('open in three waves of 21, 36 and 36', () => {
    const dates = inventedHubs(candidates(20_200), setting).map((hub) => hub.opensOn);
    const waves = ['2024-09-01', '2024-11-12', '2025-01-29'].map((date) => dates.filter((one) => one === date).length);
    expect(waves).toEqual([21, 36, 36]);
  });

  it('are mostly secondary, and with one hub a region some regions lack primary hubs and some secondary', () => {
    const whole = inventedHubs(candidates(20_200), setting);
    expect(whole.filter((hub) => hub.phase === 'secondary').length).toBeGreaterThan(50);
    expect(whole.filter((hub) => hub.phase === 'all-through')).toHaveLength(1);
    const few = inventedHubs(candidates(540), setting);
    expect(few.map((hub) => hub.regionCode)).toEqual(regionCodes);
    expect(new Set(few.map((hub) => hub.phase))).toEqual(new Set(['primary', 'secondary']));
  });

  it('are led by different schools of their region and phase, with a hub in every region that has a school, from nine schools on', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(candidate, { selector: ({ urn }) => urn, maxLength: 120 }),
        fc.integer(),
        (schools, seed) => {
          const hubs = inventedHubs(schools, { ...setting, seed });
          const byUrn = new Map(schools.map((school) => [school.urn, school]));
          const mainstream = schools.filter(({ phase }) => phase !== 'special' && phase !== 'other');
          expect(new Set(hubs.map((hub) => hub.leadUrn)).size).toBe(hubs.length);
          for (const hub of hubs) {
            const lead = byUrn.get(hub.leadUrn);
            expect(lead?.regionCode).toBe(hub.regionCode);
            expect(lead?.phase.replace('middle-deemed-', '')).toBe(hub.phase);
            expect(hub.enhancedPlaces).toBeGreaterThanOrEqual(1);
            expect(hub.enhancedPlaces).toBeLessThanOrEqual(6);
            expect(hub.regionalPlaces).toBeLessThanOrEqual(40);
          }
          if (mainstream.length >= 9) {
            expect(new Set(hubs.map((hub) => hub.regionCode))).toEqual(
              new Set(mainstream.map(({ regionCode }) => regionCode)),
            );
          } else expect(hubs).toHaveLength(Math.min(1, mainstream.length));
        },
      ),
    );
  });

  it('are the same for the same seed, and have other leads for another seed', () => {
    const schools = candidates(2000);
    expect(inventedHubs(schools, setting)).toEqual(inventedHubs(schools, setting));
    const leads = (seed: number): string[] => inventedHubs(schools, { ...setting, seed }).map((hub) => hub.leadUrn);
    expect(leads(1)).not.toEqual(leads(2));
  });

  it('have names that say the hub is invented', () => {
    expect(inventedHubs(candidates(540), setting).every((hub) => hub.name.startsWith('Invented hub '))).toBe(true);
  });

  it('have dates in the given academic year', () => {
    const hubs = inventedHubs(candidates(540), { seed: 1, academicYear: academicYear('203031') });
    expect(new Set(hubs.map((hub) => hub.opensOn))).toEqual(new Set(['2030-09-01', '2030-11-12', '2031-01-29']));
  });
});
