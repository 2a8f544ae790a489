import { describe, expect, it } from 'vitest';
import { judge } from '../../../../domain/school-year/judging.js';
import { type MonthReported } from '../../../../domain/school-year/messages/facts.js';
import { at, command, month, type TestSchoolYear, year } from './fixture.js';

/** The month with a share of its registers, at the given absence, per cent. */
function withRegisters(position: number, share: number, absencePercent: number): MonthReported {
  const whole = month(position, absencePercent);
  return {
    ...whole,
    possibleSessions: Math.round(whole.possibleSessions * share),
    authorisedAbsenceSessions: Math.round(whole.authorisedAbsenceSessions * share),
  };
}

const everyMonth = (change: (position: number) => MonthReported): readonly MonthReported[] =>
  [0, 1, 2, 3, 4, 5].map(change);
const months = year.calendar.months.map(({ month: name }) => name);
const confirm = (schoolYear: TestSchoolYear, name = ''): TestSchoolYear =>
  schoolYear.decide('confirmMonth', { month: name, reason: 'The school was closed for building work.' });

describe('a month with far fewer possible sessions than expected', () => {
  it.each([0.05, 0.3, 0.48])('proposes no referral while nobody has looked: %f of the registers', (share) => {
    const schoolYear = at('monitoring').send(...everyMonth((position) => withRegisters(position, share, 30)));
    expect(schoolYear.state.referral).toBeUndefined();
    expect(schoolYear.state.status).toBe('not-enough-data');
    expect(schoolYear.state.monthWarnings).toEqual(
      months.slice(0, 6).map((name) => ({ month: name, about: 'few-sessions' })),
    );
  });

  it('leaves the months with every register to be judged', () => {
    const schoolYear = at('monitoring').send(...[0, 1, 2].map((position) => month(position, 4)));
    schoolYear.send(...[3, 4, 5].map((position) => withRegisters(position, 0.05, 30)));
    expect(schoolYear.state).toMatchObject({ status: 'on-track' });
    expect(schoolYear.state.referral).toBeUndefined();
  });

  it('is judged once an analyst has confirmed it', () => {
    const schoolYear = at('monitoring').send(...everyMonth((position) => withRegisters(position, 0.4, 15)));
    months.slice(0, 6).forEach((name) => confirm(schoolYear, name));
    expect(schoolYear.state.monthWarnings).toBeUndefined();
    expect(schoolYear.state).toMatchObject({ status: 'below', referral: { state: 'proposed' } });
  });

  it('waits for another look when its figures change after it was confirmed', () => {
    const schoolYear = confirm(at('monitoring').send(withRegisters(0, 0.4, 15)), months[0]);
    expect(schoolYear.state.monthWarnings).toBeUndefined();
    schoolYear.send({ ...withRegisters(0, 0.3, 15), revision: 90 });
    expect(schoolYear.state.monthWarnings).toEqual([{ month: months[0], about: 'few-sessions' }]);
  });

  it('needs no person once a return with every register has come', () => {
    const schoolYear = at('monitoring').send(withRegisters(0, 0.05, 30), { ...month(0, 5), revision: 90 });
    expect(schoolYear.state.monthWarnings).toBeUndefined();
  });

  it('can be confirmed by analysts alone, and only while it waits', () => {
    const schoolYear = at('monitoring').send(withRegisters(0, 0.05, 30), month(1, 5));
    const body = { month: months[0], reason: 'The school was closed.' };
    expect(schoolYear.refusal(command('confirmMonth', body, { role: 'school' }))).toBe('NotPermitted');
    expect(schoolYear.refusal(command('confirmMonth', { ...body, month: months[1] }))).toBe('NothingPending');
    expect(schoolYear.refusal(command('confirmMonth', { ...body, reason: '' }))).toBe('ReasonMissing');
    expect(schoolYear.refusal(command('confirmMonth', body))).toBeUndefined();
  });

  it.each([0.65, 0.8, 1])('is not flagged where a calendar or a few absent registers explain it: %f', (share) => {
    const schoolYear = at('monitoring').send(...everyMonth((position) => withRegisters(position, share, 5)));
    expect(schoolYear.state.monthWarnings).toBeUndefined();
  });

  it('is not flagged in a short July of a school whose year ends a week early', () => {
    const schoolYear = at('monitoring').send(...months.map((_, position) => month(position, 5)));
    schoolYear.send({ ...withRegisters(10, 0.66, 5), revision: 90 });
    expect(schoolYear.state.monthWarnings).toBeUndefined();
  });
});

