import { describe, expect, it, test } from 'vitest';
import { nearestDeadline } from '../../../../domain/school-year/deadlines.js';
import { isPaused, viewOf } from '../../../../domain/school-year/state.js';
import { instantOf } from '../../../../domain/shared/school-calendar.js';
import { at, bodies, command, day, drafted, figures, month, type Told, year } from './fixture.js';

const noticesOf = (told: Told): readonly string[] => {
  const records = told.effects.flatMap((effect) => (effect.do === 'record' ? [effect.record] : []));
  return (records.at(-1)?.notices ?? []).map(({ to, about }) => `${to}: ${about}`);
};

describe('a report that is withheld', () => {
  it.each(['quarantined', 'in-review'] as const)('while %s leaves no floor and no improvement to be read', (stage) => {
    const view = viewOf(at(stage).decide('withholdReport').state);
    expect(view).toMatchObject({
      stage: 'withheld',
      reasons: expect.arrayContaining([{ gate: 'withheld-by-analyst', reason: 'A reason.' }]) as unknown,
    });
    expect(view).not.toHaveProperty('floorAttendancePercent');
    expect(view).not.toHaveProperty('improvementPoints');
  });

  it('after an upheld challenge leaves none either, nor after the year has closed', () => {
    const told = at('challenged').decide('upholdChallenge').tell(drafted('withheld'));
    expect(viewOf(told.state)).not.toHaveProperty('floorAttendancePercent');
    told.tell({ kind: 'yearEnded', nationalShiftPoints: 0 });
    expect(viewOf(told.state)).toMatchObject({ stage: 'closed' });
    expect(viewOf(told.state)).not.toHaveProperty('improvementPoints');
    expect(told.state).not.toHaveProperty('outcome');
  });
});

describe('the improvement that a view shows', () => {
  it('is that of the floor that holds, not of the draft', () => {
    expect(viewOf(at('in-review').state).improvementPoints).toBe(0.2);
    const raised = at('with-school').decide('proposeHigherTarget', { floorAttendancePercent: 95 });
    expect(viewOf(raised.state)).toMatchObject({
      floorAttendancePercent: 95,
      floorSetBy: 'school',
      improvementPoints: 1,
    });
  });

  it('is never negative, also where an override asks for less than the baseline', () => {
    const lowered = at('in-review')
      .decide('overrideTarget', { floorAttendancePercent: 93, reason: 'A reason.' })
      .decide('confirmOverride');
    expect(viewOf(lowered.state)).toMatchObject({ floorAttendancePercent: 93, improvementPoints: 0 });
  });
});

/** Source: docs/sources/expectation.md#set-together-with-schools: more than 0.5 points, or below the school's own expected level. */
describe('the second person for an override', () => {
  it.each([
    [94.7, 94.2, 'with-school'],
    [94.701, 94.2, 'in-review'],
    [95.1, 94.6, 'with-school'],
    [94, 94.2, 'with-school'],
    [93.9999, 94.2, 'in-review'],
  ])('to %d from %d leads to %s, whatever binary fractions say', (floorAttendancePercent, drafts, stage) => {
    const told = at('drafting').tell({ ...drafted(), figures: { ...figures, floorAttendancePercent: drafts } });
    expect(told.decide('overrideTarget', { floorAttendancePercent, reason: 'A reason.' }).state.stage).toBe(stage);
  });

  it('is not gone round by a second, smaller override', () => {
    const told = at('in-review').decide('overrideTarget', { floorAttendancePercent: 90, reason: 'A reason.' });
    expect(told.refusal(command('overrideTarget', { floorAttendancePercent: 94.3, reason: 'A reason.' }))).toBe(
      'SecondPersonNeeded',
    );
  });

  it('is needed for none that is not pending', () => {
    expect(at('in-review').refusal(command('confirmOverride'))).toBe('NothingPending');
    expect(at('in-review').refusal(command('declineOverride'))).toBe('NothingPending');
  });
});

