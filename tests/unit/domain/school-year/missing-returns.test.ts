import { expect, it } from 'vitest';
import { instantOf } from '../../../../domain/shared/school-calendar.js';
import { at, day, month, type TestSchoolYear, year } from './fixture.js';

const [firstChase = ''] = year.calendar.chaseOn;
const due = year.calendar.months.flatMap(({ dueOn }, position) => (dueOn <= firstChase ? [position] : []));
const escalateDays = year.decisionPolicy.missingReturnDays;

/** Asked, on the first of the dates, for all that was due and had not come. */
function askedFor(): TestSchoolYear {
  const schoolYear = at('monitoring');
  schoolYear.now = instantOf(year.calendar, firstChase);
  return schoolYear.send({ kind: 'deadlinePassed', name: 'months-missing' });
}

const lastNotices = (schoolYear: TestSchoolYear): readonly (readonly [string, string])[] => {
  const records = schoolYear.effects.flatMap((effect) => (effect.do === 'record' ? [effect.record] : []));
  return (records.at(-1)?.notices ?? []).map(({ to, about }) => [to, about]);
};

it('returns that stay missing after they were requested are reported to analysts, once', () => {
  const schoolYear = askedFor();
  expect(schoolYear.state.deadlines['months-still-missing']).toBe(schoolYear.now + escalateDays * day);
  schoolYear.later(escalateDays).send({ kind: 'deadlinePassed', name: 'months-still-missing' });
  expect(lastNotices(schoolYear)).toEqual([
    ['analysts', 'A school’s monthly returns have been requested and are still missing.'],
  ]);
  expect(schoolYear.state.log.at(-1)?.note).toContain(year.calendar.months[0]?.month);
  expect(schoolYear.state.deadlines).not.toHaveProperty('months-still-missing');
});

it('missing returns are not reported once the last of them has arrived', () => {
  const schoolYear = askedFor();
  for (const position of due.slice(0, -1)) schoolYear.send(month(position, 5));
  expect(schoolYear.state.deadlines).toHaveProperty('months-still-missing');
  schoolYear.send(month(due.at(-1) ?? 0, 5));
  expect(schoolYear.state.deadlines).not.toHaveProperty('months-still-missing');
});
