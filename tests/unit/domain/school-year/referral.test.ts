import { describe, expect, it } from 'vitest';
import { type MonthReported } from '../../../../domain/school-year/messages/facts.js';
import { at, bodies, command, day, drafted, month, type Told, year } from './fixture.js';

/** Far above the ceiling of 5.8%, and well under it. */
const bad = (position: number): MonthReported => month(position, 9.5);
const good = (position: number, revision: number): MonthReported => month(position, 4, revision);

const referred = (): Told => at('monitoring').tell(...[0, 1, 2, 3, 4].map(bad));
const offered = (): Told => referred().decide('confirmReferral');

const newsOf = (told: Told): readonly unknown[] =>
  told.effects.flatMap((effect) => (effect.do === 'signalSupport' ? [effect.news] : []));
const reversed = (): Told => offered().tell(...[0, 1, 2, 3, 4].map((position) => good(position, 50 + position)));
const lastNotices = (told: Told): readonly string[] => {
  const records = told.effects.flatMap((effect) => (effect.do === 'record' ? [effect.record] : []));
  return (records.at(-1)?.notices ?? []).map(({ about }) => about);
};

describe('the ground of a referral', () => {
  it('is the month that completed the run, in whatever order the months came', () => {
    const late = at('monitoring').tell(...[6, 5, 4, 3, 2, 1, 0].map(bad));
    expect(late.state.referral).toEqual({ state: 'proposed', ground: year.calendar.months[4]?.month });
  });

  it('goes with a restatement that starts the run later, while nobody has decided', () => {
    const told = referred().tell(bad(5), bad(6));
    told.tell(...[0, 1, 2].map((position) => month(position, 5.8, 30 + position)));
    expect(told.state.referral?.state).toBe('proposed');
    expect(told.state.referral?.ground).not.toBe(year.calendar.months[4]?.month);
  });
});

describe('a proposal', () => {
  it('that is overdue is said so once; a later month does not start its deadline again', () => {
    const told = referred().later(28).tell({ kind: 'deadlinePassed', name: 'referral' });
    expect(lastNotices(told)).toEqual(['A proposed referral is overdue for a decision.']);
    expect(told.tell(bad(5), bad(6)).state.deadlines).not.toHaveProperty('referral');
  });

  it('keeps the deadline of the day on which it was made', () => {
    const told = referred();
    const due = told.now + year.decisionPolicy.referralDays * day;
    expect(told.later(10).tell(bad(5)).state.deadlines.referral).toBe(due);
  });

  it('that was withdrawn can be made again, with a deadline of its own', () => {
    const told = referred().tell(...[0, 1, 2, 3, 4].map((position) => good(position, 50 + position)));
    expect(told.state).not.toHaveProperty('referral');
    expect(told.state.deadlines).not.toHaveProperty('referral');
    told.later(40).tell(...[0, 1, 2, 3, 4].map((position) => month(position, 9.5, 90 + position)));
    expect(told.state.referral?.state).toBe('proposed');
    expect(told.state.deadlines.referral).toBe(told.now + year.decisionPolicy.referralDays * day);
  });
});

