import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { deadlineNames } from '../../../../domain/school-year/messages/facts.js';
import { nearestDeadline } from '../../../../domain/school-year/deadlines.js';
import { isPaused, viewOf } from '../../../../domain/school-year/state.js';
import { at, bodies, command, month, year } from './fixture.js';

const months = year.calendar.months.map((_, position) => position);

describe('the timers of a school-year', () => {
  test.each(['in-review', 'quarantined', 'challenged'] as const)(
    'never move on a school that waits for a person: %s',
    (stage) => {
      fc.assert(
        fc.property(
          fc.array(fc.tuple(fc.constantFrom(...deadlineNames.filter((name) => name !== 'year-end')), fc.nat(60)), {
            maxLength: 20,
          }),
          (rings) => {
            const schoolYear = at(stage);
            for (const [name, days] of rings) schoolYear.later(days).send({ kind: 'deadlinePassed', name });
            expect(schoolYear.state.stage).toBe(stage);
          },
        ),
      );
    },
  );

  it('issue the report after the window has passed in silence, not before, and say so', () => {
    const schoolYear = at('with-school').later(25).send({ kind: 'deadlinePassed', name: 'school-window' });
    expect(schoolYear.state.stage).toBe('with-school');
    schoolYear.later(1).send({ kind: 'deadlinePassed', name: 'school-window' });
    expect(schoolYear.state.stage).toBe('monitoring');
    expect(schoolYear.state.log.at(-1)?.note).toContain('did not answer');
  });

  it('escalate an overdue review twice and then leave it to people', () => {
    const schoolYear = at('in-review');
    for (let round = 0; round < 4; round += 1) schoolYear.later(30).send({ kind: 'deadlinePassed', name: 'review' });
    expect(schoolYear.state).toMatchObject({ stage: 'in-review', escalations: 2, deadlines: {} });
  });

  it('keep the nearest deadline in a quiet month', () => {
    const schoolYear = at('monitoring');
    const before = nearestDeadline(schoolYear.state);
    expect(nearestDeadline(schoolYear.send(month(0, 5.5), month(1, 5.5)).state)).toEqual(before);
  });

  it('request missing returns once, and judge without them from then on', () => {
    const schoolYear = at('monitoring').send(month(0, 9), month(1, 9), month(3, 9), month(4, 9));
    expect(schoolYear.state.status).toBe('not-enough-data');
    schoolYear.later(200).send({ kind: 'deadlinePassed', name: 'months-missing' });
    expect(schoolYear.state.acceptedGaps).toContain(year.calendar.months[2]?.month);
    expect(schoolYear.state.status).toBe('below');
  });
});

describe('the months reported to a school-year', () => {
  it('lead to the same judgement in any order and however often they arrive', () => {
    const rates = [5, 6.5, 7, 8, 8.5, 6, 7, 9, 9, 9, 8];
    const inOrder = at('monitoring').send(...months.map((position) => month(position, rates[position] ?? 6))).state;
    fc.assert(
      fc.property(fc.shuffledSubarray([...months, ...months], { minLength: 22 }), (order) => {
        const { state } = at('monitoring').send(...order.map((position) => month(position, rates[position] ?? 6)));
        expect([state.months, state.status]).toEqual([inOrder.months, inOrder.status]);
      }),
      { numRuns: 25 },
    );
  });

  it('are kept before the report is issued, and judged when it is', () => {
    const schoolYear = at('with-school').send(...[0, 1, 2].map((position) => month(position, 9)));
    expect(schoolYear.state).toMatchObject({ status: 'not-enough-data' });
    expect(schoolYear.decide('agreeTarget').state.status).toBe('below');
  });

  it('change nothing after the year has closed', () => {
    const closed = at('closed');
    const { state } = closed;
    expect(closed.send(month(0, 9)).state).toBe(state);
  });
});

/** Three checks below: five months far above the ceiling. */
const referred = (): ReturnType<typeof at> =>
  at('monitoring').send(...[0, 1, 2, 3, 4].map((position) => month(position, 9.5)));

