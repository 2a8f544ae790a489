import { describe, expect, it } from 'vitest';
import { addDays } from '../../../../domain/shared/dates.js';
import { type HubClosed } from '../../../../domain/support/messages.js';
import { decision as supportDecision, given, milestone, TestSupport } from '../support/support-example.js';
import { assigned, closing, decision, TestHub } from './hub-example.js';

const hubCloses: HubClosed = { kind: 'hubClosed', hubId: 'HUB-1' };

const dateOf = (step: string): string => step.split(' ')[1] ?? '';

describe('a support whose hub closes', () => {
  const placed = (): TestSupport => new TestSupport().send(given(), milestone('partnership-agreed', { days: 0.5 }));

  it('looks for another place at once, keeps what was reached, and only its wait is escalated', () => {
    const support = placed().send(hubCloses);
    expect(support.view).toMatchObject({ stage: 'finding-place', daysUsed: 0.5 });
    expect(support.view.milestones.map((step) => step.milestone)).toEqual(['partnership-agreed']);
    expect(support.view).not.toHaveProperty('hubId');
    expect(support.asked.at(-1)).toEqual({ do: 'requestPlace' });
    expect(support.view).not.toHaveProperty('dueOn');
    expect(support.ring().state.log.at(-1)?.cause.reason).toBe('waiting');
  });

  it('continues its plan at the next hub, due later by the days without one', () => {
    const support = placed();
    const before = support.due.map(dateOf);
    support.send(hubCloses).later(14).send(given('HUB-2'));
    expect(support.view).toMatchObject({ stage: 'in-progress', hubId: 'HUB-2', daysUsed: 0.5 });
    expect(support.due.map(dateOf)).toEqual(before.map((due) => addDays(due, 14)));
    expect(support.state.milestones.startedOn).toBe('2025-02-10');
  });

  it('is carried forward where the year ends before there is another hub', () => {
    expect(placed().send(hubCloses, { kind: 'yearEnded' }).view.outcome).toBe('carried-forward');
  });

  it('is unchanged when the school is at another hub or the support has ended', () => {
    const other = new TestSupport().send(given('HUB-2'));
    const { version } = other.state;
    expect(other.send(hubCloses).state.version).toBe(version);
    const ended = placed().send(supportDecision('endSupport', { reason: 'It has its own support.' }));
    const { length } = ended.asked;
    expect(ended.send(hubCloses).asked).toHaveLength(length);
  });
});

describe('a hub that closes', () => {
  const running = (): TestHub => new TestHub(2, 1).send(assigned('900001', '900002'));

  it('notifies each of its schools once, has no places, and requests no round', () => {
    const hub = running();
    const { length } = hub.sent;
    hub.send(closing);
    expect(hub.sent.slice(length)).toEqual(['900001 hubClosed', '900002 hubClosed']);
    expect(hub.view).toMatchObject({ enhancedPlaces: 0, enhancedTaken: 0, isOpen: false });
    const { state } = hub;
    expect(hub.send(closing).state).toBe(state);
  });

  it('refuses schools that a round still assigns, and takes no further decision', () => {
    const hub = running().send(closing);
    const { length } = hub.sent;
    hub.send(assigned('900001', '900002'));
    expect(hub.sent.slice(length)).toEqual(['900001 placeDeferred', '900002 placeDeferred', 'asks for a round']);
    expect(hub.refusal(decision('closeHub', { reason: 'Again.' }))).toBe('WrongStage');
  });

  it('requires a reason, from a manager of its region', () => {
    expect(running().refusal(decision('closeHub', { reason: '' }))).toBe('ReasonMissing');
    expect(
      running().refusal(decision('closeHub', closing.body, { id: 'm', role: 'hub-manager', regionCode: 'A' })),
    ).toBe('NotPermitted');
    expect(running().refusal(closing)).toBeUndefined();
  });
});
