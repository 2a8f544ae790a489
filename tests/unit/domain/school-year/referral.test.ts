import { describe, expect, it } from 'vitest';
import { type MonthReported } from '../../../../domain/school-year/messages/facts.js';
import { at, bodies, command, day, drafted, month, type TestSchoolYear, year } from './fixture.js';

/** Far above the ceiling of 5.8%, and well under it. */
const bad = (position: number): MonthReported => month(position, 9.5);
const good = (position: number, revision: number): MonthReported => month(position, 4, revision);

const referred = (): TestSchoolYear => at('monitoring').send(...[0, 1, 2, 3, 4].map(bad));
const offered = (): TestSchoolYear => referred().decide('confirmReferral');

const newsOf = (schoolYear: TestSchoolYear): readonly unknown[] =>
  schoolYear.effects.flatMap((effect) => (effect.do === 'signalSupport' ? [effect.news] : []));
const reversed = (): TestSchoolYear =>
  offered().send(...[0, 1, 2, 3, 4].map((position) => good(position, 50 + position)));
const lastNotices = (schoolYear: TestSchoolYear): readonly string[] => {
  const records = schoolYear.effects.flatMap((effect) => (effect.do === 'record' ? [effect.record] : []));
  return (records.at(-1)?.notices ?? []).map(({ about }) => about);
};

describe('the ground of a referral', () => {
  it('is the month that completed the run, in any order of arrival', () => {
    const late = at('monitoring').send(...[6, 5, 4, 3, 2, 1, 0].map(bad));
    expect(late.state.referral).toEqual({ state: 'proposed', ground: year.calendar.months[4]?.month });
  });

  it('moves with a restatement that starts the run later, until the proposal is decided', () => {
    const schoolYear = referred().send(bad(5), bad(6));
    schoolYear.send(...[0, 1, 2].map((position) => month(position, 5.8, 30 + position)));
    expect(schoolYear.state.referral?.state).toBe('proposed');
    expect(schoolYear.state.referral?.ground).not.toBe(year.calendar.months[4]?.month);
  });
});

describe('a proposal of support', () => {
  it('that is overdue is escalated once, and a later month does not restart its deadline', () => {
    const schoolYear = referred().later(28).send({ kind: 'deadlinePassed', name: 'referral' });
    expect(lastNotices(schoolYear)).toEqual(['A proposed referral is overdue for a decision.']);
    expect(schoolYear.send(bad(5), bad(6)).state.deadlines).not.toHaveProperty('referral');
  });

  it('keeps the deadline from the day on which it was made', () => {
    const schoolYear = referred();
    const due = schoolYear.now + year.decisionPolicy.referralDays * day;
    expect(schoolYear.later(10).send(bad(5)).state.deadlines.referral).toBe(due);
  });

  it('that was withdrawn can be made again, with its own deadline', () => {
    const schoolYear = referred().send(...[0, 1, 2, 3, 4].map((position) => good(position, 50 + position)));
    expect(schoolYear.state).not.toHaveProperty('referral');
    expect(schoolYear.state.deadlines).not.toHaveProperty('referral');
    schoolYear.later(40).send(...[0, 1, 2, 3, 4].map((position) => month(position, 9.5, 90 + position)));
    expect(schoolYear.state.referral?.state).toBe('proposed');
    expect(schoolYear.state.deadlines.referral).toBe(schoolYear.now + year.decisionPolicy.referralDays * day);
  });
});