describe('a count since September that falls', () => {
  const fallen = (change: Partial<MonthReported>): TestSchoolYear =>
    at('monitoring').send(month(0, 5), month(1, 5), { ...month(2, 5), ...change });

  it.each<[string, Partial<MonthReported>, string]>([
    ['to pupils on roll', { enrolments: 370 }, 'enrolments-fell'],
    ['by few pupils of many', { enrolments: 390 }, 'enrolments-fell'],
    ['to the absentees of the month alone', { persistentlyAbsentEnrolments: 20 }, 'absentees-fell'],
    ['to no absentees', { persistentlyAbsentEnrolments: 0, severelyAbsentEnrolments: 0 }, 'absentees-fell'],
  ])('is noticed: %s', (_title, change, about) => {
    expect(fallen(change).state.monthWarnings).toEqual([{ month: months[2], about }]);
  });

  it.each<[string, Partial<MonthReported>]>([
    ['a correction of three pupils', { enrolments: 397 }],
    ['a joiner', { enrolments: 401 }],
    ['fewer absentees after a bad start', { persistentlyAbsentEnrolments: 45 }],
  ])('is not noticed for %s', (_title, change) => {
    expect(fallen(change).state.monthWarnings).toBeUndefined();
  });

  it('leads to notices of analysts and the responsible body, once', () => {
    const schoolYear = fallen({ enrolments: 370 }).send({ ...month(3, 5), enrolments: 370 });
    const notices = schoolYear.effects.flatMap((effect) =>
      effect.do === 'record' ? effect.record.notices.filter(({ about }) => about.startsWith('Enrolments')) : [],
    );
    expect(notices.map(({ to }) => to)).toEqual(['analysts', 'responsible-body']);
  });
});

describe('sessions of August', () => {
  const august: MonthReported = {
    ...month(0, 5),
    month: '2024-08',
    possibleSessions: 400 * 6,
    authorisedAbsenceSessions: 240,
    asOf: '2024-09-02',
  };
  const published = (schoolYear: TestSchoolYear): number | undefined =>
    judge(schoolYear.occasion, schoolYear.state)?.publishedYearToDateAbsencePercent;

  it('count in the year to date, alone and with September, in any order', () => {
    const alone = at('monitoring').send(august);
    expect(published(alone)).toBeCloseTo(10, 10);
    const september = month(0, 5);
    const both = published(at('monitoring').send(september, august));
    const sessions = 2400 + september.possibleSessions;
    expect(both).toBeCloseTo((100 * (240 + september.authorisedAbsenceSessions)) / sessions, 10);
    expect(published(at('monitoring').send(august, september))).toBe(both);
  });

  it('may be part of the return for September', () => {
    const september = month(0, 5);
    const together = { ...september, possibleSessions: september.possibleSessions + 400 * 18 };
    const schoolYear = at('monitoring').send(together);
    expect(published(schoolYear)).toBeCloseTo(
      (100 * september.authorisedAbsenceSessions) / together.possibleSessions,
      10,
    );
    expect(schoolYear.state.monthWarnings).toBeUndefined();
  });

  it('are not waited for, and add no month to those that a judgement needs', () => {
    const schoolYear = at('monitoring').send(august, month(0, 5), month(1, 5));
    expect(schoolYear.state.status).toBe('not-enough-data');
    expect(at('monitoring').send(month(0, 5), month(1, 5), month(2, 5)).state.status).not.toBe('not-enough-data');
  });
});
