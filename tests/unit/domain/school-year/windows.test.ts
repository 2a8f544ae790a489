import { describe, expect, it } from 'vitest';
import { dateAt, instantOf } from '../../../../domain/shared/school-calendar.js';
import { command, day, drafted, start, TestSchoolYear, year } from './fixture.js';

/** A school-year whose report is approved at the hour of the date given. */
function sentOn(date: string, hour = 10): TestSchoolYear {
  const schoolYear = new TestSchoolYear().send(drafted());
  schoolYear.now = instantOf(year.calendar, date) + (hour / 24) * day;
  return schoolYear.send(command('approveTarget'));
}

/** The last date of a deadline that ends with a day. */
const lastDateOf = (schoolYear: TestSchoolYear, name: 'school-reminder' | 'school-window'): string => {
  const at = schoolYear.state.deadlines[name] ?? Number.NaN;
  expect(at).toBe(instantOf(year.calendar, dateAt(year.calendar, at)));
  return dateAt(year.calendar, at - 1);
};

const noticesToSchool = (schoolYear: TestSchoolYear): readonly string[] =>
  schoolYear.effects.flatMap((effect) =>
    effect.do === 'record' ? effect.record.notices.flatMap(({ to, about }) => (to === 'school' ? [about] : [])) : [],
  );

describe('the window of a school to answer', () => {
  it.each([
    ['on a school morning', '2024-09-10', '2024-09-24', '2024-10-08'],
    ['before half-term', '2024-10-21', '2024-11-11', '2024-11-25'],
    ['before Christmas', '2024-12-12', '2025-01-09', '2025-01-23'],
    ['in a holiday', '2024-12-27', '2025-01-17', '2025-01-31'],
  ])('sent %s ends after twenty school days, with a reminder after ten', (_when, date, reminder, window) => {
    const schoolYear = sentOn(date);
    expect(lastDateOf(schoolYear, 'school-reminder')).toBe(reminder);
    expect(lastDateOf(schoolYear, 'school-window')).toBe(window);
  });

  it('is notified to the school with its last date, and again when that moves', () => {
    const schoolYear = sentOn('2024-09-10');
    expect(noticesToSchool(schoolYear).at(-1)).toBe(
      'Your report is ready to read and answer by Tuesday 8 October 2024 (20 school days).',
    );
    schoolYear.now = schoolYear.state.deadlines['school-reminder'] ?? 0;
    schoolYear.send({ kind: 'deadlinePassed', name: 'school-reminder' });
    expect(noticesToSchool(schoolYear).at(-1)).toBe('Please answer your report by Tuesday 8 October 2024.');
    schoolYear.decide('challengeFigure').later(7).decide('dismissChallenge');
    expect(noticesToSchool(schoolYear).at(-1)).toBe(
      'Your challenge was not upheld. The decision gives the reason. Please answer your report by Tuesday 15 October 2024.',
    );
    schoolYear
      .send({ kind: 'suspended', recallId: 'recall-1' })
      .later(7)
      .send({ kind: 'resumed', recallId: 'recall-1' });
    expect(noticesToSchool(schoolYear).at(-1)).toBe(
      'The suspension of your report has ended. Please answer it by Tuesday 22 October 2024.',
    );
  });

  it('is paused through a holiday that a challenge or a suspension spans', () => {
    for (const stop of ['challenge', 'suspension'] as const) {
      const schoolYear = sentOn('2024-12-12');
      schoolYear.now = instantOf(year.calendar, '2024-12-19') + day / 2;
      if (stop === 'challenge') schoolYear.decide('challengeFigure').later(4).decide('dismissChallenge');
      else schoolYear.send({ kind: 'suspended', recallId: 'one' }).later(4).send({ kind: 'resumed', recallId: 'one' });
      expect([lastDateOf(schoolYear, 'school-reminder'), lastDateOf(schoolYear, 'school-window')], stop).toEqual([
        '2025-01-13',
        '2025-01-27',
      ]);
    }
  });

  it('leaves the deadlines of analysts and advisers in days of any kind', () => {
    const schoolYear = new TestSchoolYear().send(drafted());
    expect(schoolYear.state.deadlines.review).toBe(start + 28 * day);
    schoolYear.decide('approveTarget').decide('challengeFigure');
    expect(schoolYear.state.deadlines.challenge).toBe(schoolYear.now + 14 * day);
  });
});
