import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysBetween, instantOf } from '../../../../domain/shared/school-calendar.js';
import { addDays, type DateWindow } from '../../../../domain/shared/dates.js';
import { exampleCalendar } from '../monitoring/school-year-example.js';
import { given, milestone, TestSupport, type SupportMessage } from './support-example.js';

const setAside = (...windows: readonly DateWindow[]): SupportMessage => ({ kind: 'daysSetAsideChanged', windows });
/** Placed on 10 February 2025. */
const placed = (...windows: readonly DateWindow[]): TestSupport =>
  new TestSupport('enhanced', { daysSetAside: windows }).send(given());

const dates = (support: TestSupport): readonly string[] => support.due.map((step) => step.split(' ')[1] ?? '');
/** By how many days each open step is due later than it would be without windows. */
const delays = (support: TestSupport): readonly number[] => {
  const plan = dates(placed());
  return dates(support).map((date, index) => daysBetween(plan[index] ?? '', date));
};

const date = fc.integer({ min: -40, max: 330 }).map((days) => addDays('2025-02-10', days));
const window = fc.tuple(date, fc.nat(20)).map(([from, days]) => ({ from, to: addDays(from, days) }));
const windows = fc.array(window, { maxLength: 5 });

describe('the due date of a step of support', () => {
  const flood = { from: '2025-02-12', to: '2025-02-21' };
  const outbreak = { from: '2025-02-17', to: '2025-02-26' };

  it.each<[string, readonly DateWindow[], number]>([
    ['a shock between the start and every due date', [flood], 10],
    ['two that overlap, each day once', [flood, outbreak], 15],
    ['one that began before the support, from its start on', [{ from: '2025-02-03', to: '2025-02-14' }], 5],
    ['one that was over before the support began', [{ from: '2025-01-13', to: '2025-01-24' }], 0],
    ['one that was over after its first day', [{ from: '2025-02-12', to: '2025-02-12' }], 1],
  ])('moves by the days of %s', (_what, some, days) => {
    const support = placed().send(setAside(...some));
    expect(new Set(delays(support))).toEqual(new Set([days]));
  });

  it('is unchanged before a shock, and moves after one', () => {
    const support = placed();
    const [first = '', ...others] = dates(support);
    support.send(setAside({ from: addDays(first, 1), to: addDays(first, 4) }));
    expect(delays(support)).toEqual([0, ...others.map(() => 4)]);
  });

  it('moves with a shock that runs when support begins', () => {
    expect(placed(flood).due).toEqual(placed().send(setAside(flood)).due);
    expect(delays(placed(flood))[0]).toBe(10);
  });

  it('moves from the first day of the plan where the school waited meanwhile', () => {
    const support = new TestSupport().send(setAside(flood)).later(4).send(given());
    const undisturbed = new TestSupport().later(4).send(given());
    expect(daysBetween(dates(undisturbed)[0] ?? '', dates(support)[0] ?? '')).toBe(8);
  });

  it('is notified once when it moves, and the same windows again are not reported', () => {
    const support = placed().send(setAside(flood));
    const { state } = support;
    expect(state.log.at(-1)?.note).toMatch(/^The days set aside have changed, .* due on \w+ \d+ \w+ 2025\.$/);
    expect(support.view.dueOn).toBe(dates(support)[0]);
    expect(support.send(setAside(flood)).state).toBe(state);
    expect(support.send(setAside(flood, { from: '2025-02-13', to: '2025-02-14' })).state).toBe(state);
  });

  it('gets no new version where nothing due moves', () => {
    const support = placed();
    const { version } = support.state;
    support.send(setAside({ from: '2025-01-13', to: '2025-01-24' }));
    expect([support.state.version, support.state.milestones.daysSetAside.length]).toEqual([version, 1]);
  });

  it('is restored when a shock is revoked', () => {
    fc.assert(
      fc.property(windows, window, (before, shock) => {
        const support = placed(...before);
        const plan = support.due;
        support.send(setAside(...before, shock));
        expect(dates(support).every((due, index) => due >= (dates(placed(...before))[index] ?? ''))).toBe(true);
        expect(support.send(setAside(...before)).due).toEqual(plan);
      }),
    );
  });

  it('depends on the current windows only, not on earlier ones', () => {
    fc.assert(
      fc.property(windows, fc.array(windows, { maxLength: 4 }), (last, before) => {
        const support = placed();
        for (const some of before) support.send(setAside(...some));
        expect(support.send(setAside(...[...last].reverse())).due).toEqual(placed(...last).due);
      }),
    );
  });

  it('leaves reached steps unchanged', () => {
    const support = placed().send(milestone('partnership-agreed'));
    const { steps } = support.state.milestones;
    expect(support.send(setAside(flood)).state.milestones.steps).toEqual(steps);
    expect(support.due.some((step) => step.startsWith('partnership-agreed'))).toBe(false);
  });
});

describe('days without a hub', () => {
  const closed: SupportMessage = { kind: 'hubClosed', hubId: 'HUB-1' };
  const shock = { from: '2025-02-17', to: '2025-02-21' };

  it('move due dates as well, and a day that is also set aside counts once', () => {
    const alone = placed().later(4).send(closed).later(14).send(given('HUB-2'));
    expect(new Set(delays(alone))).toEqual(new Set([14]));
    const both = placed(shock).later(4).send(closed).later(14).send(given('HUB-2'));
    expect(both.due).toEqual(alone.due);
    expect(delays(alone.send(setAside({ from: '2025-02-10', to: '2025-02-17' })))[0]).toBe(18);
  });

  it('add up when a second hub closes', () => {
    const support = placed().later(4).send(closed).later(6).send(given('HUB-2')).later(3);
    support.send({ kind: 'hubClosed', hubId: 'HUB-2' }).later(5).send(given('HUB-3'));
    expect(delays(support)[0]).toBe(11);
  });

  it('are none when the next hub takes the school on the same day', () => {
    expect(placed().later(4).send(closed, given('HUB-2')).due).toEqual(placed().due);
  });
});

describe('a reminder of a step of support', () => {
  const ofHub = (support: TestSupport): number =>
    support.effects
      .flatMap((effect) => (effect.do === 'record' ? effect.record.notices : []))
      .filter(({ to }) => to === 'hub-managers').length;

  it('comes again for a date that a shock has moved later, and not for one moved back', () => {
    const support = placed().ring();
    const { dueOn = '' } = support.view;
    support.send(setAside({ from: addDays(dueOn, -2), to: addDays(dueOn, 3) })).send({ kind: 'deadlinePassed' });
    expect(ofHub(support)).toBe(1);
    expect(support.deadline).toBe(instantOf(exampleCalendar, addDays(dueOn, 7)));
    expect(ofHub(support.ring())).toBe(2);
    expect(ofHub(support.send(setAside()).send({ kind: 'deadlinePassed' }))).toBe(2);
  });

  it('comes at once for a step that falls due because its days are restored', () => {
    const support = placed();
    const [first = '', second = ''] = dates(support);
    const shock = { from: addDays(first, 2), to: addDays(first, 21) };
    support.send(setAside(shock)).ring();
    support.now += daysBetween(addDays(first, 1), addDays(second, 3)) * 86_400_000;
    expect(ofHub(support.send({ kind: 'deadlinePassed' }))).toBe(1);
    support.send(setAside());
    expect((support.deadline ?? Infinity) <= support.now).toBe(true);
    expect(ofHub(support.ring())).toBe(2);
  });
});
