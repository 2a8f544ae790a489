import { expect, it } from 'vitest';
import { instantOf } from '../../../../domain/shared/school-calendar.js';
import { at, day, month, type Told, year } from './fixture.js';

const [firstChase = ''] = year.calendar.chaseOn;
const due = year.calendar.months.flatMap(({ dueOn }, position) => (dueOn <= firstChase ? [position] : []));
const escalateDays = year.decisionPolicy.missingReturnDays;

/** Asked, on the first of the dates, for all that was due and had not come. */
function askedFor(): Told {
  const told = at('monitoring');
  told.now = instantOf(year.calendar, firstChase);
  return told.tell({ kind: 'deadlinePassed', name: 'months-missing' });
}

const lastNotices = (told: Told): readonly (readonly [string, string])[] => {
  const records = told.effects.flatMap((effect) => (effect.do === 'record' ? [effect.record] : []));
  return (records.at(-1)?.notices ?? []).map(({ to, about }) => [to, about]);
};

it('returns that do not come after they were asked for are made known to analysts, once', () => {
  const told = askedFor();
  expect(told.state.deadlines['months-still-missing']).toBe(told.now + escalateDays * day);
  told.later(escalateDays).tell({ kind: 'deadlinePassed', name: 'months-still-missing' });
  expect(lastNotices(told)).toEqual([
    ['analysts', 'A school’s monthly returns have been requested and are still missing.'],
  ]);
  expect(told.state.log.at(-1)?.note).toContain(year.calendar.months[0]?.month);
  expect(told.state.deadlines).not.toHaveProperty('months-still-missing');
});

it('nobody is told once the last of them has come', () => {
  const told = askedFor();
  for (const position of due.slice(0, -1)) told.tell(month(position, 5));
  expect(told.state.deadlines).toHaveProperty('months-still-missing');
  told.tell(month(due.at(-1) ?? 0, 5));
  expect(told.state.deadlines).not.toHaveProperty('months-still-missing');
});
