import { describe, expect, it } from 'vitest';
import { addDays } from '../../../../domain/shared/dates.js';
import { type HubClosed } from '../../../../domain/support/messages.js';
import { decision as supportDecision, given, milestone, ToldSupport } from '../support/support-example.js';
import { assigned, closing, decision, ToldHub } from './hub-example.js';

const hubCloses: HubClosed = { kind: 'hubClosed', hubId: 'HUB-1' };

const dateOf = (step: string): string => step.split(' ')[1] ?? '';

describe('a support whose hub closes', () => {
  const placed = (): ToldSupport => new ToldSupport().tell(given(), milestone('partnership-agreed', { days: 0.5 }));

  it('seeks another place at once, keeps what was reached, and only its wait is escalated', () => {
    const told = placed().tell(hubCloses);
    expect(told.view).toMatchObject({ stage: 'finding-place', daysUsed: 0.5 });
    expect(told.view.milestones.map((step) => step.milestone)).toEqual(['partnership-agreed']);
    expect(told.view).not.toHaveProperty('hubId');
    expect(told.asked.at(-1)).toEqual({ do: 'requestPlace' });
    expect(told.view).not.toHaveProperty('dueOn');
    expect(told.ring().state.log.at(-1)?.cause.reason).toBe('waiting');
  });

  it('goes on with its plan at the next hub, due later by as long as it was without one', () => {
    const told = placed();
    const before = told.due.map(dateOf);
    told.tell(hubCloses).later(14).tell(given('HUB-2'));
    expect(told.view).toMatchObject({ stage: 'in-progress', hubId: 'HUB-2', daysUsed: 0.5 });
    expect(told.due.map(dateOf)).toEqual(before.map((due) => addDays(due, 14)));
    expect(told.state.milestones.startedOn).toBe('2025-02-10');
  });

  it('is carried forward where the year ends before there is another', () => {
    expect(placed().tell(hubCloses, { kind: 'yearEnded' }).view.outcome).toBe('carried-forward');
  });

  it('leaves a school of another hub, or one that has ended, as it is', () => {
    const other = new ToldSupport().tell(given('HUB-2'));
    const { version } = other.state;
    expect(other.tell(hubCloses).state.version).toBe(version);
    const ended = placed().tell(supportDecision('endSupport', { reason: 'It has its own support.' }));
    const { length } = ended.asked;
    expect(ended.tell(hubCloses).asked).toHaveLength(length);
  });
});

describe('a hub that closes', () => {
  const running = (): ToldHub => new ToldHub(2, 1).tell(assigned('900001', '900002'));

  it('tells each of its schools once, has no places, and asks for no round', () => {
    const hub = running();
    const { length } = hub.told;
    hub.tell(closing);
    expect(hub.told.slice(length)).toEqual(['900001 hubClosed', '900002 hubClosed']);
    expect(hub.view).toMatchObject({ enhancedPlaces: 0, enhancedTaken: 0, isOpen: false });
    const { state } = hub;
    expect(hub.tell(closing).state).toBe(state);
  });

  it('turns away schools that a round still assigns, and takes no further decision', () => {
    const hub = running().tell(closing);
    const { length } = hub.told;
    hub.tell(assigned('900001', '900002'));
    expect(hub.told.slice(length)).toEqual(['900001 placeDeferred', '900002 placeDeferred', 'asks for a round']);
    expect(hub.refusal(decision('closeHub', { reason: 'Again.' }))).toBe('WrongStage');
  });

  it('needs a reason, from a manager of its region', () => {
    expect(running().refusal(decision('closeHub', { reason: '' }))).toBe('ReasonMissing');
    expect(
      running().refusal(decision('closeHub', closing.body, { id: 'm', role: 'hub-manager', regionCode: 'A' })),
    ).toBe('NotPermitted');
    expect(running().refusal(closing)).toBeUndefined();
  });
});
