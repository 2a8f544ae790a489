import { describe, expect, it, test } from 'vitest';
import { nearestDeadline } from '../../../../domain/school-year/deadlines.js';
import { isPaused, viewOf } from '../../../../domain/school-year/state.js';
import { instantOf } from '../../../../domain/shared/school-calendar.js';
import { at, bodies, command, day, drafted, figures, month, type TestSchoolYear, year } from './fixture.js';

const noticesOf = (schoolYear: TestSchoolYear): readonly string[] => {
  const records = schoolYear.effects.flatMap((effect) => (effect.do === 'record' ? [effect.record] : []));
  return (records.at(-1)?.notices ?? []).map(({ to, about }) => `${to}: ${about}`);
};

describe('a report that is withheld', () => {
  it.each(['quarantined', 'in-review'] as const)('shows no floor and no improvement while %s', (stage) => {
    const view = viewOf(at(stage).decide('withholdReport').state);
    expect(view).toMatchObject({
      stage: 'withheld',
      reasons: expect.arrayContaining([{ gate: 'withheld-by-analyst', reason: 'A reason.' }]) as unknown,
    });
    expect(view).not.toHaveProperty('floorAttendancePercent');
    expect(view).not.toHaveProperty('improvementPoints');
  });

  it('shows none after an upheld challenge, or after the year has closed', () => {
    const schoolYear = at('challenged').decide('upholdChallenge').send(drafted('withheld'));
    expect(viewOf(schoolYear.state)).not.toHaveProperty('floorAttendancePercent');
    schoolYear.send({ kind: 'yearEnded', nationalShiftPoints: 0 });
    expect(viewOf(schoolYear.state)).toMatchObject({ stage: 'closed' });
    expect(viewOf(schoolYear.state)).not.toHaveProperty('improvementPoints');
    expect(schoolYear.state).not.toHaveProperty('outcome');
  });
});

describe('the improvement that a view shows', () => {
  it('is that of the floor in force, not of the draft', () => {
    expect(viewOf(at('in-review').state).improvementPoints).toBe(0.2);
    const raised = at('with-school').decide('proposeHigherTarget', { floorAttendancePercent: 95 });
    expect(viewOf(raised.state)).toMatchObject({
      floorAttendancePercent: 95,
      floorSetBy: 'school',
      improvementPoints: 1,
    });
  });

  it('is never negative, even where an override asks for less than the baseline', () => {
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
  ])('to %d from %d leads to %s, despite binary fractions', (floorAttendancePercent, drafts, stage) => {
    const schoolYear = at('drafting').send({ ...drafted(), figures: { ...figures, floorAttendancePercent: drafts } });
    expect(schoolYear.decide('overrideTarget', { floorAttendancePercent, reason: 'A reason.' }).state.stage).toBe(
      stage,
    );
  });

  it('cannot be avoided by a second, smaller override', () => {
    const schoolYear = at('in-review').decide('overrideTarget', { floorAttendancePercent: 90, reason: 'A reason.' });
    expect(schoolYear.refusal(command('overrideTarget', { floorAttendancePercent: 94.3, reason: 'A reason.' }))).toBe(
      'SecondPersonNeeded',
    );
  });

  it('is required only for one that is pending', () => {
    expect(at('in-review').refusal(command('confirmOverride'))).toBe('NothingPending');
    expect(at('in-review').refusal(command('declineOverride'))).toBe('NothingPending');
  });
});

