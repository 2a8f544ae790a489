import { expect, it } from 'vitest';
import { type AbsenceRow } from '../../../../domain/drafting/campaign-facts.js';
import { ownersOfFigures } from '../../../../domain/drafting/figure-owners.js';
import { lastYear, yearBefore } from './country.js';

/** A row of a file without counts. */
const row = (
  urn: string,
  absencePercent: number,
  persistentAbsencePercent: number,
  academicYear = lastYear,
): AbsenceRow => ({
  academicYear,
  urn,
  phase: 'primary',
  absencePercent,
  persistentAbsencePercent,
  marks: {},
  source: { batchId: 1, line: 1, asOf: academicYear },
});

const withCounts = (urn: string, possibleSessions: number, enrolments?: number): AbsenceRow => ({
  ...row(urn, 6, 12),
  possibleSessions,
  absenceSessions: 90,
  ...(enrolments !== undefined && { enrolments }),
});

const others = [row('900003', 5.43219, 11.1), row('900004', 6.12345, 12.1), row('900005', 7.65432, 13.1)];

it('a rate that ends in zeros has an owner when the other rates of its year have more decimals', () => {
  const [own, copy] = [row('900001', 7.12, 19.03808), row('900002', 7.12, 19.03808)];
  expect(ownersOfFigures([...others, own, copy])(copy)).toEqual(['900001', '900002']);
});

it('rates agree by coincidence when half of their year have two decimals', () => {
  const [own, copy] = [row('900001', 7.12, 19.03808), row('900002', 7.12, 19.03808)];
  const ofAnotherYear = others.map((one) => ({ ...one, academicYear: yearBefore }));
  expect(ownersOfFigures([...ofAnotherYear, own, copy])(copy)).toEqual([]);
  expect(ownersOfFigures([...others.slice(0, 2), own, copy])(copy)).toEqual([]);
});

it('a year without a rate gives no precision', () => {
  const suppressed = { kind: 'suppressed', raw: 'c' } as const;
  const marked: AbsenceRow = {
    academicYear: lastYear,
    urn: '900001',
    phase: 'primary',
    persistentAbsencePercent: 19.03808,
    marks: { absencePercent: suppressed },
    source: { batchId: 1, line: 1, asOf: lastYear },
  };
  expect(ownersOfFigures([marked])(row('900001', 7.12, 19.03808))).toEqual([]);
  expect(ownersOfFigures([...others, marked])(marked)).toEqual([]);
});

it('the figures of another year are recognised, and figures that differ in one rate are not', () => {
  const earlier = row('900001', 7.12, 19.03808, yearBefore);
  const yearOfEarlier = others.map((one) => ({ ...one, academicYear: yearBefore }));
  const owners = ownersOfFigures([...others, ...yearOfEarlier, earlier]);
  expect(owners(row('900002', 7.12, 19.03808))).toEqual(['900001']);
  expect(owners(row('900002', 7.12, 19.03809))).toEqual([]);
  expect(owners(row('900002', 7.13, 19.03808))).toEqual([]);
});

it('counts of few sessions can agree by coincidence, and counts of many cannot', () => {
  const [few, many] = [withCounts('900001', 1999), withCounts('900002', 2000)];
  const owners = ownersOfFigures([few, many]);
  expect(owners({ ...few, urn: '900009' })).toEqual([]);
  expect(owners({ ...many, urn: '900009' })).toEqual(['900002']);
  expect(owners({ ...withCounts('900009', 2000, 5) })).toEqual([]);
});
