import { describe, expect, it } from 'vitest';
import { type MonthReported } from '../../../../domain/school-year/messages/facts.js';
import { at, bodies, command, day, month, type TestSchoolYear, year } from './fixture.js';

const head = { id: 'head-1' };
const asked = (schoolYear: TestSchoolYear = at('monitoring')): TestSchoolYear =>
  schoolYear.decide('requestShock', bodies.requestShock, head);
const requestId = (schoolYear: TestSchoolYear): string => schoolYear.state.shockRequests?.at(-1)?.id ?? '';
const grant = (schoolYear: TestSchoolYear): TestSchoolYear =>
  schoolYear.decide('grantShockRequest', { requestId: requestId(schoolYear) });
const decline = (schoolYear: TestSchoolYear): TestSchoolYear =>
  schoolYear.decide('declineShockRequest', { requestId: requestId(schoolYear), reason: 'The road was open.' });
const bad = (position: number): MonthReported => month(position, 9.5);
const five = [0, 1, 2, 3, 4].map(bad);
const lastNotices = (schoolYear: TestSchoolYear): readonly (readonly [string, string])[] => {
  const records = schoolYear.effects.flatMap((effect) => (effect.do === 'record' ? [effect.record] : []));
  return (records.at(-1)?.notices ?? []).map(({ to, about }) => [to, about]);
};

describe('a school’s request to set days aside', () => {
  it('is sent to its hub manager, with a date to answer by, and sets nothing aside yet', () => {
    const schoolYear = asked();
    expect(schoolYear.state.shocks).toEqual([]);
    expect(lastNotices(schoolYear)).toEqual([
      [
        'hub-managers',
        'A school asks for days to be set aside for a local shock. Please answer by Monday 16 September 2024.',
      ],
    ]);
    expect(schoolYear.state.deadlines['shock-request']).toBe(schoolYear.now + 14 * day);
  });

  it.each([
    ['without evidence', { evidence: ' ' }, 'ReasonMissing'],
    ['with invalid dates', { from: '4 November' }, 'ShockDatesUnfit'],
    ['for a kind that is not a shock', { shockKind: 'strike' }, 'ShockDatesUnfit'],
    ['for more days than one shock may set aside', { to: '2024-12-06' }, 'ShockDatesUnfit'],
  ])('%s is refused', (_what, change, code) => {
    const request = command('requestShock', { ...bodies.requestShock, ...change }, head);
    expect(at('monitoring').refusal(request)).toBe(code);
  });

  it('covers one period at a time, none that is set aside, and none that was refused', () => {
    const again = (schoolYear: TestSchoolYear, change: object = {}): string | undefined =>
      schoolYear.refusal(command('requestShock', { ...bodies.requestShock, ...change }, head));
    expect(again(asked(), { from: '2025-01-13', to: '2025-01-17' })).toBe('ShockDatesUnfit');
    expect(again(grant(asked()), { from: '2024-11-06', to: '2024-11-08' })).toBe('ShockDatesUnfit');
    expect(again(decline(asked()), { from: '2024-11-06', to: '2024-11-08' })).toBe('ShockDatesUnfit');
    expect(again(decline(asked()), { from: '2024-11-06', to: '2024-11-18' })).toBeUndefined();
  });

  it('is not decided by the school itself', () => {
    const schoolYear = asked();
    const body = { requestId: requestId(schoolYear), reason: 'A reason.' };
    const school = { role: 'school', urn: schoolYear.state.urn } as const;
    expect(schoolYear.refusal(command('grantShockRequest', body, school))).toBe('NotPermitted');
    expect(schoolYear.refusal(command('declineShockRequest', body, school))).toBe('NotPermitted');
  });
});

