import { describe, expect, it } from 'vitest';
import { type RecordEffect } from '../../../../domain/process/change.js';
import { type Notice } from '../../../../domain/process/transition-record.js';
import { viewOf, type SchoolYearView } from '../../../../domain/school-year/state.js';
import { at, bodies, command, drafted, month, school, TestSchoolYear } from './fixture.js';

const lastRecord = ({ effects }: TestSchoolYear): RecordEffect<SchoolYearView>['record'] => {
  const records = effects.flatMap((effect) => (effect.do === 'record' ? [effect.record] : []));
  const last = records.at(-1);
  if (!last) throw new Error('Nothing was recorded.');
  return last;
};

const lastNotices = (schoolYear: TestSchoolYear): readonly Notice[] => lastRecord(schoolYear).notices;

describe('what people said about a school-year', () => {
  it('shows a challenge with figure, value, unit, evidence and who made it, until it is decided', () => {
    const body = { figure: 'last-year-attendance', shouldBe: 94.6, evidence: 'Our register.' };
    const schoolYear = at('with-school').decide('challengeFigure', body);
    const challenge = { ...body, unit: 'per cent of attendance', challengedBy: 'school-1' };
    expect(viewOf(schoolYear.state).challenge).toEqual(challenge);
    expect(lastRecord(schoolYear)).toMatchObject({ view: { challenge }, cause: { said: body } });
    expect(viewOf(schoolYear.decide('dismissChallenge').state)).not.toHaveProperty('challenge');
  });

  it('shows a waiting override with floor, reason and evidence, and the proposer’s reason after it is confirmed', () => {
    const body = { floorAttendancePercent: 90, reason: 'Half of the pupils are new.', evidence: 'The census.' };
    const schoolYear = at('in-review').decide('overrideTarget', body);
    const waiting = { ...body, proposedBy: 'analyst-1' };
    expect(viewOf(schoolYear.state)).toMatchObject({ pendingOverride: waiting, isWaitingForSecondPerson: true });
    schoolYear.decide('confirmOverride', { note: 'Agreed.' });
    expect(viewOf(schoolYear.state)).not.toHaveProperty('pendingOverride');
    expect(viewOf(schoolYear.state).override).toEqual({ ...waiting, confirmedBy: 'senior-analyst-1' });
    expect(lastRecord(schoolYear).note).toBe('Half of the pupils are new. Agreed.');
  });

  it('shows no override once it is withdrawn, or once the report is made again', () => {
    const body = { floorAttendancePercent: 90, reason: 'Half of the pupils are new.' };
    const withdrawn = at('in-review').decide('overrideTarget', body).decide('withdrawOverride');
    expect(viewOf(withdrawn.state)).not.toHaveProperty('override');
    const again = at('in-review').decide('overrideTarget').decide('challengeFigure').decide('upholdChallenge');
    expect(viewOf(again.send(drafted()).state)).not.toHaveProperty('override');
  });

  it('shows each month with its figures, and its shortfall and probability once it is judged', () => {
    const schoolYear = at('monitoring').send(month(0, 7), month(1, 9.5));
    const months = viewOf(schoolYear.state).months ?? [];
    expect(months.map((one) => one.month)).toEqual(['2024-09', '2024-10']);
    expect(months[1]).toMatchObject({ figures: { enrolments: 400 }, monthAttendancePercent: 90.5 });
    expect(months[1]?.shortfallPoints).toBeGreaterThan(1);
    expect(months[1]?.probabilityYearEndsShort).toBeGreaterThan(0.5);
    expect(months[1]?.figures).not.toHaveProperty('revision');
  });
});

describe('the measure of a challenge', () => {
  it.each([
    ['last-year-attendance', 6.4],
    ['year-before-attendance', 12],
    ['last-year-absence', 93.6],
    ['last-year-absence', 0],
    ['enrolments', 4000],
    ['enrolments', 40],
  ] as const)('asks again about an unlikely value: %s of %d', (figure, shouldBe) => {
    const schoolYear = at('with-school');
    const body = { figure, shouldBe, evidence: 'Our register.' };
    expect(schoolYear.refusal(command('challengeFigure', body))).toBe('Unlikely');
    expect(schoolYear.refusal(command('challengeFigure', { ...body, isChecked: true }))).toBeUndefined();
  });

  it.each([
    ['last-year-attendance', 93.6],
    ['last-year-absence', 6.4],
    ['enrolments', 380],
  ] as const)('takes a likely value at once: %s of %d', (figure, shouldBe) => {
    expect(
      at('with-school').refusal(command('challengeFigure', { figure, shouldBe, evidence: 'Our register.' })),
    ).toBeUndefined();
  });

  it('is the measure of the correction too, which replaces an earlier one of the same figure', () => {
    const schoolYear = at('with-school')
      .decide('challengeFigure', { figure: 'last-year-attendance', shouldBe: 94.6, evidence: 'Our register.' })
      .decide('upholdChallenge', { correctedValue: 94.6, reason: 'Checked.' });
    expect(schoolYear.state.corrections).toEqual([{ figure: 'last-year-absence', value: 5.4, reason: 'Checked.' }]);
  });
});

