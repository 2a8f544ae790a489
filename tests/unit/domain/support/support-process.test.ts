import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { decision, deferred, given, milestone, TestSupport, type SupportMessage } from './support-example.js';

const fiveDays = { from: '2025-02-11', to: '2025-02-15' };
const toHubManagers = ({ effects }: TestSupport): readonly unknown[] =>
  effects
    .flatMap((effect) => (effect.do === 'record' ? effect.record.notices : []))
    .filter(({ to }) => to === 'hub-managers');
const placed = (): TestSupport => new TestSupport().send(given());

describe('a support', () => {
  it('of the toolkit begins at once and asks nobody, while the others look for a place', () => {
    expect([new TestSupport('toolkit').state.stage, new TestSupport('toolkit').asked]).toEqual(['in-progress', []]);
    for (const pathway of ['regional', 'enhanced'] as const) {
      const support = new TestSupport(pathway);
      expect([support.state.stage, support.asked]).toEqual(['finding-place', [{ do: 'requestPlace' }]]);
    }
  });

  it('that is placed at once shows its hub, the reason and what is due', () => {
    expect(placed().view).toMatchObject({ stage: 'in-progress', hubId: 'HUB-1', why: ['HUB-1 is the nearest.'] });
    expect(placed().view.dueOn).toMatch(/^2025-/);
  });

  it('that waits shows the reason, and nothing is due', () => {
    const { view } = new TestSupport().send(deferred());
    expect(view).toMatchObject({ stage: 'waiting', waitingReason: 'all-full', why: ['All places are taken.'] });
    expect(view).not.toHaveProperty('dueOn');
  });

  it('that waited and is placed shows its hub and no reason to wait, and its plan begins on that day', () => {
    const support = new TestSupport().send(deferred()).later(70).send(given());
    expect(support.view).not.toHaveProperty('waitingReason');
    expect(support.view.why).toEqual(['HUB-1 is the nearest.']);
    expect(support.state.milestones.startedOn).toBe('2025-04-21');
    expect((support.view.dueOn ?? '') > '2025-04-21').toBe(true);
  });

  it('that has a place keeps it when an older answer says that it waits', () => {
    expect(placed().send(deferred()).view).toEqual(placed().view);
  });

  it('records a place once when it is signalled twice', () => {
    const support = placed();
    const { version } = support.state;
    expect(support.send(given()).state.version).toBe(version);
  });
});

describe('a support placed at two hubs by two rounds', () => {
  it('keeps the first place and returns the other', () => {
    const support = placed().send(given('HUB-2'));
    expect(support.view.hubId).toBe('HUB-1');
    expect(support.asked.slice(1)).toEqual([{ do: 'releasePlace', hubId: 'HUB-2' }]);
  });

  it('has at most one place, whatever the hubs signal and whenever it ends', () => {
    const hub = fc.constantFrom('HUB-1', 'HUB-2', 'HUB-3');
    const message: fc.Arbitrary<SupportMessage> = fc.oneof(
      hub.map(given),
      hub.map((hubId): SupportMessage => ({ kind: 'hubClosed', hubId })),
      fc.constant(deferred()),
      fc.constant<SupportMessage>({ kind: 'yearEnded' }),
    );
    fc.assert(
      fc.property(fc.array(message, { maxLength: 20 }), (messages) => {
        const support = new TestSupport();
        const held = new Set<string>();
        for (const next of messages) {
          if (next.kind === 'placeGiven') held.add(next.hubId);
          if (next.kind === 'hubClosed') held.delete(next.hubId);
          const before = support.asked.length;
          support.send(next);
          for (const effect of support.asked.slice(before)) if (effect.do === 'releasePlace') held.delete(effect.hubId);
          expect([...held]).toEqual(support.state.stage === 'in-progress' ? [support.state.hubId] : []);
        }
      }),
    );
  });
});

