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

describe('accepting a month', () => {
  test('a first return is new and months stand in calendar order', () => {
    const { months: held, change } = acceptMonth([...months.slice(1)], september);
    expect(change).toBe('new');
    expect(held).toEqual(months);
  });

  test('the same revision again is a duplicate and changes nothing', () => {
    expect(acceptMonth(months, september)).toEqual({ months, change: 'duplicate' });
  });

  test('a later revision replaces the held one, an older one does not', () => {
    const restated = { ...september, revision: 2, authorisedAbsenceSessions: 1 };
    const after = acceptMonth(months, restated);
    expect(after.change).toBe('restated');
    expect(after.months[0]).toEqual(restated);
    expect(acceptMonth(after.months, september)).toEqual({ months: after.months, change: 'older' });
  });

  test('any order of arrival, with repeats, ends in the same months', () => {
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

  test('a revision that repeats the numbers still counts, so that one between the two cannot come out on top', () => {
    const [first, second, third] = [1, 2, 3].map((revision) => ({
      ...september,
      revision,
      enrolments: revision === 2 ? 190 : 200,
    }));
    if (!first || !second || !third) throw new Error('Three revisions are needed.');
    expect(acceptAll([first, third, second])).toEqual([third]);
  });
});

describe('a month that cannot be what happened', () => {
  test('ordinary figures are plausible', () => {
    expect(
      months.map((figures, index) => implausible(figures, exampleCalendar.months[index] ?? calendarSeptember)),
    ).toEqual(months.map(() => undefined));
  });

  test.each<[string, Partial<MonthFigures>, RegExp]>([
    ['a negative count', { authorisedAbsenceSessions: -1 }, /negative/],
    ['a count that is no number', { possibleSessions: Number.NaN }, /not a number/],
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
    ['more sessions than pupils could attend', { possibleSessions: 12_000 }, /more possible sessions/],
    ['most pupils absent', { authorisedAbsenceSessions: 6_000 }, /registers should be looked at/],
  ])('%s is named', (_what, change, reason) => {
    expect(implausible({ ...september, ...change }, calendarSeptember)).toMatch(reason);
  });

  test('a large school without one absence is looked at, a small one is believed', () => {
    const none = { authorisedAbsenceSessions: 0, unauthorisedAbsenceSessions: 0 };
    expect(implausible({ ...september, ...none }, calendarSeptember)).toBeUndefined();
    const large = { ...september, ...none, enrolments: 400, possibleSessions: 16_000 };
    expect(implausible(large, calendarSeptember)).toMatch(/No absence at all/);
  });

  test('the rate of a month is the ratio of its sums, and there is none without sessions', () => {
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
