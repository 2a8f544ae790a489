import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  acceptMonth,
  implausible,
  monthAbsence,
  type MonthFigures,
} from '../../../../domain/monitoring/month-figures.js';
import { exampleCalendar, exampleMonths } from './school-year-example.js';

const months = exampleMonths({ phase: 'primary', enrolments: 200, absencePercent: 5 });
const september = months[0];
const calendarSeptember = exampleCalendar.months[0];
if (!september || !calendarSeptember) throw new Error('The example has no September.');

const acceptAll = (figures: readonly MonthFigures[]): readonly MonthFigures[] =>
  figures.reduce<readonly MonthFigures[]>((held, incoming) => acceptMonth(held, incoming).months, []);

describe('accepting a month’s return', () => {
  test('keeps a first return as new, with months in calendar order', () => {
    const { months: held, change } = acceptMonth([...months.slice(1)], september);
    expect(change).toBe('new');
    expect(held).toEqual(months);
  });

  test('ignores the same revision as a duplicate', () => {
    expect(acceptMonth(months, september)).toEqual({ months, change: 'duplicate' });
  });

  test('replaces the held revision with a later one, and not with an older one', () => {
    const restated = { ...september, revision: 2, authorisedAbsenceSessions: 1 };
    const after = acceptMonth(months, restated);
    expect(after.change).toBe('restated');
    expect(after.months[0]).toEqual(restated);
    expect(acceptMonth(after.months, september)).toEqual({ months: after.months, change: 'older' });
  });

  test('ends in the same months for any order of arrival, with repeats', () => {
    const revisions = months.flatMap((figures) =>
      [1, 2, 3].map((revision) => ({ ...figures, revision, enrolments: 200 + revision })),
    );
    const repeated = [...revisions, ...revisions.slice(0, 9)];
    fc.assert(
      fc.property(fc.shuffledSubarray(repeated, { minLength: repeated.length }), (arrivals) => {
        expect(acceptAll(arrivals)).toEqual(acceptAll(revisions));
      }),
    );
  });

  test('counts the figures taken last in any order of arrival, and of one day those sent last', () => {
    const taken = months.flatMap((figures) =>
      [1, 2, 3, 4].map((revision) => ({ ...figures, revision, asOf: `2025-08-0${(revision % 3) + 1}` })),
    );
    fc.assert(
      fc.property(fc.shuffledSubarray(taken, { minLength: taken.length }), (arrivals) => {
        expect(acceptAll(arrivals).map(({ revision }) => revision)).toEqual(months.map(() => 2));
      }),
    );
    const [earlier, later] = [
      { ...september, revision: 9, asOf: '2024-10-01' },
      { ...september, revision: 8, asOf: '2024-10-02' },
    ];
    expect(acceptMonth([later], earlier).change).toBe('older');
  });

  test('counts a revision that repeats the numbers, so that one in between cannot win', () => {
    const [first, second, third] = [1, 2, 3].map((revision) => ({
      ...september,
      revision,
      enrolments: revision === 2 ? 190 : 200,
    }));
    if (!first || !second || !third) throw new Error('Three revisions are needed.');
    expect(acceptAll([first, third, second])).toEqual([third]);
  });
});

describe('the check of a month’s figures', () => {
  test('passes ordinary figures', () => {
    expect(
      months.map((figures, index) => implausible(figures, exampleCalendar.months[index] ?? calendarSeptember)),
    ).toEqual(months.map(() => undefined));
  });

  test.each<[string, Partial<MonthFigures>, RegExp]>([
    ['a negative count', { authorisedAbsenceSessions: -1 }, /negative/],
    ['a count that is not a number', { possibleSessions: Number.NaN }, /not a number/],
    [
      'no possible session',
      { possibleSessions: 0, authorisedAbsenceSessions: 0, unauthorisedAbsenceSessions: 0 },
      /No session/,
    ],
    ['more absences than possible sessions', { authorisedAbsenceSessions: 9_000 }, /more absences/],
    ['nobody enrolled', { enrolments: 0, persistentlyAbsentEnrolments: 0, severelyAbsentEnrolments: 0 }, /No pupil/],
    ['more persistently absent than enrolled', { persistentlyAbsentEnrolments: 201 }, /persistently/],
    ['more severely than persistently absent', { severelyAbsentEnrolments: 60 }, /part of them/],
    ['figures of an unfinished month', { asOf: '2024-09-20' }, /before the month had ended/],
    ['more sessions than pupils could attend', { possibleSessions: 14_000 }, /more possible sessions/],
    ['most pupils absent', { authorisedAbsenceSessions: 6_000 }, /check the registers/],
  ])('reports %s', (_what, change, reason) => {
    expect(implausible({ ...september, ...change }, calendarSeptember)).toMatch(reason);
  });

  test('questions a large school without one absence, and believes a small one', () => {
    const none = { authorisedAbsenceSessions: 0, unauthorisedAbsenceSessions: 0 };
    expect(implausible({ ...september, ...none }, calendarSeptember)).toBeUndefined();
    const large = { ...september, ...none, enrolments: 400, possibleSessions: 16_000 };
    expect(implausible(large, calendarSeptember)).toMatch(/No absence is reported/);
  });

  test('uses the ratio of the month’s sums as its rate, with none without sessions', () => {
    const figures = {
      ...september,
      possibleSessions: 1000,
      authorisedAbsenceSessions: 30,
      unauthorisedAbsenceSessions: 20,
    };
    expect(monthAbsence(figures)).toBe(5);
    expect(monthAbsence({ ...figures, possibleSessions: 0 })).toBeUndefined();
  });
});
