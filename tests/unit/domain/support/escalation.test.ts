import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../../domain/shared/dates.js';
import { dateAt, daysBetween } from '../../../../domain/shared/school-calendar.js';
import { exampleCalendar } from '../monitoring/school-year-example.js';
import { decision, deferred, given, milestone, TestSupport, type SupportMessage } from './support-example.js';

const looking = (): TestSupport => new TestSupport();
const placed = (): TestSupport => looking().send(given());
const setAside = (...windows: readonly { from: string; to: string }[]): SupportMessage => ({
  kind: 'daysSetAsideChanged',
  windows,
});

const dateOf = (support: TestSupport, instant = support.now): string => dateAt(exampleCalendar, instant);
const firstDueOn = (support: TestSupport): string => support.due[0]?.split(' ')[1] ?? '';

/** Rings everything that falls due by the date; the clock is then at the start of that day. */
function until(support: TestSupport, date: string): TestSupport {
  const end = support.now + daysBetween(dateOf(support), date) * exampleCalendar.dayMilliseconds;
  while ((support.deadline ?? Infinity) <= end) support.ring();
  support.now = end;
  return support;
}

/** Every notice to a recipient so far, with its date and reason. */
const heard = (support: TestSupport, recipient: string): readonly string[] =>
  support.effects.flatMap((effect) =>
    effect.do === 'record' && effect.record.notices.some(({ to }) => to === recipient)
      ? [`${dateOf(support, effect.record.atMilliseconds)} ${effect.record.cause.reason ?? effect.record.cause.kind}`]
      : [],
  );
const advisersHeard = (support: TestSupport): readonly string[] => heard(support, 'rise-advisers');

describe('an overdue step of support', () => {
  it('is escalated to advisers once, when it is still open the set number of days after its due date', () => {
    const support = placed();
    const due = firstDueOn(support);
    until(support, addDays(due, 28));
    expect(advisersHeard(support)).toEqual([]);
    until(support, addDays(due, 29));
    expect(advisersHeard(support)).toEqual([`${addDays(due, 29)} escalation`]);
    expect(support.state.log.at(-1)?.note).toBe('Still open, well after the due date: partnership-agreed.');
    expect(advisersHeard(support.send({ kind: 'deadlinePassed' }))).toHaveLength(1);
  });

  it('is escalated once for each due date that passes, each after its reminder', () => {
    const support = until(placed(), '2026-06-01');
    const dates = new Set(support.due.map((step) => step.split(' ')[1]));
    expect(advisersHeard(support)).toHaveLength(dates.size);
    expect(heard(support, 'hub-managers')).toHaveLength(dates.size);
    expect(support.deadline).toBeUndefined();
  });

  it('is not escalated where it is recorded in time, or after the end', () => {
    const first = firstDueOn(placed());
    const reached = until(placed(), addDays(first, 10)).send(milestone('partnership-agreed', { reachedOn: first }));
    expect(until(reached, addDays(first, 30)).state.log.some(({ note }) => note.includes('well after'))).toBe(false);
    const ended = until(placed(), addDays(first, 10)).send(decision('endSupport', { reason: 'Not wanted.' }));
    expect(ended.deadline).toBeUndefined();
  });

  it('is escalated later by the days set aside, and again where its due date moves after the escalation', () => {
    const due = firstDueOn(placed());
    const before = until(placed(), addDays(due, 5)).send(setAside({ from: addDays(due, 10), to: addDays(due, 16) }));
    expect(advisersHeard(until(before, addDays(due, 40)))).toEqual([`${addDays(due, 36)} escalation`]);
    const after = until(placed(), addDays(due, 29));
    after.send(setAside({ from: addDays(due, -3), to: addDays(due, 36) }));
    expect(advisersHeard(until(after, addDays(due, 68)))).toHaveLength(1);
    expect(advisersHeard(until(after, addDays(due, 69)))).toHaveLength(2);
  });

  it('is escalated later by the days without a hub', () => {
    const due = firstDueOn(placed());
    const support = until(placed(), addDays(due, 5)).send({ kind: 'hubClosed', hubId: 'HUB-1' });
    until(support, addDays(due, 45)).send(given('HUB-2'));
    expect(advisersHeard(until(support, addDays(due, 70)))).toEqual([`${addDays(due, 69)} escalation`]);
  });

  it('is escalated the set number of days after a step back was recorded, whatever its date, and the hub is reminded again', () => {
    const support = placed();
    const due = support.due[1]?.split(' ')[1] ?? '';
    const reached = (name: string, reachedOn: string, isRepeat = false): SupportMessage =>
      milestone(name, { reachedOn, isRepeat });
    until(support, addDays(due, 5)).send(reached('partnership-agreed', addDays(due, 5)));
    support.send(reached('self-assessment-complete', addDays(due, 5)));
    const reminders = heard(support, 'hub-managers').length;
    support.send(reached('partnership-agreed', '2026-05-05', true), { kind: 'deadlinePassed' });
    expect(heard(support, 'hub-managers')).toHaveLength(reminders + 1);
    const laterThan = (days: number): readonly string[] => advisersHeard(until(support, addDays(due, 5 + days)));
    expect(laterThan(28)).toEqual([]);
    expect(laterThan(29)).toHaveLength(1);
  });
});