describe('an offer of support', () => {
  it('is withdrawn when a restatement removes its ground, and everybody notified of it is notified again', () => {
    const schoolYear = reversed();
    expect(schoolYear.state.referral).toMatchObject({ state: 'withdrawn', pathway: 'enhanced' });
    expect(schoolYear.effects.filter((effect) => effect.do === 'signalSupport')).toEqual([
      { do: 'signalSupport', news: { kind: 'referralWithdrawn' } },
    ]);
    const recipients = schoolYear.effects.flatMap((effect) =>
      effect.do === 'record'
        ? effect.record.notices.filter(({ about }) => about.includes('offer is withdrawn')).map(({ to }) => to)
        : [],
    );
    expect(recipients).toEqual(['rise-advisers', 'responsible-body', 'school']);
  });

  it('that was withdrawn can be made again once the support has ended, and its record continues', () => {
    const schoolYear = reversed().send(...[0, 1, 2, 3, 4].map((position) => month(position, 9.5, 90 + position)));
    expect(schoolYear.state.referral?.state).toBe('proposed');
    expect(schoolYear.refusal(command('confirmReferral'))).toBe('WrongStage');
    schoolYear.send({ kind: 'supportEnded', outcome: 'withdrawn', version: 4 }).decide('confirmReferral');
    expect(schoolYear.effects.at(-1)).toMatchObject({ do: 'startSupport', afterVersion: 4 });
    expect(schoolYear.state).not.toHaveProperty('supportOutcome');
  });

  it('is marked and not withdrawn when days set aside remove its ground', () => {
    const schoolYear = offered();
    for (const [from, to] of [
      ['2024-11-04', '2024-11-15'],
      ['2024-11-18', '2024-11-29'],
      ['2024-12-02', '2024-12-13'],
    ] as const)
      schoolYear.decide('pauseForShock', { ...bodies.pauseForShock, from, to });
    expect(schoolYear.state.referral?.state).toBe('confirmed');
  });

  it('is not in doubt because the school recovers afterwards', () => {
    const schoolYear = offered().send(...[5, 6, 7, 8, 9, 10].map((position) => month(position, 2)));
    expect(schoolYear.state.status).not.toBe('below');
    expect(schoolYear.state.referral).not.toHaveProperty('isInDoubt');
  });

  it('is no longer in doubt when the figures support it again', () => {
    const recallId = 'recall-1';
    const schoolYear = offered().send({ kind: 'suspended', recallId }, { kind: 'recalled', recallId }, drafted());
    expect(schoolYear.state.referral).toMatchObject({ state: 'confirmed', isInDoubt: true });
    schoolYear.send({ kind: 'resumed', recallId }).decide('approveTarget').decide('agreeTarget');
    expect(schoolYear.state.referral).not.toHaveProperty('isInDoubt');
    expect(schoolYear.state.log.some(({ note }) => note.includes('again call for'))).toBe(true);
  });

  it('signals each change of days set aside and the year’s end to the support while it runs', () => {
    const schoolYear = offered().decide('pauseForShock');
    const [first = ''] = schoolYear.state.shocks.map(({ id }) => id);
    schoolYear.decide('extendShock', { ...bodies.extendShock, shockId: first }, { id: 'hub-manager-2' });
    schoolYear.decide('pauseForShock', { ...bodies.pauseForShock, from: '2024-11-11', to: '2024-11-20' });
    schoolYear.decide('resumeMonitoring', { shockId: first, endedOn: '2024-11-12' });
    schoolYear.decide('revokeShock', { shockId: first, reason: 'The school was open.' });
    schoolYear.send({ kind: 'yearEnded', nationalShiftPoints: 0 });
    const second = { from: '2024-11-11', to: '2024-11-20' };
    expect(newsOf(schoolYear)).toEqual([
      { kind: 'daysSetAsideChanged', windows: [{ from: '2024-11-04', to: '2024-11-15' }] },
      { kind: 'daysSetAsideChanged', windows: [{ from: '2024-11-04', to: '2024-11-22' }] },
      { kind: 'daysSetAsideChanged', windows: [{ from: '2024-11-04', to: '2024-11-12' }, second] },
      { kind: 'daysSetAsideChanged', windows: [second] },
      { kind: 'yearEnded' },
    ]);
  });

  it('starts the support with the current days set aside', () => {
    const [before, since] = [referred(), referred().decide('pauseForShock')];
    expect(before.decide('confirmReferral').effects.at(-1)).toMatchObject({ do: 'startSupport', daysSetAside: [] });
    expect(since.decide('confirmReferral').effects.at(-1)).toMatchObject({
      daysSetAside: [{ from: '2024-11-04', to: '2024-11-15' }],
    });
  });

  it('does not signal the end of a shock that ends by itself', () => {
    const schoolYear = offered().decide('pauseForShock').later(400);
    expect(newsOf(schoolYear.send({ kind: 'deadlinePassed', name: 'shock-end' }))).toHaveLength(1);
  });

  it('signals neither once the support has ended', () => {
    const schoolYear = offered()
      .send({ kind: 'supportEnded', outcome: 'completed' })
      .decide('pauseForShock', bodies.pauseForShock);
    schoolYear.send({ kind: 'yearEnded', nationalShiftPoints: 0 });
    expect(schoolYear.effects.filter((effect) => effect.do === 'signalSupport')).toEqual([]);
  });
});