describe('the end of a support', () => {
  it('with a place returns it, carries forward and signals the school-year', () => {
    const support = placed().send({ kind: 'yearEnded' });
    expect(support.view).toMatchObject({ stage: 'ended', outcome: 'carried-forward' });
    expect(support.asked.slice(1)).toEqual([
      { do: 'releasePlace', hubId: 'HUB-1' },
      { do: 'signalNextYear', carried: support.view.carries },
    ]);
  });

  it('follows the withdrawal of the offer: the place is free, and the hub is signalled', () => {
    const support = placed().send({ kind: 'referralWithdrawn' });
    expect(support.view).toMatchObject({ stage: 'ended', outcome: 'withdrawn' });
    expect(support.asked.slice(1)).toEqual([{ do: 'releasePlace', hubId: 'HUB-1' }]);
  });

  it('without a place is recorded as not placed', () => {
    const support = new TestSupport().send(deferred(), { kind: 'yearEnded' });
    expect(support.view).toMatchObject({ stage: 'ended', outcome: 'not-placed' });
    expect(support.asked.slice(1)).toEqual([]);
  });

  it('before the place arrives returns the place on arrival', () => {
    const support = new TestSupport().send(decision('endSupport', { reason: 'Not wanted.' }), given());
    expect(support.asked.at(-1)).toEqual({ do: 'releasePlace', hubId: 'HUB-1' });
    expect(support.state).toMatchObject({ stage: 'ended', outcome: 'ended-early' });
  });

  it('comes by itself when every step is reached', () => {
    const support = new TestSupport('toolkit');
    for (const name of ['toolkit-offered', 'toolkit-opened', 'toolkit-adopted', 'toolkit-reviewed'])
      support.send(milestone(name));
    expect(support.view).toMatchObject({ stage: 'ended', outcome: 'completed' });
    expect(support.asked).toEqual([]);
  });

  it('is final: only returning a place follows', () => {
    const support = placed().send({ kind: 'yearEnded' });
    const { state } = support;
    const messages: readonly SupportMessage[] = [
      { kind: 'daysSetAsideChanged', windows: [fiveDays] },
      { kind: 'deadlinePassed' },
      { kind: 'yearEnded' },
      given(),
    ];
    expect(support.send(...messages, milestone('partnership-agreed')).state).toBe(state);
  });
});

describe('the reminders of a support', () => {
  it('come once for each due date, even while an earlier step is open', () => {
    const support = placed();
    const dates = [...new Set(support.state.milestones.steps.map(({ dueOn }) => dueOn))];
    while (support.deadline !== undefined) support.ring();
    expect(toHubManagers(support)).toHaveLength(dates.length);
  });

  it('name every overdue step', () => {
    const support = placed().ring().ring();
    expect(support.state.log.at(-1)?.note).toBe('Overdue: partnership-agreed, self-assessment-complete.');
  });

  it('that ring again change nothing, and come again for a date that a shock has moved', () => {
    const support = placed().ring();
    const { state } = support;
    expect(support.send({ kind: 'deadlinePassed' }).state).toBe(state);
    support.send({ kind: 'daysSetAsideChanged', windows: [fiveDays] });
    expect(support.ring().state.log.at(-1)?.note).toBe('Overdue: partnership-agreed.');
  });

  it('are not sent before the date has passed, or to a school that waits', () => {
    const support = placed();
    expect(support.send({ kind: 'deadlinePassed' }).state.log.at(-1)?.cause.kind).toBe('placeGiven');
    const waiting = new TestSupport().send(deferred());
    while (waiting.deadline !== undefined) waiting.ring();
    expect(toHubManagers(waiting)).toEqual([]);
  });
});

test('each transition of a support raises the version by one, with the resulting view', () => {
  const support = new TestSupport().send(
    deferred(),
    given(),
    milestone('partnership-agreed', { days: 0.5 }),
    { kind: 'daysSetAsideChanged', windows: [fiveDays] },
    { kind: 'yearEnded' },
  );
  const records = support.effects.flatMap((effect) => (effect.do === 'record' ? [effect.record] : []));
  expect(records.map(({ version }) => version)).toEqual(records.map((_, index) => index + 1));
  expect(records.at(-1)?.view).toEqual(support.view);
  expect(records.at(-1)?.view).toMatchObject({ daysUsed: 0.5, milestones: [{ milestone: 'partnership-agreed' }] });
});
