import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../../domain/shared/dates.js';
import { dateAt, daysBetween } from '../../../../domain/shared/school-calendar.js';
import { exampleCalendar } from '../monitoring/school-year-example.js';
import { decision, deferred, given, milestone, ToldSupport, type SupportMessage } from './support-example.js';

const looking = (): ToldSupport => new ToldSupport();
const placed = (): ToldSupport => looking().tell(given());
const setAside = (...windows: readonly { from: string; to: string }[]): SupportMessage => ({
  kind: 'daysSetAsideChanged',
  windows,
});

const dateOf = (told: ToldSupport, instant = told.now): string => dateAt(exampleCalendar, instant);
const firstDueOn = (told: ToldSupport): string => told.due[0]?.split(' ')[1] ?? '';

/** Rings whatever falls due by the date; the clock stands at its beginning then. */
function until(told: ToldSupport, date: string): ToldSupport {
  const end = told.now + daysBetween(dateOf(told), date) * exampleCalendar.dayMilliseconds;
  while ((told.deadline ?? Infinity) <= end) told.ring();
  told.now = end;
  return told;
}

/** What was told so far to somebody, with the date and what it was told of. */
const heard = (told: ToldSupport, recipient: string): readonly string[] =>
  told.effects.flatMap((effect) =>
    effect.do === 'record' && effect.record.notices.some(({ to }) => to === recipient)
      ? [`${dateOf(told, effect.record.atMilliseconds)} ${effect.record.cause.reason ?? effect.record.cause.kind}`]
      : [],
  );
const advisersHeard = (told: ToldSupport): readonly string[] => heard(told, 'rise-advisers');

describe('a step that stays open', () => {
  it('is told to advisers once it has been open for the days after its due date, and once', () => {
    const told = placed();
    const due = firstDueOn(told);
    until(told, addDays(due, 28));
    expect(advisersHeard(told)).toEqual([]);
    until(told, addDays(due, 29));
    expect(advisersHeard(told)).toEqual([`${addDays(due, 29)} escalation`]);
    expect(told.state.log.at(-1)?.note).toBe('Still open, well after the due date: partnership-agreed.');
    expect(advisersHeard(told.tell({ kind: 'deadlinePassed' }))).toHaveLength(1);
  });

  it('is told of for each due date that passes: as many as there are, each after its reminder', () => {
    const told = until(placed(), '2026-06-01');
    const dates = new Set(told.due.map((step) => step.split(' ')[1]));
    expect(advisersHeard(told)).toHaveLength(dates.size);
    expect(heard(told, 'hub-managers')).toHaveLength(dates.size);
    expect(told.deadline).toBeUndefined();
  });

  it('is not told of where it is recorded in time, nor after the end', () => {
    const first = firstDueOn(placed());
    const reached = until(placed(), addDays(first, 10)).tell(milestone('partnership-agreed', { reachedOn: first }));
    expect(until(reached, addDays(first, 30)).state.log.some(({ note }) => note.includes('well after'))).toBe(false);
    const ended = until(placed(), addDays(first, 10)).tell(decision('endSupport', { reason: 'Not wanted.' }));
    expect(ended.deadline).toBeUndefined();
  });

  it('is told of later by the days set aside, and again where its due date moves on after it was told', () => {
    const due = firstDueOn(placed());
    const before = until(placed(), addDays(due, 5)).tell(setAside({ from: addDays(due, 10), to: addDays(due, 16) }));
    expect(advisersHeard(until(before, addDays(due, 40)))).toEqual([`${addDays(due, 36)} escalation`]);
    const after = until(placed(), addDays(due, 29));
    after.tell(setAside({ from: addDays(due, -3), to: addDays(due, 36) }));
    expect(advisersHeard(until(after, addDays(due, 68)))).toHaveLength(1);
    expect(advisersHeard(until(after, addDays(due, 69)))).toHaveLength(2);
  });

  it('is told of later by the days without a hub', () => {
    const due = firstDueOn(placed());
    const told = until(placed(), addDays(due, 5)).tell({ kind: 'hubClosed', hubId: 'HUB-1' });
    until(told, addDays(due, 45)).tell(given('HUB-2'));
    expect(advisersHeard(until(told, addDays(due, 70)))).toEqual([`${addDays(due, 69)} escalation`]);
  });

  it('is told of that long after somebody recorded that the support went back, whatever date they gave, and the hub is reminded anew', () => {
    const told = placed();
    const due = told.due[1]?.split(' ')[1] ?? '';
    const reached = (name: string, reachedOn: string, isRepeat = false): SupportMessage =>
      milestone(name, { reachedOn, isRepeat });
    until(told, addDays(due, 5)).tell(reached('partnership-agreed', addDays(due, 5)));
    told.tell(reached('self-assessment-complete', addDays(due, 5)));
    const reminders = heard(told, 'hub-managers').length;
    told.tell(reached('partnership-agreed', '2026-05-05', true), { kind: 'deadlinePassed' });
    expect(heard(told, 'hub-managers')).toHaveLength(reminders + 1);
    const laterThan = (days: number): readonly string[] => advisersHeard(until(told, addDays(due, 5 + days)));
    expect(laterThan(28)).toEqual([]);
    expect(laterThan(29)).toHaveLength(1);
  });
});

