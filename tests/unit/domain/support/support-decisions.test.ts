import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SupportDecision } from '../../../../domain/support/decisions/index.js';
import { decision, deferred, given, milestone, TestSupport } from './support-example.js';

const placed = (): TestSupport => new TestSupport().send(given());

describe('decisions about a support', () => {
  it.each([
    ['recordMilestone', { role: 'hub-manager', regionCode: 'A' }],
    ['recordMilestone', { role: 'rise-adviser', regionCode: 'H' }],
    ['recordMilestone', { role: 'school', urn: '900001' }],
    ['arrangePlace', { role: 'hub-manager', regionCode: 'H' }],
    ['arrangePlace', { role: 'rise-adviser', regionCode: 'A' }],
    ['endSupport', { role: 'analyst' }],
    ['endSupport', { role: 'ofsted' }],
    ['endSupport', { role: 'constructor', regionCode: 'H' }],
  ] as const)('%s is refused to %j', (kind, who) => {
    expect(placed().refusal(decision(kind, { reason: 'A reason.' }, { id: 'x', ...who }))).toBe('NotPermitted');
  });

  it.each([
    ['before there is a place', new TestSupport(), milestone('partnership-agreed'), 'WrongStage'],
    ['after the end', placed().send({ kind: 'yearEnded' }), milestone('partnership-agreed'), 'WrongStage'],
    ['of another pathway', placed(), milestone('joined'), 'MilestoneUnfit'],
    ['out of order', placed(), milestone('surveys-complete'), 'MilestoneUnfit'],
    [
      'before the support began',
      placed(),
      milestone('partnership-agreed', { reachedOn: '2025-02-01' }),
      'MilestoneUnfit',
    ],
    [
      'on a day that no calendar has',
      placed(),
      milestone('partnership-agreed', { reachedOn: '2025-02-31' }),
      'MilestoneUnfit',
    ],
    ['without evidence', placed(), milestone('partnership-agreed', { evidence: ' ' }), 'MilestoneUnfit'],
    ['of eleven days', placed(), milestone('partnership-agreed', { days: 11 }), 'MilestoneUnfit'],
    [
      'with evidence that is not a text',
      placed(),
      milestone('partnership-agreed', { evidence: { file: 'a' } }),
      'Malformed',
    ],
    [
      'that says neither yes nor no to a repeat',
      placed(),
      milestone('partnership-agreed', { isRepeat: 1 }),
      'Malformed',
    ],
    [
      'gone back to that was never reached',
      placed(),
      milestone('partnership-agreed', { isRepeat: true }),
      'MilestoneUnfit',
    ],
    ['with days that are not a number', placed(), milestone('partnership-agreed', { days: '1' }), 'Malformed'],
  ])('including a milestone %s are refused', (_when, support, command, code) => {
    expect(support.refusal(command)).toBe(code);
  });

  it('on an old version are refused', () => {
    const support = placed();
    const command = milestone('partnership-agreed');
    expect(support.refusal({ ...command, expectedVersion: support.state.version - 1 })).toBe('StaleVersion');
    expect(support.refusal({ ...command, expectedVersion: support.state.version })).toBeUndefined();
  });

  it('are taken once, and checked again when they were refused before', () => {
    const early = milestone('partnership-agreed');
    const support = new TestSupport();
    support.refuse(early).send(given());
    expect(support.refusal(early)).toBeUndefined();
    const { state } = support.send(early);
    expect(state.milestones.entries).toHaveLength(1);
    expect(support.refusal(early)).toBeUndefined();
    expect(support.send(early).state).toBe(state);
  });

  it('may return to a milestone: later ones are open again, and the history shows both times', () => {
    const support = placed().send(
      milestone('partnership-agreed', { days: 0.5 }),
      milestone('self-assessment-complete', { days: 1 }),
    );
    expect(support.refusal(milestone('partnership-agreed'))).toBe('MilestoneUnfit');
    const back = milestone('partnership-agreed', { days: 0.5, isRepeat: true });
    expect(support.refusal(back)).toBeUndefined();
    expect(support.send(back).view).toMatchObject({
      daysUsed: 2,
      milestones: [{}, {}, { milestone: 'partnership-agreed', isRepeat: true }],
    });
    expect(support.due.some((step) => step.startsWith('self-assessment-complete'))).toBe(true);
    expect(support.state.log.at(-1)?.note).toBe('Gone back to, and reached again: partnership-agreed.');
    expect(support.send(milestone('self-assessment-complete')).view.milestones).toHaveLength(4);
  });

  it('of any shape are refused or taken, and never throw', () => {
    const body = fc.record(
      {
        milestone: fc.anything(),
        reachedOn: fc.anything(),
        evidence: fc.anything(),
        days: fc.anything(),
        isRepeat: fc.anything(),
        reason: fc.anything(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        fc.constantFrom('recordMilestone', 'arrangePlace', 'endSupport'),
        fc.oneof(body, fc.constant(null), fc.anything()),
        (kind, junk) => {
          const support = placed();
          const command = { ...decision('endSupport', {}), kind, body: junk } as SupportDecision;
          if (support.refusal(command) === undefined) support.send(command);
          else support.refuse(command);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('a place that an adviser arranges', () => {
  const adviser = { id: 'adviser', role: 'rise-adviser', regionCode: 'H' };
  const body = { hubId: 'HUB-9', reason: 'The nearest hub of the next region has agreed.' };
  const arranged = (change: object = {}): SupportDecision => decision('arrangePlace', { ...body, ...change }, adviser);
  const waiting = (): TestSupport => new TestSupport().send(deferred('leads-only-hub'));

  it('ends the wait with a hub anywhere, which counts it, and the school reads why', () => {
    const support = waiting().later(20).send(arranged());
    expect(support.view).toMatchObject({ stage: 'in-progress', hubId: 'HUB-9', why: [body.reason] });
    expect(support.view).not.toHaveProperty('waitingReason');
    expect(support.asked.at(-1)).toEqual({ do: 'keepPlace', hubId: 'HUB-9' });
    expect((support.view.dueOn ?? '') > '2025-03-01').toBe(true);
  });

  it('keeps the plan of a school whose hub had closed', () => {
    const support = new TestSupport().send(given(), milestone('partnership-agreed', { days: 0.5 }));
    support.send({ kind: 'hubClosed', hubId: 'HUB-1' }, arranged());
    expect(support.view).toMatchObject({ stage: 'in-progress', hubId: 'HUB-9', daysUsed: 0.5 });
  });

  it('is lost, and another is asked for, where this year has no such hub', () => {
    const support = waiting().send(arranged(), { kind: 'hubClosed', hubId: 'HUB-9' });
    expect(support.view.stage).toBe('finding-place');
    expect(support.asked.at(-1)).toEqual({ do: 'requestPlace' });
  });

  it('is refused without a hub or a reason, and where the school has a place', () => {
    expect(waiting().refusal(arranged({ hubId: '' }))).toBe('OutOfRange');
    expect(waiting().refusal(arranged({ hubId: 'HUB 9; drop' }))).toBe('OutOfRange');
    expect(waiting().refusal(arranged({ reason: ' ' }))).toBe('ReasonMissing');
    expect(placed().refusal(arranged())).toBe('WrongStage');
    expect(new TestSupport('toolkit').refusal(arranged())).toBe('WrongStage');
  });
});