describe('a school waiting for a place', () => {
  const advisersAndAnalysts = (support: TestSupport): readonly (readonly string[])[] => [
    advisersHeard(support),
    heard(support, 'senior-analysts'),
  ];

  it.each([
    ['without an answer', looking],
    ['with a reason', (): TestSupport => looking().send(deferred())],
    [
      'with another reason every week',
      (): TestSupport => looking().later(7).send(deferred()).later(7).send(deferred('too-far')),
    ],
  ])('is escalated once, %s, to advisers and senior analysts', (_how, waiting) => {
    const support = until(waiting(), '2025-04-06');
    expect(advisersAndAnalysts(support)).toEqual([[], []]);
    until(support, '2025-04-07');
    expect(advisersAndAnalysts(support)).toEqual([['2025-04-07 waiting'], ['2025-04-07 waiting']]);
    expect(support.state.log.at(-1)?.note).toBe('The school has waited for a place since Monday 10 February 2025.');
    expect(advisersAndAnalysts(until(support, '2025-07-01'))[0]).toHaveLength(1);
  });

  it('is not escalated once it has a place', () => {
    expect(advisersHeard(until(until(looking(), '2025-04-01').send(given()), '2025-04-10'))).toEqual([]);
  });

  it('is escalated again where it loses its place and waits again', () => {
    const support = until(looking(), '2025-04-10').send(given(), { kind: 'hubClosed', hubId: 'HUB-1' });
    expect(advisersHeard(until(support, '2025-06-05'))).toEqual(['2025-04-07 waiting', '2025-06-05 waiting']);
  });
});

describe('the view of overdue steps', () => {
  it('names what is overdue with its date, from the day after until it is reached', () => {
    const support = placed();
    const due = firstDueOn(support);
    expect(until(support, due).view).not.toHaveProperty('overdue');
    until(support, addDays(due, 1));
    expect(support.view.overdue).toEqual([{ milestone: 'partnership-agreed', dueOn: due }]);
    expect(support.effects.at(-1)).toMatchObject({ record: { view: { overdue: support.view.overdue } } });
    expect(support.send(milestone('partnership-agreed')).view).not.toHaveProperty('overdue');
  });

  it('names nothing while there is no hub', () => {
    const support = until(placed(), addDays(firstDueOn(placed()), 3)).send({ kind: 'hubClosed', hubId: 'HUB-1' });
    expect(support.view).not.toHaveProperty('overdue');
  });
});

describe('any sequence of days and messages to a support', () => {
  const windows = fc.array(
    fc.tuple(fc.nat(300), fc.nat(20)).map(([from, days]) => ({
      from: addDays('2025-02-01', from),
      to: addDays('2025-02-01', from + days),
    })),
    { maxLength: 3 },
  );
  const step: fc.Arbitrary<(support: TestSupport) => unknown> = fc.oneof(
    windows.map((some) => (support: TestSupport) => support.send(setAside(...some))),
    fc.nat(40).map((days) => (support: TestSupport) => until(support, addDays(dateOf(support), days))),
    fc
      .tuple(fc.constantFrom('partnership-agreed', 'self-assessment-complete', 'surveys-complete'), fc.boolean())
      .map(([name, isRepeat]) => (support: TestSupport) => {
        const made = milestone(name, { reachedOn: dateOf(support), isRepeat });
        if (support.refusal(made) === undefined) support.send(made);
      }),
    fc
      .constantFrom<SupportMessage>(given(), { kind: 'hubClosed', hubId: 'HUB-1' })
      .map((news) => (support: TestSupport) => support.send(news)),
  );

  it('escalates at every ring, leaves nothing that has passed unreported, and keeps the view up to date', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
        const support = placed();
        for (const next of steps) {
          next(support);
          for (let rings = 0; (support.deadline ?? Infinity) <= support.now; rings += 1) {
            const { version } = support.state;
            support.send({ kind: 'deadlinePassed' });
            expect(support.state.version).toBe(version + 1);
            expect(rings).toBeLessThan(2 * support.state.milestones.steps.length);
          }
          const late = support.state.stage === 'in-progress' ? support.due.map((due) => due.split(' ')[1] ?? '') : [];
          expect(support.view.overdue?.length ?? 0).toBe(late.filter((due) => due < dateOf(support)).length);
        }
      }),
      { numRuns: 200 },
    );
  });
});
