import { beforeAll, describe, expect, it } from 'vitest';
import { academicYear } from '../../../../domain/shared/academic-year.js';
import { type Establishment } from '../../../../demo/england/establishment.js';
import { makeWorld, type World } from '../../../../demo/england/world.js';

const latestYear = academicYear('202324');

describe('an invented England in memory', () => {
  let world: World;
  let whole: World;
  beforeAll(() => {
    world = makeWorld({ schools: 2400, seed: 11, latestYear });
    whole = makeWorld({ schools: 24_000, seed: 12, latestYear });
  });
  const byUrn = (): Map<string, Establishment> => new Map(world.establishments.map((one) => [one.urn, one]));

  it('keeps the kind, story, type and size of a school whatever the number of schools', () => {
    const trait = (from: World): unknown[] =>
      from.schools.slice(0, 60).map(({ kind, story, typeCode, enrolments, regionCode }) => ({
        kind,
        story,
        typeCode,
        regionCode,
        big: enrolments > 400,
      }));
    const small = trait(makeWorld({ schools: 60, seed: 11, latestYear }));
    const same = trait(world).filter((one, index) => JSON.stringify(one) === JSON.stringify(small[index]));
    // Where a school lies in town or country, and in a selective area, depends on the authorities there are.
    expect(same.length).toBeGreaterThanOrEqual(55);
  });

  it('has unique six-digit URNs from 900000 upwards', () => {
    const urns = world.establishments.map(({ urn }) => urn);
    expect(urns.every((urn) => /^9\d{5}$/.test(urn))).toBe(true);
    expect(new Set(urns).size).toBe(urns.length);
  });

  it('gives an authority and school number to one establishment, or to one and the academy that follows it', () => {
    const holders = new Map<string, Establishment[]>();
    for (const one of world.establishments) {
      const number = `${one.school.authority.code}${world.schoolNumbers.get(one.urn) ?? 'none'}`;
      expect(number).toMatch(/^\d{7}$/);
      holders.set(number, [...(holders.get(number) ?? []), one]);
    }
    for (const group of holders.values()) {
      expect(group.length).toBeLessThanOrEqual(2);
      if (group.length === 2) expect(new Set(group.map(({ school }) => school.index)).size).toBe(1);
    }
  });

  it('links two establishments of the register, and a successor opens the day after its predecessor closes', () => {
    const known = byUrn();
    expect(world.links.length).toBeGreaterThan(100);
    for (const link of world.links) {
      const [one, other] = [known.get(link.urn), known.get(link.linkUrn)];
      expect(one).toBeDefined();
      expect(other?.name).toBe(link.linkName);
      const isForward = link.linkType.startsWith('Successor');
      const [before, after] = isForward ? [one, other] : [other, one];
      if (before?.closesOn !== '2012-08-31') {
        const dayAfter = new Date(Date.parse(`${before?.closesOn ?? ''}T00:00:00Z`) + 86_400_000)
          .toISOString()
          .slice(0, 10);
        expect(after?.opensOn).toBe(dayAfter);
      }
      expect(before?.status).toBe('2');
    }
  });

  it('never has one year of absence under two URNs that follow each other', () => {
    const years = new Map<string, number[]>();
    for (const { establishment, offset } of world.absence)
      years.set(establishment.urn, [...(years.get(establishment.urn) ?? []), offset]);
    const shared = world.links.filter(({ urn, linkUrn }) =>
      years.get(urn)?.some((offset) => years.get(linkUrn)?.includes(offset)),
    );
    expect(shared).toEqual([]);
  });

  it('gives merged schools two predecessors, split ones two successors, and converters one of each', () => {
    const forward = world.links.filter(({ linkType }) => linkType === 'Successor - Split School');
    const successors = new Map<string, number>();
    for (const { urn } of forward) successors.set(urn, (successors.get(urn) ?? 0) + 1);
    expect(Math.max(...successors.values())).toBe(2);
    const merged = world.schools.filter(({ story }) => story === 'merged');
    for (const school of merged) expect(world.establishments.filter((one) => one.school === school)).toHaveLength(3);
    const sponsored = world.schools.filter(({ story }) => story === 'sponsor-led');
    for (const school of sponsored) expect(world.establishments.filter((one) => one.school === school)).toHaveLength(2);
  });

  it('nests the counts of a year: unauthorised within absence within possible, severe within persistent within enrolments', () => {
    const broken = world.absence.filter(
      (year) =>
        year.unauthorisedSessions > year.absenceSessions ||
        year.absenceSessions > year.possibleSessions ||
        year.severelyAbsent > year.persistentlyAbsent ||
        year.persistentlyAbsent > year.enrolments ||
        year.enrolments < 6,
    );
    expect(world.absence.length).toBeGreaterThan(5000);
    expect(broken).toEqual([]);
  });

  // docs/sources/absence-statistics.md#removed-before-publication: schools of fewer than six enrolments are left out. Our floor for an expectation is 30.
  it('has some schools too small to be published and some too small for an expectation', () => {
    const published = new Set(whole.absence.map(({ establishment }) => establishment.school.index));
    const tiny = whole.schools.filter((school) => school.phase === 'primary' && school.enrolments < 6);
    expect(tiny.length).toBeGreaterThan(0);
    expect(tiny.some((school) => published.has(school.index))).toBe(false);
    expect(
      whole.schools.filter((school) => school.phase === 'primary' && school.enrolments < 30).length,
    ).toBeGreaterThan(100);
  });

  // Panel of 2017/18: 163 grammar schools in 36 authorities.
  it('has about 163 grammar schools in about 36 of 153 authorities for a whole country, with few poor pupils', () => {
    const grammars = whole.schools.filter(({ isSelective }) => isSelective);
    expect(grammars.length).toBeGreaterThan(120);
    expect(grammars.length).toBeLessThan(210);
    const authorities = new Set(grammars.map(({ authority }) => authority.code)).size;
    expect(authorities).toBeGreaterThan(26);
    expect(authorities).toBeLessThan(42);
    const meals = grammars.map(({ context }) => context.freeMealsEverSixPercent).sort((one, other) => one - other);
    expect(meals[Math.floor(meals.length / 2)]).toBeLessThan(12);
    expect(new Set(whole.schools.map(({ authority }) => authority.code)).size).toBe(153);
  });

  it('places schools in their authority, and authorities in the square of their region', () => {
    const outside = world.schools.filter(({ authority, easting, northing }) => {
      const { west, south, width, height } = authority.area;
      return easting < west - 1 || easting > west + width + 1 || northing < south - 1 || northing > south + height + 1;
    });
    expect(outside).toEqual([]);
  });

  it('has two authorities with one school each', () => {
    const schoolsByAuthority = new Map<string, number>();
    for (const { authority } of world.schools)
      schoolsByAuthority.set(authority.code, (schoolsByAuthority.get(authority.code) ?? 0) + 1);
    expect([...schoolsByAuthority.values()].filter((schools) => schools === 1).length).toBeGreaterThanOrEqual(2);
  });

  it('gives an academy a multi-academy or single-academy trust, and a maintained school neither', () => {
    for (const { urn, typeCode } of world.establishments) {
      const flag = world.trusts.get(urn)?.flagCode ?? '';
      const isAcademy = !['01', '02', '03', '05', '07', '11', '12', '14', '15'].includes(typeCode);
      expect(['3', '5'].includes(flag)).toBe(isAcademy);
    }
  });
});
