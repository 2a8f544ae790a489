import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { decision, deferred, given, milestone, ToldSupport, type SupportMessage } from './support-example.js';

const fiveDays = { from: '2025-02-11', to: '2025-02-15' };
const toHubManagers = ({ effects }: ToldSupport): readonly unknown[] =>
  effects
    .flatMap((effect) => (effect.do === 'record' ? effect.record.notices : []))
    .filter(({ to }) => to === 'hub-managers');
const placed = (): ToldSupport => new ToldSupport().tell(given());

describe('a support', () => {
  it('of the toolkit begins at once and asks nobody; the others seek a place', () => {
    expect([new ToldSupport('toolkit').state.stage, new ToldSupport('toolkit').asked]).toEqual(['in-progress', []]);
    for (const pathway of ['regional', 'enhanced'] as const) {
      const told = new ToldSupport(pathway);
      expect([told.state.stage, told.asked]).toEqual(['finding-place', [{ do: 'requestPlace' }]]);
    }
  });

  it('that is placed at once shows its hub, why, and what is due', () => {
    expect(placed().view).toMatchObject({ stage: 'in-progress', hubId: 'HUB-1', why: ['HUB-1 is the nearest.'] });
    expect(placed().view.dueOn).toMatch(/^2025-/);
  });

  it('that waits shows why it waits, and nothing is due', () => {
    const { view } = new ToldSupport().tell(deferred());
    expect(view).toMatchObject({ stage: 'waiting', waitingReason: 'all-full', why: ['All places are taken.'] });
    expect(view).not.toHaveProperty('dueOn');
  });

  it('that waited and is placed shows its hub and no waiting reason, and its plan begins on that day', () => {
    const told = new ToldSupport().tell(deferred()).later(70).tell(given());
    expect(told.view).not.toHaveProperty('waitingReason');
    expect(told.view.why).toEqual(['HUB-1 is the nearest.']);
    expect(told.state.milestones.startedOn).toBe('2025-04-21');
    expect((told.view.dueOn ?? '') > '2025-04-21').toBe(true);
  });

  it('that has a place keeps it when an older answer says that it waits', () => {
    expect(placed().tell(deferred()).view).toEqual(placed().view);
  });

  it('writes a place that it hears of twice down once', () => {
    const told = placed();
    const { version } = told.state;
    expect(told.tell(given()).state.version).toBe(version);
  });
});

describe('a school that two rounds placed at two hubs', () => {
  it('keeps the first place and gives the other back', () => {
    const told = placed().tell(given('HUB-2'));
    expect(told.view.hubId).toBe('HUB-1');
    expect(told.asked.slice(1)).toEqual([{ do: 'releasePlace', hubId: 'HUB-2' }]);
  });

  it('holds one place at most, whatever the hubs say and whenever it ends', () => {
    const hub = fc.constantFrom('HUB-1', 'HUB-2', 'HUB-3');
    const message: fc.Arbitrary<SupportMessage> = fc.oneof(
      hub.map(given),
      hub.map((hubId): SupportMessage => ({ kind: 'hubClosed', hubId })),
      fc.constant(deferred()),
      fc.constant<SupportMessage>({ kind: 'yearEnded' }),
    );
    fc.assert(
      fc.property(fc.array(message, { maxLength: 20 }), (messages) => {
        const told = new ToldSupport();
        const held = new Set<string>();
        for (const next of messages) {
          if (next.kind === 'placeGiven') held.add(next.hubId);
          if (next.kind === 'hubClosed') held.delete(next.hubId);
          const before = told.asked.length;
          told.tell(next);
          for (const effect of told.asked.slice(before)) if (effect.do === 'releasePlace') held.delete(effect.hubId);
          expect([...held]).toEqual(told.state.stage === 'in-progress' ? [told.state.hubId] : []);
        }
      }),
    );
  });
});

