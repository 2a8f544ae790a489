import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type SupportMessage } from '../../../../domain/support/messages.js';
import { supportView } from '../../../../domain/support/support-state.js';
import { asked, decision, deferred, given, milestone, ToldSupport } from './support-example.js';

const placed = (): ToldSupport => new ToldSupport().tell(asked(), given());

describe('a support', () => {
  it('of the toolkit begins at once and asks nobody; the others seek a place', () => {
    expect([new ToldSupport('toolkit').state.stage, new ToldSupport('toolkit').asked]).toEqual(['in-progress', []]);
    for (const pathway of ['regional', 'enhanced'] as const) {
      const told = new ToldSupport(pathway);
      expect([told.state.stage, told.asked]).toEqual(['seeking-place', [{ do: 'seekPlace' }]]);
    }
  });

  it('that is placed at once shows its hub, why, and what is due', () => {
    expect(placed().view).toMatchObject({ stage: 'in-progress', hubId: 'HUB-1', why: ['HUB-1 is the nearest.'] });
    expect(placed().view.dueOn).toMatch(/^2025-/);
  });

  it('that waits shows why that hub and why it waits, and nothing is due', () => {
    const { view } = new ToldSupport().tell(asked(), deferred());
    expect(view).toMatchObject({
      stage: 'waiting',
      waitingReason: 'hub-full',
      why: ['HUB-1 is the nearest.', 'All places of HUB-1 are taken.'],
    });
    expect(view).not.toHaveProperty('dueOn');
  });

  it('that waited and is placed no longer says that it waits, and its plan begins on that day', () => {
    const told = new ToldSupport().tell(asked(), deferred()).later(70).tell(given());
    expect(told.view).not.toHaveProperty('waitingReason');
    expect(told.view.why).toEqual(['HUB-1 is the nearest.']);
    expect(told.state.milestones.startedOn).toBe('2025-04-21');
    expect((told.view.dueOn ?? '') > '2025-04-21').toBe(true);
  });
});

/** The hub's answer is a signal, the asking an activity's result: either may come first. */
describe('an answer that overtakes the asking', () => {
  it.each([
    ['a place', given(), { stage: 'in-progress', hubId: 'HUB-1' }],
    ['a turn', deferred(), { stage: 'waiting', hubId: 'HUB-1', waitingReason: 'hub-full' }],
  ])('leads to the same view as in order: %s', (_what, answer, expected) => {
    const overtaken = new ToldSupport().tell(answer, asked());
    expect(overtaken.view).toMatchObject(expected);
    expect(overtaken.view).toEqual(new ToldSupport().tell(asked(), answer).view);
    expect(overtaken.asked).toEqual([{ do: 'seekPlace' }]);
  });

  it('that is old does not take a place away', () => {
    expect(placed().tell(deferred()).view).toEqual(placed().view);
  });

  it('that comes twice is written down once', () => {
    const told = placed();
    const { version } = told.state;
    expect(told.tell(given()).state.version).toBe(version);
  });
});

