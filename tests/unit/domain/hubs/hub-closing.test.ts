import { describe, expect, it } from 'vitest';
import { academicYear } from '../../../../domain/shared/academic-year.js';
import { type HubDecision } from '../../../../domain/hubs/messages.js';
import { beginHubYear, hubTransition, hubView } from '../../../../domain/hubs/hub-process.js';
import { hubRefusal } from '../../../../domain/hubs/refusal.js';
import { type HubOccasion } from '../../../../domain/hubs/year.js';
import { type SupportMessage } from '../../../../domain/support/messages.js';
import { decision, given, milestone, ToldSupport } from '../support/support-example.js';

const closing: SupportMessage = { kind: 'hubClosed', hubId: 'HUB-1' };

describe('a support whose hub closes', () => {
  const placed = (): ToldSupport => new ToldSupport().tell(given(), milestone('partnership-agreed', { days: 0.5 }));

  it('seeks another place at once, keeps what was reached, and nothing falls due meanwhile', () => {
    const told = placed().tell(closing);
    expect(told.view).toMatchObject({ stage: 'seeking-place', daysUsed: 0.5 });
    expect(told.view.milestones.map((step) => step.milestone)).toEqual(['partnership-agreed']);
    expect(told.view).not.toHaveProperty('hubId');
    expect(told.asked.at(-1)).toEqual({ do: 'seekPlace' });
    expect(told.deadline).toBeUndefined();
  });

  it('goes on with its plan at the next hub, due later by as long as it was without one', () => {
    const told = placed();
    const before = told.state.milestones.steps[1]?.dueOn ?? '';
    told.tell(closing).later(14).tell(given('HUB-2'));
    expect(told.view).toMatchObject({ stage: 'in-progress', hubId: 'HUB-2', daysUsed: 0.5 });
    const after = told.state.milestones.steps[1]?.dueOn ?? '';
    expect((Date.parse(after) - Date.parse(before)) / 86_400_000).toBe(14);
    expect(told.state.milestones.startedOn).toBe('2025-02-10');
  });

  it('is carried forward where the year ends before there is another', () => {
    expect(placed().tell(closing, { kind: 'yearEnded' }).view.outcome).toBe('carried-forward');
  });

  it('leaves a school of another hub, or one that has ended, as it is', () => {
    const other = new ToldSupport().tell(given('HUB-2'));
    const { version } = other.state;
    expect(other.tell(closing).state.version).toBe(version);
    const ended = placed().tell(decision('endSupport', { reason: 'It has its own support.' }));
    const { length } = ended.asked;
    expect(ended.tell(closing).asked).toHaveLength(length);
  });
});

describe('a hub that closes', () => {
  const occasion: HubOccasion = {
    input: {
      academicYear: academicYear('202425'),
      hubId: 'HUB-1',
      regionCode: 'H',
      capacity: { enhancedPlaces: 2, regionalPlaces: 1 },
      opensAtMilliseconds: 0,
      asksForRounds: true,
    },
    workflowId: 'hub/202425/HUB-1',
    now: 1,
  };
  const close: HubDecision = {
    kind: 'closeHub',
    commandId: 'close-1',
    actor: { id: 'manager', role: 'hub-manager', regionCode: 'H' },
    body: { reason: 'The lead school has another task.' },
  };
  const schools = ['900001', '900002'].map((urn) => ({ urn, needPoints: 1, why: [] }));
  const running = hubTransition(occasion, beginHubYear(occasion).state, {
    kind: 'placesAssigned',
    pathway: 'enhanced',
    schools,
  }).state;

  it('tells every partner once, has no place any more, and asks for no round by itself', () => {
    const { state, effects } = hubTransition(occasion, running, close);
    expect(effects.flatMap((effect) => (effect.do === 'tellSupport' ? [effect.urn] : [effect.do]))).toEqual([
      'record',
      '900001',
      '900002',
    ]);
    expect(hubView(occasion, state)).toMatchObject({ enhancedPlaces: 0, enhancedTaken: 0, isOpen: false });
    expect(hubTransition(occasion, state, close).effects).toEqual([]);
  });

  it('turns away whom a round still sends, and takes no further decision', () => {
    const { state } = hubTransition(occasion, running, close);
    const { effects } = hubTransition(occasion, state, { kind: 'placesAssigned', pathway: 'enhanced', schools });
    expect(effects.flatMap((effect) => (effect.do === 'tellSupport' ? [effect.news.kind] : [effect.do]))).toEqual([
      'record',
      'placeDeferred',
      'placeDeferred',
      'askForRound',
    ]);
    expect(hubRefusal(occasion, state, { ...close, commandId: 'close-2' })?.code).toBe('WrongStage');
  });

  it('needs a reason, from a manager of its region', () => {
    expect(hubRefusal(occasion, running, { ...close, body: { reason: '' } })?.code).toBe('ReasonMissing');
    expect(
      hubRefusal(occasion, running, { ...close, actor: { id: 'm', role: 'hub-manager', regionCode: 'A' } })?.code,
    ).toBe('NotPermitted');
    expect(hubRefusal(occasion, running, close)).toBeUndefined();
  });
});
