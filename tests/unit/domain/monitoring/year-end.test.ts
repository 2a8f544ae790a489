import { describe, expect, test } from 'vitest';
import { evaluateYear, type YearInput } from '../../../../domain/monitoring/year-end.js';
import {
  exampleCalendar,
  exampleInput,
  exampleMonths,
  exampleShock,
  type ExampleSchool,
} from './school-year-example.js';

const floor = 94;
const rungs = [
  { name: 'own level', attendancePercent: 93.8 },
  { name: 'expectation', attendancePercent: 94 },
  { name: 'median of similar schools', attendancePercent: 94.5 },
  { name: 'top quarter of similar schools', attendancePercent: 95.2 },
];

const school = (absencePercent: number, enrolments = 400): ExampleSchool => ({
  phase: 'primary',
  enrolments,
  absencePercent,
});
const yearOf = (absencePercent: number, change: Partial<YearInput> = {}, enrolments = 400): YearInput => ({
  ...exampleInput(school(absencePercent, enrolments), floor),
  rungs,
  nationalShiftPoints: 0,
  ...change,
});

describe('the outcome of a year', () => {
  test.each([
    ['exceeded at the highest rung reached', 4.6, 'exceeded', 'top quarter of similar schools'],
    ['exceeded at a lower rung', 5.3, 'exceeded', 'median of similar schools'],
    ['met between the expectation and the next rung', 5.8, 'met', undefined],
    ['inconclusive when short by less than half a point', 6.3, 'inconclusive', undefined],
    ['not met when short by more than chance explains', 7.2, 'not-met', undefined],
  ])('is %s', (_what, absencePercent, outcome, rung) => {
    const result = evaluateYear(yearOf(absencePercent));
    expect([result.outcome, result.rung]).toEqual([outcome, rung]);
    expect(result.reasons).toHaveLength(1);
  });

  test('is met exactly at the floor', () => {
    const months = exampleCalendar.months.map(({ month }) => ({
      ...(exampleMonths(school(6))[0] ?? raise()),
      month,
      asOf: `${month}-31`,
      enrolments: 350,
      possibleSessions: 10_000,
      authorisedAbsenceSessions: 500,
      unauthorisedAbsenceSessions: 100,
    }));
    expect(evaluateYear(yearOf(6, { months })).outcome).toBe('met');
  });

  test('is inconclusive for a small school whose shortfall is within two standard errors', () => {
    const result = evaluateYear(yearOf(6.8, {}, 60));
    expect(result.outcome).toBe('inconclusive');
    expect(result.reasons[0]).toMatch(/chance/);
  });
});

describe('the national shift in the outcome', () => {
  test('counts against no school in a bad national year', () => {
    expect(evaluateYear(yearOf(7.2)).outcome).toBe('not-met');
    expect(evaluateYear(yearOf(7.2, { nationalShiftPoints: 1.5 })).outcome).toBe('met');
  });

  test('counts for no school in a good national year', () => {
    expect(evaluateYear(yearOf(5.8, { nationalShiftPoints: -1.5 })).outcome).toBe('not-met');
  });

  test('leaves the attendance shown unchanged', () => {
    expect(evaluateYear(yearOf(7.2, { nationalShiftPoints: 1.5 })).withShocks?.attendancePercent).toBeCloseTo(92.8, 2);
  });
});

describe('shocks in the outcome', () => {
  const months = exampleMonths(school(5.7), [0, 0, 0, 0, 9]);
  const exemptions = [exampleShock('2025-01-13', '2025-01-24')];

  test('can be what meets the expectation once set aside, and both figures are shown', () => {
    expect(evaluateYear(yearOf(5.7, { months })).outcome).not.toBe('met');
    const result = evaluateYear(yearOf(5.7, { months, exemptions }));
    expect(result.outcome).toBe('met-with-shocks-set-aside');
    expect(result.withShocks?.shortfallPoints).toBeGreaterThan(0);
    expect(result.withoutShocks?.shortfallPoints).toBeLessThanOrEqual(0);
  });

  test('of more than a quarter of the year leave it inconclusive', () => {
    const many = ['2024-09', '2024-11', '2025-01'].map((month) => exampleShock(`${month}-01`, `${month}-31`));
    const result = evaluateYear(yearOf(4.6, { exemptions: many }));
    expect(result.outcome).toBe('inconclusive');
    expect(result.reasons[0]).toMatch(/25%/);
  });
});

describe('the outcome of a partly reported year', () => {
  test('is judged without one missing month', () => {
    const months = exampleMonths(school(7.2)).filter(({ month }) => month !== '2025-02');
    expect(evaluateYear(yearOf(7.2, { months })).outcome).toBe('not-met');
  });

  test('does not count against a school whose best month is missing', () => {
    const months = exampleMonths(school(6)).filter(({ month }) => month !== '2024-09');
    const result = evaluateYear(yearOf(6, { months }));
    expect(Math.abs(result.withoutShocks?.shortfallPoints ?? 1)).toBeLessThan(0.03);
  });

  test('is inconclusive with fewer than four fifths of its sessions', () => {
    const result = evaluateYear(yearOf(7.2, { months: exampleMonths(school(7.2)).slice(0, 8) }));
    expect(result.outcome).toBe('inconclusive');
    expect(result.reasons[0]).toMatch(/80%/);
  });

  test('is inconclusive without sessions', () => {
    const result = evaluateYear(yearOf(7.2, { months: [] }));
    expect(result.outcome).toBe('inconclusive');
    expect(result.withShocks).toBeUndefined();
  });

  test('leaves out months with impossible figures', () => {
    const months = exampleMonths(school(5)).map((figures, index) =>
      index < 4 ? { ...figures, severelyAbsentEnrolments: 399 } : figures,
    );
    expect(evaluateYear(yearOf(5, { months })).outcome).toBe('inconclusive');
  });
});

function raise(): never {
  throw new Error('The example has no month.');
}