describe('a school that reached two hubs, because asking was tried again', () => {
  it('keeps the first place and gives the other back', () => {
    const told = placed().tell(asked('HUB-2'), given('HUB-2'));
    expect(told.view.hubId).toBe('HUB-1');
    expect(told.asked.slice(1)).toEqual([
      { do: 'releasePlace', hubId: 'HUB-2' },
      { do: 'releasePlace', hubId: 'HUB-2' },
    ]);
  });

  it('takes a place rather than a turn, and gives the turn back', () => {
    const told = new ToldSupport().tell(asked(), deferred(), given('HUB-2'));
    expect(told.view).toMatchObject({ stage: 'in-progress', hubId: 'HUB-2', why: [] });
    expect(told.asked.at(-1)).toEqual({ do: 'releasePlace', hubId: 'HUB-1' });
  });

  it('holds one place at most, whatever the hubs say and whenever it ends', () => {
    const hub = fc.constantFrom('HUB-1', 'HUB-2', 'HUB-3');
    const message: fc.Arbitrary<SupportMessage> = fc.oneof(
      hub.map(asked),
      hub.map(given),
      hub.map(deferred),
      fc.constant<SupportMessage>({ kind: 'yearEnded' }),
    );
    fc.assert(
      fc.property(fc.array(message, { maxLength: 20 }), (messages) => {
        const told = new ToldSupport();
        const held = new Set<string>();
        for (const next of messages) {
          if (next.kind === 'placeGiven') held.add(next.hubId);
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
      { do: 'tellSchoolYear', outcome: 'carried-forward', version: told.state.version },
    ]);
  });

  it('comes with the withdrawal of the offer: the place is free, and the hub is told', () => {
    const told = placed().tell({ kind: 'referralWithdrawn' });
    expect(told.view).toMatchObject({ stage: 'ended', outcome: 'withdrawn' });
    expect(told.asked.slice(1)).toEqual([
      { do: 'releasePlace', hubId: 'HUB-1' },
      { do: 'tellSchoolYear', outcome: 'withdrawn', version: told.state.version },
    ]);
  });

  it('without a place gives its turn back and says that it was not placed', () => {
    const told = new ToldSupport().tell(asked(), deferred(), { kind: 'yearEnded' });
    expect(told.view).toMatchObject({ stage: 'ended', outcome: 'not-placed' });
    expect(told.asked.slice(1)).toEqual([
      { do: 'releasePlace', hubId: 'HUB-1' },
      { do: 'tellSchoolYear', outcome: 'not-placed', version: told.state.version },
    ]);
  });

  it('that comes before the hub is known gives back what the hub gives afterwards', () => {
    const told = new ToldSupport().tell(decision('endSupport', { reason: 'Not wanted.' }), asked());
    expect(told.asked.at(-1)).toEqual({ do: 'releasePlace', hubId: 'HUB-1' });
    expect(told.state).toMatchObject({ stage: 'ended', outcome: 'ended-early' });
  });

  it('comes by itself when every step is reached', () => {
    const told = new ToldSupport('toolkit');
    for (const name of ['toolkit-offered', 'toolkit-opened', 'toolkit-adopted', 'toolkit-reviewed'])
      told.tell(milestone(name));
    expect(told.view).toMatchObject({ stage: 'ended', outcome: 'completed' });
    expect(told.asked).toEqual([{ do: 'tellSchoolYear', outcome: 'completed', version: told.state.version }]);
  });

  it('is final: nothing but giving back follows', () => {
    const told = placed().tell({ kind: 'yearEnded' });
    const { state } = told;
    const messages: readonly SupportMessage[] = [
      { kind: 'shockOpened', days: 5 },
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
    let rung = 0;
    while (told.deadline !== undefined) {
      told.ring();
      rung += 1;
    }
    expect(rung).toBe(dates.length);
    expect(
      told.effects
        .flatMap((effect) => (effect.do === 'record' ? effect.record.notices : []))
        .filter(({ to }) => to === 'hub-managers'),
    ).toHaveLength(rung);
  });

  it('name every step that is overdue', () => {
    const told = placed().ring().ring();
    expect(told.state.log.at(-1)?.note).toBe('Overdue: partnership-agreed, self-assessment-complete.');
  });

  it('that ring again change nothing, and come again for a date that a shock has moved', () => {
    const told = placed().ring();
    const { state } = told;
    expect(told.tell({ kind: 'deadlinePassed' }).state).toBe(state);
    told.tell({ kind: 'shockOpened', days: 5 });
    expect(told.ring().state.log.at(-1)?.note).toBe('Overdue: partnership-agreed.');
  });

  it('are not sent before the date has passed, nor to a school that waits', () => {
    const told = placed();
    expect(told.tell({ kind: 'deadlinePassed' }).state.log.at(-1)?.cause.kind).toBe('placeGiven');
    expect(new ToldSupport().tell(asked(), deferred()).deadline).toBeUndefined();
  });
});

test('each transition is one version on, with the view it led to', () => {
  const told = new ToldSupport().tell(
    asked(),
    deferred(),
    given(),
    milestone('partnership-agreed', { days: 0.5 }),
    { kind: 'shockOpened', days: 3 },
    { kind: 'yearEnded' },
  );
  const records = told.effects.flatMap((effect) => (effect.do === 'record' ? [effect.record] : []));
  expect(records.map(({ version }) => version)).toEqual(records.map((_, index) => index + 1));
  expect(records.at(-1)?.view).toEqual(supportView(told.occasion, told.state));
  expect(records.at(-1)?.view).toMatchObject({ daysUsed: 0.5, milestones: [{ milestone: 'partnership-agreed' }] });
});