describe('a school that waits', () => {
  const advisersAndAnalysts = (told: ToldSupport): readonly (readonly string[])[] => [
    advisersHeard(told),
    heard(told, 'senior-analysts'),
  ];

  it.each([
    ['without an answer', looking],
    ['with a reason', (): ToldSupport => looking().tell(deferred())],
    [
      'with another reason every week',
      (): ToldSupport => looking().later(7).tell(deferred()).later(7).tell(deferred('too-far')),
    ],
  ])('is told of once, %s, to advisers and senior analysts', (_how, waiting) => {
    const told = until(waiting(), '2025-04-06');
    expect(advisersAndAnalysts(told)).toEqual([[], []]);
    until(told, '2025-04-07');
    expect(advisersAndAnalysts(told)).toEqual([['2025-04-07 waiting'], ['2025-04-07 waiting']]);
    expect(told.state.log.at(-1)?.note).toBe('The school still waits for a place, since Monday 10 February 2025.');
    expect(advisersAndAnalysts(until(told, '2025-07-01'))[0]).toHaveLength(1);
  });

  it('is not told of once it has a place', () => {
    expect(advisersHeard(until(until(looking(), '2025-04-01').tell(given()), '2025-04-10'))).toEqual([]);
  });

  it('is told of anew where it loses its place and waits again', () => {
    const told = until(looking(), '2025-04-10').tell(given(), { kind: 'hubClosed', hubId: 'HUB-1' });
    expect(advisersHeard(until(told, '2025-06-05'))).toEqual(['2025-04-07 waiting', '2025-06-05 waiting']);
  });
});

describe('the view', () => {
  it('names what is overdue, with its date, from the day after until it is reached', () => {
    const told = placed();
    const due = firstDueOn(told);
    expect(until(told, due).view).not.toHaveProperty('overdue');
    until(told, addDays(due, 1));
    expect(told.view.overdue).toEqual([{ milestone: 'partnership-agreed', dueOn: due }]);
    expect(told.effects.at(-1)).toMatchObject({ record: { view: { overdue: told.view.overdue } } });
    expect(told.tell(milestone('partnership-agreed')).view).not.toHaveProperty('overdue');
  });

  it('names nothing while there is no hub', () => {
    const told = until(placed(), addDays(firstDueOn(placed()), 3)).tell({ kind: 'hubClosed', hubId: 'HUB-1' });
    expect(told.view).not.toHaveProperty('overdue');
  });
});

describe('whatever happens', () => {
  const windows = fc.array(
    fc.tuple(fc.nat(300), fc.nat(20)).map(([from, days]) => ({
      from: addDays('2025-02-01', from),
      to: addDays('2025-02-01', from + days),
    })),
    { maxLength: 3 },
  );
  const step: fc.Arbitrary<(told: ToldSupport) => unknown> = fc.oneof(
    windows.map((some) => (told: ToldSupport) => told.tell(setAside(...some))),
    fc.nat(40).map((days) => (told: ToldSupport) => until(told, addDays(dateOf(told), days))),
    fc
      .tuple(fc.constantFrom('partnership-agreed', 'self-assessment-complete', 'surveys-complete'), fc.boolean())
      .map(([name, isRepeat]) => (told: ToldSupport) => {
        const made = milestone(name, { reachedOn: dateOf(told), isRepeat });
        if (told.refusal(made) === undefined) told.tell(made);
      }),
    fc
      .constantFrom<SupportMessage>(given(), { kind: 'hubClosed', hubId: 'HUB-1' })
      .map((news) => (told: ToldSupport) => told.tell(news)),
  );

  it('every ring tells of something, nothing that has passed is left untold, and the view is as the day has it', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
        const told = placed();
        for (const next of steps) {
          next(told);
          for (let rings = 0; (told.deadline ?? Infinity) <= told.now; rings += 1) {
            const { version } = told.state;
            told.tell({ kind: 'deadlinePassed' });
            expect(told.state.version).toBe(version + 1);
            expect(rings).toBeLessThan(2 * told.state.milestones.steps.length);
          }
          const late = told.state.stage === 'in-progress' ? told.due.map((due) => due.split(' ')[1] ?? '') : [];
          expect(told.view.overdue?.length ?? 0).toBe(late.filter((due) => due < dateOf(told)).length);
        }
      }),
      { numRuns: 200 },
    );
  });
});