describe('a waiting request to set days aside', () => {
  it('holds back a proposal of support until the answer', () => {
    const schoolYear = asked().send(...five);
    expect(schoolYear.state.status).toBe('below');
    expect(schoolYear.state.referral).toBeUndefined();
    expect(decline(schoolYear).state.referral).toEqual({ state: 'proposed', ground: year.calendar.months[4]?.month });
  });

  it('blocks an offer of support that is already proposed', () => {
    const schoolYear = asked(at('monitoring').send(...five));
    expect(schoolYear.state.referral?.state).toBe('proposed');
    expect(schoolYear.refusal(command('confirmReferral'))).toBe('WrongStage');
    expect(decline(schoolYear).refusal(command('confirmReferral'))).toBeUndefined();
  });

  it('goes to a senior analyst without an answer, who may answer, and never leads to a proposal by itself', () => {
    const schoolYear = asked()
      .send(...five)
      .later(14);
    schoolYear.send({ kind: 'deadlinePassed', name: 'shock-request' });
    expect(lastNotices(schoolYear)).toEqual([
      ['senior-analysts', 'A school’s request to set days aside has had no answer from its hub. Please answer it.'],
    ]);
    expect(schoolYear.state.deadlines).not.toHaveProperty('shock-request');
    expect(schoolYear.later(60).send(bad(5)).state.referral).toBeUndefined();
    const senior = { role: 'senior-analyst', id: 'senior-1' } as const;
    schoolYear.decide('grantShockRequest', { requestId: requestId(schoolYear) }, senior);
    expect(schoolYear.state.shocks[0]).toMatchObject({ openedBy: 'senior-1', requestedBy: 'head-1' });
  });

  it('keeps a year that ends from being recorded as missing its expectation', () => {
    const all = year.calendar.months.map((_, position) => bad(position));
    const unanswered = asked(at('monitoring').send(...all)).send({ kind: 'yearEnded', nationalShiftPoints: 0 });
    expect(unanswered.state.outcome).toMatchObject({
      outcome: 'inconclusive',
      reasons: ['The school asked for days to be set aside and had no answer before the year ended.'],
    });
    const answered = decline(asked(at('monitoring').send(...all))).send({ kind: 'yearEnded', nationalShiftPoints: 0 });
    expect(answered.state.outcome?.outcome).toBe('not-met');
  });
});

describe('the answer to a request to set days aside', () => {
  it('of yes sets the days aside as if the hub manager had opened them, on the evidence of the school', () => {
    const opened = at('monitoring')
      .send(...five)
      .decide('pauseForShock');
    const granted = grant(asked(at('monitoring').send(...five)));
    expect(granted.state.shocks[0]).toMatchObject({
      id: requestId(granted),
      evidence: 'A notice.',
      openedBy: 'hub-manager-1',
      requestedBy: 'head-1',
    });
    expect(granted.state.status).toBe(opened.state.status);
    expect(granted.state.rates).toEqual(opened.state.rates);
    expect(granted.state.deadlines).toEqual(opened.state.deadlines);
    expect(lastNotices(granted)).toContainEqual(['school', 'The days you asked for have been set aside.']);
  });

  it('of no is sent to the school with its reason', () => {
    const schoolYear = decline(asked());
    expect(schoolYear.state.shockRequests?.[0]?.answer).toEqual({
      isGranted: false,
      by: 'hub-manager-1',
      reason: 'The road was open.',
    });
    expect(schoolYear.state.log.at(-1)?.note).toBe('The road was open.');
    expect(lastNotices(schoolYear).map(([to]) => to)).toEqual(['school']);
  });

  it('is given once, and to the request that waits', () => {
    const schoolYear = grant(asked());
    const body = { requestId: requestId(schoolYear), reason: 'A reason.' };
    expect(schoolYear.refusal(command('grantShockRequest', body))).toBe('NothingPending');
    expect(schoolYear.refusal(command('declineShockRequest', body))).toBe('NothingPending');
    expect(asked().refusal(command('grantShockRequest', { requestId: 'another' }))).toBe('NothingPending');
  });

  it('needs another person where the same one would continue a shock beyond the cap', () => {
    const schoolYear = at('monitoring').decide('pauseForShock');
    const next = { ...bodies.requestShock, from: '2024-11-18', to: '2024-11-22' };
    schoolYear.decide('requestShock', next, head);
    const yes = { requestId: requestId(schoolYear) };
    expect(schoolYear.refusal(command('grantShockRequest', yes))).toBe('SecondPersonNeeded');
    expect(schoolYear.refusal(command('grantShockRequest', yes, { id: 'hub-manager-2' }))).toBeUndefined();
  });

  it('is in the read model with who asked and who decided', () => {
    const records = grant(asked()).effects.flatMap((effect) => (effect.do === 'record' ? [effect.record.view] : []));
    expect(records.at(-2)).toMatchObject({ shockRequests: [{ requestedBy: 'head-1' }] });
    expect(records.at(-2)).not.toHaveProperty('shocks');
    expect(records.at(-1)).toMatchObject({
      shockRequests: [{ answer: { isGranted: true, by: 'hub-manager-1' } }],
      shocks: [{ evidence: 'A notice.', openedBy: 'hub-manager-1' }],
    });
  });
});