describe('a challenge', () => {
  it('that is dismissed gives the reminder back as well as the window', () => {
    const told = at('with-school').later(3);
    told.decide('challengeFigure').later(9).decide('dismissChallenge');
    expect(told.state.deadlines).toMatchObject({
      'school-reminder': instantOf(year.calendar, '2024-09-25'),
      'school-window': instantOf(year.calendar, '2024-10-09'),
    });
    expect(told.state).not.toHaveProperty('challenge');
  });

  it('does not bring back a reminder that has gone out', () => {
    const told = at('with-school').later(14).tell({ kind: 'deadlinePassed', name: 'school-reminder' });
    told.decide('challengeFigure').decide('dismissChallenge');
    expect(told.state.deadlines).not.toHaveProperty('school-reminder');
  });

  it('of the number of pupils takes whole numbers only', () => {
    const told = at('with-school');
    expect(
      told.refusal(command('challengeFigure', { figure: 'enrolments', shouldBe: 400.5, evidence: 'A roll.' })),
    ).toBe('OutOfRange');
    told.decide('challengeFigure', { figure: 'enrolments', shouldBe: 410, evidence: 'A roll.' });
    expect(told.refusal(command('upholdChallenge', { correctedValue: 4.1, reason: 'A reason.' }))).toBe('OutOfRange');
    expect(told.decide('upholdChallenge', { correctedValue: 410, reason: 'A reason.' }).state.corrections).toEqual([
      { figure: 'enrolments', value: 410, reason: 'A reason.' },
    ]);
  });

  it('upheld a second time for the same figure replaces the correction, and another figure stands beside', () => {
    const challengedAgain = (told: Told, figure: string, value: number): Told =>
      told
        .decide('approveTarget')
        .decide('challengeFigure', { figure, shouldBe: value, evidence: 'A register.' })
        .decide('upholdChallenge', { correctedValue: value, reason: 'A reason.' });
    const told = challengedAgain(at('in-review'), 'last-year-absence', 5).tell({ ...drafted(), reportVersion: 2 });
    challengedAgain(told, 'last-year-absence', 4.9).tell({ ...drafted(), reportVersion: 3 });
    challengedAgain(told, 'year-before-absence', 6);
    expect(told.state.corrections.map(({ figure, value }) => [figure, value])).toEqual([
      ['last-year-absence', 4.9],
      ['year-before-absence', 6],
    ]);
    expect(told.effects.at(-1)).toMatchObject({ do: 'draft', request: { reportVersion: 4 } });
  });
});

describe('months that came before the report was issued', () => {
  const waiting = (): Told => at('with-school').tell(...[0, 1, 2, 3, 4].map((position) => month(position, 9.5)));

  it.each(['the school agrees', 'it stays silent'])(
    'are judged when %s, with the word to the advisers and in the log',
    (how) => {
      const told = waiting();
      if (how === 'the school agrees') told.decide('agreeTarget');
      else told.later(28).tell({ kind: 'deadlinePassed', name: 'school-window' });
      expect(told.state).toMatchObject({ stage: 'monitoring', status: 'below', referral: { state: 'proposed' } });
      expect(noticesOf(told)).toContain('rise-advisers: A referral for support is waiting for your decision.');
      expect(told.state.log.at(-1)?.note).toContain('The year to date is now judged: below.');
    },
  );
});

