import { describe, expect, it } from 'vitest';
import { implausible } from '../../../../domain/monitoring/month-figures.js';
import { returnFile, returnRow, type PlayedSchool } from '../../../../demo/play/month-figures.js';
import { deliveries } from '../../../../demo/play/months.js';
import { pathsOver } from '../../../../demo/play/season-file.js';
import { exampleCalendar } from '../../domain/monitoring/school-year-example.js';

const [, second, third, fourth, fifth] = exampleCalendar.months;
const school: PlayedSchool = { urn: '900001', phase: 'primary', enrolments: 400, yearAbsencePercent: 6 };
const flat = (): number => 1;
const rowOf = (position: number, seed = 1, disturbance = flat): ReturnType<typeof returnRow> => {
  const month = exampleCalendar.months[position];
  if (!month) throw new RangeError(`There is no month ${position}.`);
  return returnRow(school, month, { path: flat, disturbance, seed });
};

describe('the deliveries of a played year', () => {
  const all = deliveries(exampleCalendar);
  const whole = all.filter(({ content }) => content === 'whole').map(({ month }) => month);

  it('bring every month once in full, the fifth before the fourth', () => {
    expect([...whole].sort((a, b) => (a.month < b.month ? -1 : 1))).toEqual(exampleCalendar.months);
    const placeOf = (wanted: typeof fourth): number => whole.findIndex((month) => month === wanted);
    expect(placeOf(fifth)).toBe(placeOf(fourth) - 1);
  });

  it('include one repeated, one late and one restated, each after its full file', () => {
    expect(all.filter(({ isDuplicated }) => isDuplicated).map(({ month }) => month)).toEqual([second]);
    for (const [content, month] of [
      ['late', third],
      ['restated', fifth],
    ] as const) {
      const at = all.findIndex((delivery) => delivery.content === content);
      expect(all[at]?.month).toBe(month);
      expect(all.findIndex((delivery) => delivery.content === 'whole' && delivery.month === month)).toBeLessThan(at);
    }
  });
});

describe('a return in a played year', () => {
  it('is the same when it is made again with the same seed, and different with another', () => {
    expect(rowOf(0)).toEqual(rowOf(0));
    expect(rowOf(0, 2)).not.toEqual(rowOf(0));
  });

  it('holds figures that the judgement’s checks accept', () => {
    for (const [position, month] of exampleCalendar.months.entries()) {
      const figures = { ...rowOf(position, 3, () => (position === 2 ? 2.8 : 1)), revision: 1, asOf: month.dueOn };
      expect(implausible(figures, month)).toBeUndefined();
    }
  });

  it('is written with the columns and the order of the documented file', () => {
    const row = rowOf(0);
    const [header, line] = returnFile([row], '2024-10-10').split('\n');
    expect(header).toBe(
      'urn,month,possible_sessions,authorised_absence_sessions,unauthorised_absence_sessions,enrolments,persistently_absent_enrolments,severely_absent_enrolments,as_of',
    );
    const {
      urn,
      month,
      possibleSessions,
      authorisedAbsenceSessions,
      unauthorisedAbsenceSessions,
      enrolments,
      persistentlyAbsentEnrolments,
      severelyAbsentEnrolments,
    } = row;
    expect(line).toBe(
      [
        urn,
        month,
        possibleSessions,
        authorisedAbsenceSessions,
        unauthorisedAbsenceSessions,
        enrolments,
        persistentlyAbsentEnrolments,
        severelyAbsentEnrolments,
        '2024-10-10',
      ].join(','),
    );
  });
});

it('the season of a played year is scaled so that a school’s year ends at its own rate', () => {
  const steep = (month: string): number => (month < '2025' ? 3 : 1);
  const { primary } = pathsOver({ primary: steep, secondary: steep, special: steep }, exampleCalendar);
  const { months } = exampleCalendar;
  const sessions = months.reduce((sum, { plannedSessions }) => sum + plannedSessions, 0);
  const weighted = months.reduce((sum, { month, plannedSessions }) => sum + plannedSessions * primary(month), 0);
  expect(weighted / sessions).toBeCloseTo(1, 12);
  expect(primary('2024-11') / primary('2025-03')).toBeCloseTo(3, 12);
});