describe('the bounds of a decision about a school-year', () => {
  it.each([0, 6.4, 49.9, 100.1, -1])('refuse a floor of %d', (floorAttendancePercent) => {
    expect(at('in-review').refusal(command('overrideTarget', { floorAttendancePercent, reason: 'A slip.' }))).toBe(
      'OutOfRange',
    );
  });

  it.each(['2027-07-01', '1999-01-01', '2024-08-31', '2025-09-01', '2024-02-31'])(
    'refuse a school that closed on %s, outside the year',
    (endedOn) => {
      expect(at('monitoring').refusal(command('endSchoolYear', { ...bodies.endSchoolYear, endedOn }))).toBe(
        'OutOfRange',
      );
    },
  );

  it.each(['1999-01-20', '2024-08-01', '2026-01-20'])('refuse contact with the responsible body on %s', (date) => {
    const schoolYear = at('monitoring').send(...[0, 1, 2, 3, 4].map((position) => month(position, 9.5)));
    const refusal = schoolYear.refusal(
      command('confirmReferral', { ...bodies.confirmReferral, responsibleBodyContactedOn: date }),
    );
    expect(refusal).toBe('OutOfRange');
    expect(schoolYear.refusal(command('confirmReferral'))).toBeUndefined();
  });
});

describe('a withheld report', () => {
  const reason = 'The trust is under investigation.';

  it('gives the school a notice in words meant for it, without the analyst’s reason', () => {
    const schoolYear = at('in-review').decide('withholdReport', { reason });
    expect(lastNotices(schoolYear).map(({ to }) => to)).toEqual(['school', 'responsible-body']);
    expect(JSON.stringify(lastNotices(schoolYear))).not.toContain('investigation');
    const byGate = new TestSchoolYear().send(drafted('withheld'));
    expect(lastNotices(byGate)[0]).toMatchObject({ to: 'school' });
  });

  it('is reopened by a senior analyst alone, with the drafted floor and without the reason for withholding', () => {
    const schoolYear = at('in-review').decide('withholdReport', { reason });
    expect(schoolYear.refusal(command('reopenReport', bodies.reopenReport, { role: 'analyst' }))).toBe('NotPermitted');
    schoolYear.decide('reopenReport', { reason: 'It is over.' });
    expect(schoolYear.state).toMatchObject({ stage: 'in-review', floor: { attendancePercent: 94.2, setBy: 'draft' } });
    expect(viewOf(schoolYear.state).reasons).toEqual([]);
    expect(schoolYear.decide('approveTarget').state.stage).toBe('with-school');
  });

  it('goes back to quarantine where a gate held it, and is drafted again where it has no figures', () => {
    const held = new TestSchoolYear().send(drafted('quarantined')).decide('withholdReport', { reason });
    expect(held.decide('reopenReport').state).toMatchObject({
      stage: 'quarantined',
      draft: { reasons: [{ gate: 'implausible-jump' }] },
    });
    const none = new TestSchoolYear().send(drafted('withheld')).decide('reopenReport');
    expect(none.state.stage).toBe('drafting');
    expect(none.effects.at(-1)).toMatchObject({ do: 'draft', request: { reportVersion: 2 } });
  });
});

describe('a report under review', () => {
  it('is the one that the school had, from an upheld challenge until the new one is the school’s to answer', () => {
    const schoolYear = at('challenged').decide('upholdChallenge');
    expect(viewOf(schoolYear.state).heldVersion).toBe(1);
    schoolYear.send({ ...drafted(), reportVersion: 2 });
    expect(viewOf(schoolYear.state)).toMatchObject({ stage: 'in-review', heldVersion: 1, reportVersion: 2 });
    expect(viewOf(schoolYear.decide('approveTarget').state)).not.toHaveProperty('heldVersion');
  });

  it('is none once the report is withheld', () => {
    const schoolYear = at('challenged')
      .decide('upholdChallenge')
      .send({ ...drafted(), reportVersion: 2 });
    expect(viewOf(schoolYear.decide('withholdReport').state)).not.toHaveProperty('heldVersion');
    expect(schoolYear.state.urn).toBe(school);
  });
});
