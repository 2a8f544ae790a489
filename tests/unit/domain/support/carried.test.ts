import { describe, expect, it } from 'vitest';
import { openMilestones } from '../../../../domain/support/milestones.js';
import { type CarriedSupport } from '../../../../domain/support/messages.js';
import { type Pathway } from '../../../../domain/support/pathway.js';
import { TestHub } from '../hubs/hub-example.js';
import { deferred, given, milestone, TestSupport } from './support-example.js';

const setAside = { from: '2025-03-03', to: '2025-03-07' };

const carriedBy = (support: TestSupport): CarriedSupport => {
  const effect = support.asked.at(-1);
  if (effect?.do !== 'signalNextYear') throw new Error('Nothing is carried.');
  return effect.carried;
};

/** The next year’s support, from what the year before left. */
const nextYearOf = (support: TestSupport, pathway: Pathway = 'enhanced'): TestSupport =>
  new TestSupport(pathway, { carried: carriedBy(support) });

const ended = (): TestSupport =>
  new TestSupport().send(
    given(),
    { kind: 'daysSetAsideChanged', windows: [setAside] },
    milestone('partnership-agreed', { days: 0.5 }),
    { kind: 'yearEnded' },
  );

describe('a support that outlives its year', () => {
  it('keeps its place, its milestones and the days it has used', () => {
    const next = nextYearOf(ended());
    expect(next.view).toMatchObject({ stage: 'in-progress', hubId: 'HUB-1', daysUsed: 0.5 });
    expect(next.view.milestones.map(({ milestone: name }) => name)).toEqual(['partnership-agreed']);
    expect(next.asked).toEqual([{ do: 'keepPlace', hubId: 'HUB-1' }]);
  });

  it('keeps its due dates, also those that days set aside have moved', () => {
    const before = ended();
    const next = nextYearOf(before);
    expect(next.due).toEqual(before.due);
    next.send({ kind: 'daysSetAsideChanged', windows: [{ from: '2025-10-06', to: '2025-10-07' }] });
    expect(next.due[0]).toBe(before.due[0]);
    expect(next.due.at(-1)).not.toBe(before.due.at(-1));
  });

  it('asks for another place where its hub had closed, and goes on there with its plan', () => {
    const closed = new TestSupport().send(given(), milestone('partnership-agreed', { days: 0.5 }));
    closed.send({ kind: 'hubClosed', hubId: 'HUB-1' }, { kind: 'yearEnded' });
    const next = nextYearOf(closed);
    expect(next.view).toMatchObject({ stage: 'finding-place', daysUsed: 0.5 });
    expect(next.asked).toEqual([{ do: 'requestPlace' }]);
    next.send(given('HUB-2'));
    expect(next.view).toMatchObject({ stage: 'in-progress', hubId: 'HUB-2', daysUsed: 0.5 });
    expect(next.state.milestones.startedOn).toBe(closed.state.milestones.startedOn);
  });

  it('asks for another place where this year has no such hub', () => {
    const next = nextYearOf(ended()).send({ kind: 'hubClosed', hubId: 'HUB-1' });
    expect(next.view).toMatchObject({ stage: 'finding-place', daysUsed: 0.5 });
    expect(next.asked.at(-1)).toEqual({ do: 'requestPlace' });
  });

  it('of a toolkit goes on without a hub', () => {
    const toolkit = new TestSupport('toolkit').send(milestone('toolkit-offered'), { kind: 'yearEnded' });
    const next = nextYearOf(toolkit, 'toolkit');
    expect(next.view).toMatchObject({ stage: 'in-progress', milestones: [{ milestone: 'toolkit-offered' }] });
    expect(next.asked).toEqual([]);
  });

  it('is carried again where the next year ends before it is complete', () => {
    const third = nextYearOf(nextYearOf(ended()).send({ kind: 'yearEnded' }));
    expect(third.view).toMatchObject({ stage: 'in-progress', hubId: 'HUB-1', daysUsed: 0.5 });
    expect(openMilestones(third.state.milestones)).toEqual(openMilestones(nextYearOf(ended()).state.milestones));
  });

  it('is not carried where the school never had a place', () => {
    const waiting = new TestSupport().send(deferred(), { kind: 'yearEnded' });
    expect(waiting.view.outcome).toBe('not-placed');
    expect(waiting.view).not.toHaveProperty('carries');
    expect(waiting.asked.map(({ do: what }) => what)).not.toContain('signalNextYear');
  });
});

describe('a hub whose school keeps its place of the year before', () => {
  const kept = (urn: string) => ({ kind: 'placeKept', urn, pathway: 'enhanced' }) as const;

  it('counts it once, also beyond its capacity, and signals nobody', () => {
    const hub = new TestHub(1, 0);
    hub.send(kept('900001'), kept('900002'), kept('900001'));
    expect(hub.view.enhancedTaken).toBe(2);
    expect(hub.sent).toEqual([]);
  });
});