describe('a referral for support', () => {
  it('is proposed once after three checks below, and never confirms itself', () => {
    const schoolYear = referred();
    expect(schoolYear.state.referral).toEqual({ state: 'proposed', ground: year.calendar.months[4]?.month });
    schoolYear.send(month(5, 9.5)).later(60).send({ kind: 'deadlinePassed', name: 'referral' });
    expect(schoolYear.state.referral?.state).toBe('proposed');
    expect(schoolYear.state.log.filter(({ note }) => note.includes('Support is proposed'))).toHaveLength(1);
  });

  it('is withdrawn when a restatement removes its ground, and says so', () => {
    const schoolYear = referred().send(...[0, 1, 2, 3, 4].map((position) => month(position, 5, 50 + position)));
    expect(schoolYear.state).not.toHaveProperty('referral');
    expect(schoolYear.state.log.some(({ note }) => note.startsWith('The restated figures'))).toBe(true);
  });

  it('remains once a person has decided, and a declined one is not proposed again', () => {
    const schoolYear = referred().decide('declineReferral').send(month(5, 9.5), month(6, 9.5));
    expect(schoolYear.state.referral?.state).toBe('declined');
  });

  it('starts support with the pathway, after the conflict check and the responsible body', () => {
    expect(
      referred().refusal(command('confirmReferral', { ...bodies.confirmReferral, hasNoConflictOfInterest: false })),
    ).toBe('SecondPersonNeeded');
    expect(
      referred().refusal(command('confirmReferral', { ...bodies.confirmReferral, responsibleBodyContactedOn: 'soon' })),
    ).toBe('ReasonMissing');
    expect(referred().decide('confirmReferral').effects.at(-1)).toMatchObject({
      do: 'startSupport',
      pathway: 'enhanced',
    });
  });

  it.each([
    ['a day in July', '2025-07-07', '2025-07-07'],
    ['two weeks in July', '2025-07-07', '2025-07-18'],
    ['days in March, after the newest month', '2025-03-03', '2025-03-07'],
  ])('is not held back by days set aside in months that are not judged yet: %s', (_what, from, to) => {
    const schoolYear = at('monitoring').decide('pauseForShock', { ...bodies.pauseForShock, from, to });
    schoolYear.send(...[0, 1, 2, 3, 4].map((position) => month(position, 9.5)));
    expect(schoolYear.state.referral).toEqual({ state: 'proposed', ground: '2025-01' });
  });

  it('does not rest on months that are set aside whole', () => {
    const schoolYear = at('monitoring')
      .decide('pauseForShock', { ...bodies.pauseForShock, from: '2024-11-01', to: '2024-11-30' })
      .decide('pauseForShock', { ...bodies.pauseForShock, from: '2024-12-01', to: '2024-12-20' }, { id: 'other' });
    schoolYear.send(...[0, 1].map((position) => month(position, 5)), ...[2, 3].map((position) => month(position, 9.5)));
    expect(schoolYear.state.referral).toBeUndefined();
  });
});

describe('local shocks', () => {
  it('of past days are set aside but do not pause', () => {
    const schoolYear = at('monitoring').later(120).decide('pauseForShock');
    expect([isPaused(schoolYear.state), schoolYear.state.shocks.length]).toEqual([false, 1]);
  });

  it('are ended early within their dates, or revoked with a reason', () => {
    const schoolYear = at('monitoring').decide('pauseForShock');
    const shockId = schoolYear.state.shocks[0]?.id;
    expect(schoolYear.refusal(command('resumeMonitoring', { shockId, endedOn: '2024-12-01' }))).toBe('ShockDatesUnfit');
    expect(schoolYear.refusal(command('revokeShock', { shockId: 'another', reason: 'x' }))).toBe('UnknownShock');
    schoolYear.decide('resumeMonitoring', { shockId, endedOn: '2024-11-08' });
    expect([isPaused(schoolYear.state), schoolYear.state.shocks[0]?.endedOn]).toEqual([false, '2024-11-08']);
    expect(viewOf(schoolYear.state).daysSetAside).toHaveLength(1);
    expect(schoolYear.decide('revokeShock', { shockId, reason: 'x' }).state.shocks[0]?.isRevoked).toBe(true);
    expect(viewOf(schoolYear.state)).not.toHaveProperty('daysSetAside');
  });
});

describe('the outcome at the end of a school-year', () => {
  const whole = (absencePercent: number): ReturnType<typeof at> =>
    at('monitoring').send(...months.map((position) => month(position, absencePercent)));

  it.each([
    [5.2, 'exceeded'],
    [5.7, 'met'],
    [6, 'inconclusive'],
    [8, 'not-met'],
  ])('at %d%% absence under a ceiling of 5.8%% is %s', (absencePercent, outcome) => {
    expect(whole(absencePercent).send({ kind: 'yearEnded', nationalShiftPoints: 0 }).state.outcome?.outcome).toBe(
      outcome,
    );
  });

  it('is judged without the effect of a bad national winter', () => {
    expect(whole(7.5).send({ kind: 'yearEnded', nationalShiftPoints: 1.8 }).state.outcome?.outcome).toBe('met');
  });

  it('says that nothing was issued where a report never reached the school', () => {
    const { state } = at('in-review').send({ kind: 'yearEnded', nationalShiftPoints: 0 });
    expect(state).toMatchObject({ stage: 'closed', outcome: { outcome: 'inconclusive' } });
  });
});