describe('shocks', () => {
  const shock = (from: string, to: string): object => ({ ...bodies.pauseForShock, from, to });

  it('that overlap pause until the last of them is over', () => {
    const told = at('monitoring')
      .decide('pauseForShock', shock('2024-11-04', '2024-11-08'))
      .decide('pauseForShock', shock('2024-11-06', '2024-11-13'));
    const [first, second] = told.state.shocks;
    const endOf = (date: string): number => instantOf(year.calendar, date) + day;
    expect(told.state.deadlines['shock-end']).toBe(endOf('2024-11-13'));
    told.decide('resumeMonitoring', { shockId: second?.id, endedOn: '2024-11-07' });
    expect(told.state.deadlines['shock-end']).toBe(endOf('2024-11-08'));
    told.decide('revokeShock', { shockId: first?.id, reason: 'A reason.' });
    expect(isPaused(told.state)).toBe(false);
  });

  it('are set aside again when the last day is corrected, and not after they were revoked', () => {
    const told = at('monitoring').decide('pauseForShock');
    const shockId = told.state.shocks[0]?.id;
    told
      .decide('resumeMonitoring', { shockId, endedOn: '2024-11-06' })
      .decide('resumeMonitoring', { shockId, endedOn: '2024-11-08' });
    expect(told.state.shocks[0]?.endedOn).toBe('2024-11-08');
    told.decide('revokeShock', { shockId, reason: 'A reason.' });
    expect(told.refusal(command('resumeMonitoring', { shockId, endedOn: '2024-11-08' }))).toBe('UnknownShock');
  });

  it.each([
    ['2024-11-04', '2024-11-31', 'a day that no calendar has'],
    ['2024-11-15', '2024-11-04', 'backwards'],
    ['2024-11-09', '2024-11-10', 'a weekend'],
    ['2024-11-04', '2024-11-18', 'eleven school days'],
    ['2024-08-05', '2024-08-09', 'before the year'],
  ])('from %s to %s are refused: %s', (from, to) => {
    expect(at('monitoring').refusal(command('pauseForShock', shock(from, to)))).toBe('ShockDatesUnfit');
  });

  it('in a month without more absence leave the judgement where it was', () => {
    const months = [0, 1, 2, 3, 4, 5].map((position) => month(position, 5.5));
    const without = at('monitoring').tell(...months);
    const withShock = at('monitoring')
      .decide('pauseForShock')
      .tell(...months);
    expect(withShock.state.status).toBe(without.state.status);
  });
});

describe('the year’s end', () => {
  it.each(['quarantined', 'in-review', 'with-school', 'challenged'] as const)(
    '%s says that no report was issued, and does not write to the school',
    (stage) => {
      const told = at(stage).tell({ kind: 'yearEnded', nationalShiftPoints: 0 });
      expect(told.state).toMatchObject({
        stage: 'closed',
        outcome: { outcome: 'inconclusive', reasons: ['No report was issued this year.'] },
        deadlines: {},
      });
      expect(told.state).not.toHaveProperty('challenge');
      expect(told.state.log.at(-1)?.note).toBe('The year is over; no report was issued.');
      expect(noticesOf(told)).toEqual([
        'analysts: The year has ended before an expectation was settled, so it is not judged.',
      ]);
    },
  );

  it.each(['drafting', 'withheld'] as const)('%s says that no expectation was set', (stage) => {
    const told = at(stage).tell({ kind: 'yearEnded', nationalShiftPoints: 0 });
    expect(told.state).not.toHaveProperty('outcome');
    expect(told.state.log.at(-1)?.note).toBe('The year is over; no expectation was set.');
  });

  it('lets a proposal of support lapse, because nobody can decide it any more', () => {
    const told = at('monitoring').tell(...[0, 1, 2, 3, 4].map((position) => month(position, 9.5)), {
      kind: 'yearEnded',
      nationalShiftPoints: 0,
    });
    expect(told.state.referral?.state).toBe('withdrawn');
    expect(told.state.log.at(-1)?.note).toContain('lapses undecided');
  });

  it('by its own date takes no national shift, and a draft that comes after changes nothing', () => {
    const told = at('monitoring').later(400).tell({ kind: 'deadlinePassed', name: 'year-end' });
    expect(told.state.stage).toBe('closed');
    const { state } = told;
    expect(told.tell(drafted()).state).toBe(state);
  });
});

test('deadlines that fall together ring by name, so that every replay agrees', () => {
  const { state } = at('monitoring');
  const tied = { ...state, deadlines: { 'year-end': 5, referral: 5, 'months-missing': 5 } };
  expect(nearestDeadline(tied)?.name).toBe('months-missing');
  expect(nearestDeadline({ ...state, deadlines: {} })).toBeUndefined();
});

test('the date on which returns are asked for moves on only when nothing is missing by then', () => {
  const told = at('monitoring');
  const [first, second] = year.calendar.chaseOn.map((date) => instantOf(year.calendar, date));
  const due = year.calendar.months.flatMap(({ dueOn }, position) =>
    dueOn <= (year.calendar.chaseOn[0] ?? '') ? [position] : [],
  );
  for (const position of due.slice(0, -1))
    expect(told.tell(month(position, 5.5)).state.deadlines['months-missing']).toBe(first);
  expect(told.tell(month(due.at(-1) ?? 0, 5.5)).state.deadlines['months-missing']).toBe(second);
});