describe('a challenge of a figure', () => {
  it('that is dismissed restores the reminder as well as the window', () => {
    const schoolYear = at('with-school').later(3);
    schoolYear.decide('challengeFigure').later(9).decide('dismissChallenge');
    expect(schoolYear.state.deadlines).toMatchObject({
      'school-reminder': instantOf(year.calendar, '2024-09-25'),
      'school-window': instantOf(year.calendar, '2024-10-09'),
    });
    expect(schoolYear.state).not.toHaveProperty('challenge');
  });

  it('does not restore a reminder that has already been sent', () => {
    const schoolYear = at('with-school').later(14).send({ kind: 'deadlinePassed', name: 'school-reminder' });
    schoolYear.decide('challengeFigure').decide('dismissChallenge');
    expect(schoolYear.state.deadlines).not.toHaveProperty('school-reminder');
  });

  it('of the number of pupils takes whole numbers only', () => {
    const schoolYear = at('with-school');
    expect(
      schoolYear.refusal(command('challengeFigure', { figure: 'enrolments', shouldBe: 400.5, evidence: 'A roll.' })),
    ).toBe('OutOfRange');
    schoolYear.decide('challengeFigure', { figure: 'enrolments', shouldBe: 410, evidence: 'A roll.' });
    expect(schoolYear.refusal(command('upholdChallenge', { correctedValue: 4.1, reason: 'A reason.' }))).toBe(
      'OutOfRange',
    );
    expect(
      schoolYear.decide('upholdChallenge', { correctedValue: 410, reason: 'A reason.' }).state.corrections,
    ).toEqual([{ figure: 'enrolments', value: 410, reason: 'A reason.' }]);
  });

  it('upheld a second time for the same figure replaces the correction, and for another figure adds one', () => {
    const challengedAgain = (schoolYear: TestSchoolYear, figure: string, value: number): TestSchoolYear =>
      schoolYear
        .decide('approveTarget')
        .decide('challengeFigure', { figure, shouldBe: value, evidence: 'A register.' })
        .decide('upholdChallenge', { correctedValue: value, reason: 'A reason.' });
    const schoolYear = challengedAgain(at('in-review'), 'last-year-absence', 5).send({
      ...drafted(),
      reportVersion: 2,
    });
    challengedAgain(schoolYear, 'last-year-absence', 4.9).send({ ...drafted(), reportVersion: 3 });
    challengedAgain(schoolYear, 'year-before-absence', 6);
    expect(schoolYear.state.corrections.map(({ figure, value }) => [figure, value])).toEqual([
      ['last-year-absence', 4.9],
      ['year-before-absence', 6],
    ]);
    expect(schoolYear.effects.at(-1)).toMatchObject({ do: 'draft', request: { reportVersion: 4 } });
  });
});

describe('months that arrived before the report was issued', () => {
  const waiting = (): TestSchoolYear =>
    at('with-school').send(...[0, 1, 2, 3, 4].map((position) => month(position, 9.5)));

  it.each(['the school agrees', 'it stays silent'])(
    'are judged when %s, with the notice to advisers and in the log',
    (how) => {
      const schoolYear = waiting();
      if (how === 'the school agrees') schoolYear.decide('agreeTarget');
      else schoolYear.later(28).send({ kind: 'deadlinePassed', name: 'school-window' });
      expect(schoolYear.state).toMatchObject({ stage: 'monitoring', status: 'below', referral: { state: 'proposed' } });
      expect(noticesOf(schoolYear)).toContain('rise-advisers: A referral for support is waiting for your decision.');
      expect(schoolYear.state.log.at(-1)?.note).toContain('The year to date is now judged: below.');
    },
  );
});