describe('support that was offered', () => {
  it('is withdrawn when a restatement takes its ground away, and everybody who was told is told', () => {
    const told = reversed();
    expect(told.state.referral).toMatchObject({ state: 'withdrawn', pathway: 'enhanced' });
    expect(told.effects.filter((effect) => effect.do === 'signalSupport')).toEqual([
      { do: 'signalSupport', news: { kind: 'referralWithdrawn' } },
    ]);
    const recipients = told.effects.flatMap((effect) =>
      effect.do === 'record'
        ? effect.record.notices.filter(({ about }) => about.includes('offer is withdrawn')).map(({ to }) => to)
        : [],
    );
    expect(recipients).toEqual(['rise-advisers', 'responsible-body', 'school']);
  });

  it('that was withdrawn can be offered again once it has ended, and its record goes on', () => {
    const told = reversed().tell(...[0, 1, 2, 3, 4].map((position) => month(position, 9.5, 90 + position)));
    expect(told.state.referral?.state).toBe('proposed');
    expect(told.refusal(command('confirmReferral'))).toBe('WrongStage');
    told.tell({ kind: 'supportEnded', outcome: 'withdrawn', version: 4 }).decide('confirmReferral');
    expect(told.effects.at(-1)).toMatchObject({ do: 'startSupport', afterVersion: 4 });
    expect(told.state).not.toHaveProperty('supportOutcome');
  });

  it('is marked, not withdrawn, when days set aside take its ground away', () => {
    const told = offered();
    for (const [from, to] of [
      ['2024-11-04', '2024-11-15'],
      ['2024-11-18', '2024-11-29'],
      ['2024-12-02', '2024-12-13'],
    ] as const)
      told.decide('pauseForShock', { ...bodies.pauseForShock, from, to });
    expect(told.state.referral?.state).toBe('confirmed');
  });

  it('is not in doubt because the school recovers afterwards', () => {
    const told = offered().tell(...[5, 6, 7, 8, 9, 10].map((position) => month(position, 2)));
    expect(told.state.status).not.toBe('below');
    expect(told.state.referral).not.toHaveProperty('isInDoubt');
  });

  it('is out of doubt when the figures carry it again', () => {
    const recallId = 'recall-1';
    const told = offered().tell({ kind: 'suspended', recallId }, { kind: 'recalled', recallId }, drafted());
    expect(told.state.referral).toMatchObject({ state: 'confirmed', isInDoubt: true });
    told.tell({ kind: 'resumed', recallId }).decide('approveTarget').decide('agreeTarget');
    expect(told.state.referral).not.toHaveProperty('isInDoubt');
    expect(told.state.log.some(({ note }) => note.includes('carry it again'))).toBe(true);
  });

  it('hears which days are set aside as often as that changes, and of the year’s end, while it runs', () => {
    const told = offered().decide('pauseForShock');
    const [first = ''] = told.state.shocks.map(({ id }) => id);
    told.decide('extendShock', { ...bodies.extendShock, shockId: first }, { id: 'hub-manager-2' });
    told.decide('pauseForShock', { ...bodies.pauseForShock, from: '2024-11-11', to: '2024-11-20' });
    told.decide('resumeMonitoring', { shockId: first, endedOn: '2024-11-12' });
    told.decide('revokeShock', { shockId: first, reason: 'The school was open.' });
    told.tell({ kind: 'yearEnded', nationalShiftPoints: 0 });
    const second = { from: '2024-11-11', to: '2024-11-20' };
    expect(newsOf(told)).toEqual([
      { kind: 'daysSetAsideChanged', windows: [{ from: '2024-11-04', to: '2024-11-15' }] },
      { kind: 'daysSetAsideChanged', windows: [{ from: '2024-11-04', to: '2024-11-22' }] },
      { kind: 'daysSetAsideChanged', windows: [{ from: '2024-11-04', to: '2024-11-12' }, second] },
      { kind: 'daysSetAsideChanged', windows: [second] },
      { kind: 'yearEnded' },
    ]);
  });

  it('begins with the days that are set aside then', () => {
    const [before, since] = [referred(), referred().decide('pauseForShock')];
    expect(before.decide('confirmReferral').effects.at(-1)).toMatchObject({ do: 'startSupport', daysSetAside: [] });
    expect(since.decide('confirmReferral').effects.at(-1)).toMatchObject({
      daysSetAside: [{ from: '2024-11-04', to: '2024-11-15' }],
    });
  });

  it('does not hear of an end that comes by itself', () => {
    const told = offered().decide('pauseForShock').later(400);
    expect(newsOf(told.tell({ kind: 'deadlinePassed', name: 'shock-end' }))).toHaveLength(1);
  });

  it('that has ended hears of neither', () => {
    const told = offered()
      .tell({ kind: 'supportEnded', outcome: 'completed' })
      .decide('pauseForShock', bodies.pauseForShock);
    told.tell({ kind: 'yearEnded', nationalShiftPoints: 0 });
    expect(told.effects.filter((effect) => effect.do === 'signalSupport')).toEqual([]);
  });
});