describe('the end', () => {
  it('with a place gives it back, carries forward and tells the school-year', () => {
    const told = placed().tell({ kind: 'yearEnded' });
    expect(told.view).toMatchObject({ stage: 'ended', outcome: 'carried-forward' });
    expect(told.asked.slice(1)).toEqual([
      { do: 'releasePlace', hubId: 'HUB-1' },
      { do: 'signalSchoolYear', outcome: 'carried-forward', version: told.state.version },
    ]);
  });

  it('comes with the withdrawal of the offer: the place is free, and the hub is told', () => {
    const told = placed().tell({ kind: 'referralWithdrawn' });
    expect(told.view).toMatchObject({ stage: 'ended', outcome: 'withdrawn' });
    expect(told.asked.slice(1)).toEqual([
      { do: 'releasePlace', hubId: 'HUB-1' },
      { do: 'signalSchoolYear', outcome: 'withdrawn', version: told.state.version },
    ]);
  });

  it('without a place says that the school was not placed', () => {
    const told = new ToldSupport().tell(deferred(), { kind: 'yearEnded' });
    expect(told.view).toMatchObject({ stage: 'ended', outcome: 'not-placed' });
    expect(told.asked.slice(1)).toEqual([
      { do: 'signalSchoolYear', outcome: 'not-placed', version: told.state.version },
    ]);
  });

  it('that comes before the place gives the place back when it comes', () => {
    const told = new ToldSupport().tell(decision('endSupport', { reason: 'Not wanted.' }), given());
    expect(told.asked.at(-1)).toEqual({ do: 'releasePlace', hubId: 'HUB-1' });
    expect(told.state).toMatchObject({ stage: 'ended', outcome: 'ended-early' });
  });

  it('comes by itself when every step is reached', () => {
    const told = new ToldSupport('toolkit');
    for (const name of ['toolkit-offered', 'toolkit-opened', 'toolkit-adopted', 'toolkit-reviewed'])
      told.tell(milestone(name));
    expect(told.view).toMatchObject({ stage: 'ended', outcome: 'completed' });
    expect(told.asked).toEqual([{ do: 'signalSchoolYear', outcome: 'completed', version: told.state.version }]);
  });

  it('is final: nothing but giving back follows', () => {
    const told = placed().tell({ kind: 'yearEnded' });
    const { state } = told;
    const messages: readonly SupportMessage[] = [
      { kind: 'daysSetAsideChanged', windows: [fiveDays] },
      { kind: 'deadlinePassed' },
      { kind: 'yearEnded' },
      given(),
    ];
    expect(told.tell(...messages, milestone('partnership-agreed')).state).toBe(state);
  });
});

describe('reminders', () => {
  it('come once for each due date, also while an earlier step stays open', () => {
    const told = placed();
    const dates = [...new Set(told.state.milestones.steps.map(({ dueOn }) => dueOn))];
    while (told.deadline !== undefined) told.ring();
    expect(toHubManagers(told)).toHaveLength(dates.length);
  });

  it('name every step that is overdue', () => {
    const told = placed().ring().ring();
    expect(told.state.log.at(-1)?.note).toBe('Overdue: partnership-agreed, self-assessment-complete.');
  });

  it('that ring again change nothing, and come again for a date that a shock has moved', () => {
    const told = placed().ring();
    const { state } = told;
    expect(told.tell({ kind: 'deadlinePassed' }).state).toBe(state);
    told.tell({ kind: 'daysSetAsideChanged', windows: [fiveDays] });
    expect(told.ring().state.log.at(-1)?.note).toBe('Overdue: partnership-agreed.');
  });

  it('are not sent before the date has passed, nor to a school that waits', () => {
    const told = placed();
    expect(told.tell({ kind: 'deadlinePassed' }).state.log.at(-1)?.cause.kind).toBe('placeGiven');
    const waiting = new ToldSupport().tell(deferred());
    while (waiting.deadline !== undefined) waiting.ring();
    expect(toHubManagers(waiting)).toEqual([]);
  });
});

test('each transition is one version on, with the view it led to', () => {
  const told = new ToldSupport().tell(
    deferred(),
    given(),
    milestone('partnership-agreed', { days: 0.5 }),
    { kind: 'daysSetAsideChanged', windows: [fiveDays] },
    { kind: 'yearEnded' },
  );
  const records = told.effects.flatMap((effect) => (effect.do === 'record' ? [effect.record] : []));
  expect(records.map(({ version }) => version)).toEqual(records.map((_, index) => index + 1));
  expect(records.at(-1)?.view).toEqual(told.view);
  expect(records.at(-1)?.view).toMatchObject({ daysUsed: 0.5, milestones: [{ milestone: 'partnership-agreed' }] });
});