describe('shocks in a school-year', () => {
  const shock = (from: string, to: string): object => ({ ...bodies.pauseForShock, from, to });

  it('that overlap pause until the last of them ends', () => {
    const schoolYear = at('monitoring')
      .decide('pauseForShock', shock('2024-11-04', '2024-11-08'))
      .decide('pauseForShock', shock('2024-11-06', '2024-11-13'));
    const [first, second] = schoolYear.state.shocks;
    const endOf = (date: string): number => instantOf(year.calendar, date) + day;
    expect(schoolYear.state.deadlines['shock-end']).toBe(endOf('2024-11-13'));
    schoolYear.decide('resumeMonitoring', { shockId: second?.id, endedOn: '2024-11-07' });
    expect(schoolYear.state.deadlines['shock-end']).toBe(endOf('2024-11-08'));
    schoolYear.decide('revokeShock', { shockId: first?.id, reason: 'A reason.' });
    expect(isPaused(schoolYear.state)).toBe(false);
  });

  it('are set aside again when the last day is corrected, and not after they were revoked', () => {
    const schoolYear = at('monitoring').decide('pauseForShock');
    const shockId = schoolYear.state.shocks[0]?.id;
    schoolYear
      .decide('resumeMonitoring', { shockId, endedOn: '2024-11-06' })
      .decide('resumeMonitoring', { shockId, endedOn: '2024-11-08' });
    expect(schoolYear.state.shocks[0]?.endedOn).toBe('2024-11-08');
    schoolYear.decide('revokeShock', { shockId, reason: 'A reason.' });
    expect(schoolYear.refusal(command('resumeMonitoring', { shockId, endedOn: '2024-11-08' }))).toBe('UnknownShock');
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

  it('in a month without more absence leave the judgement unchanged', () => {
    const months = [0, 1, 2, 3, 4, 5].map((position) => month(position, 5.5));
    const without = at('monitoring').send(...months);
    const withShock = at('monitoring')
      .decide('pauseForShock')
      .send(...months);
    expect(withShock.state.status).toBe(without.state.status);
  });
});

describe('the end of a school-year', () => {
  it.each(['quarantined', 'in-review', 'with-school', 'challenged'] as const)(
    '%s says that no report was issued, and sends the school no notice',
    (stage) => {
      const schoolYear = at(stage).send({ kind: 'yearEnded', nationalShiftPoints: 0 });
      expect(schoolYear.state).toMatchObject({
        stage: 'closed',
        outcome: { outcome: 'inconclusive', reasons: ['No report was issued this year.'] },
        deadlines: {},
      });
      expect(schoolYear.state).not.toHaveProperty('challenge');
      expect(schoolYear.state.log.at(-1)?.note).toBe('The year is over; no report was issued.');
      expect(noticesOf(schoolYear)).toEqual([
        'analysts: The year has ended before an expectation was settled, so it is not judged.',
      ]);
    },
  );

  it.each(['drafting', 'withheld'] as const)('%s says that no expectation was set', (stage) => {
    const schoolYear = at(stage).send({ kind: 'yearEnded', nationalShiftPoints: 0 });
    expect(schoolYear.state).not.toHaveProperty('outcome');
    expect(schoolYear.state.log.at(-1)?.note).toBe('The year is over; no expectation was set.');
  });

  it('ends a proposal of support, because nobody can decide it any longer', () => {
    const schoolYear = at('monitoring').send(...[0, 1, 2, 3, 4].map((position) => month(position, 9.5)), {
      kind: 'yearEnded',
      nationalShiftPoints: 0,
    });
    expect(schoolYear.state.referral?.state).toBe('withdrawn');
    expect(schoolYear.state.log.at(-1)?.note).toContain('lapses without a decision');
  });

  it('by its own date uses no national shift, and a later draft changes nothing', () => {
    const schoolYear = at('monitoring').later(400).send({ kind: 'deadlinePassed', name: 'year-end' });
    expect(schoolYear.state.stage).toBe('closed');
    const { state } = schoolYear;
    expect(schoolYear.send(drafted()).state).toBe(state);
  });
});

test('deadlines at the same time are handled in the order of their names, so that every replay agrees', () => {
  const { state } = at('monitoring');
  const tied = { ...state, deadlines: { 'year-end': 5, referral: 5, 'months-missing': 5 } };
  expect(nearestDeadline(tied)?.name).toBe('months-missing');
  expect(nearestDeadline({ ...state, deadlines: {} })).toBeUndefined();
});

test('the date for requesting returns moves on only when nothing is missing by then', () => {
  const schoolYear = at('monitoring');
  const [first, second] = year.calendar.chaseOn.map((date) => instantOf(year.calendar, date));
  const due = year.calendar.months.flatMap(({ dueOn }, position) =>
    dueOn <= (year.calendar.chaseOn[0] ?? '') ? [position] : [],
  );
  for (const position of due.slice(0, -1))
    expect(schoolYear.send(month(position, 5.5)).state.deadlines['months-missing']).toBe(first);
  expect(schoolYear.send(month(due.at(-1) ?? 0, 5.5)).state.deadlines['months-missing']).toBe(second);
});
