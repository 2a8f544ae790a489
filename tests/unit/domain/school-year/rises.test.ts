import { describe, expect, it } from 'vitest';
import { type MonthReported } from '../../../../domain/school-year/messages/facts.js';
import { viewOf } from '../../../../domain/school-year/state.js';
import { at, bodies, month, type TestSchoolYear } from './fixture.js';

const withSevere = (position: number, severelyAbsentEnrolments: number, revision?: number): MonthReported => ({
  ...month(position, 5, revision),
  severelyAbsentEnrolments,
});

const notices = (schoolYear: TestSchoolYear): readonly string[] =>
  schoolYear.effects.flatMap((effect) =>
    effect.do === 'record' ? effect.record.notices.map(({ to, about }) => `${to}: ${about}`) : [],
  );

describe('a rise of severe absence', () => {
  const risen = (): TestSchoolYear =>
    at('monitoring').send(withSevere(0, 5), withSevere(1, 5), withSevere(2, 5), withSevere(3, 20));

  it('asks an adviser to look once, is shown, and changes neither status nor referral', () => {
    const schoolYear = risen().send(withSevere(4, 21));
    expect(viewOf(schoolYear.state)).toMatchObject({ absenceRises: ['severe'], status: 'on-track' });
    expect(schoolYear.state).not.toHaveProperty('referral');
    expect(notices(schoolYear).filter((notice) => notice.startsWith('rise-advisers: More pupils'))).toHaveLength(1);
  });

  it('that a restatement removes is no longer shown', () => {
    expect(viewOf(risen().send(withSevere(3, 5, 30)).state)).not.toHaveProperty('absenceRises');
  });
});

describe('the rates of severe and persistent absence', () => {
  it('are shown and updated while days are set aside, and cover the whole year at its end', () => {
    const schoolYear = at('monitoring').send(month(0, 5), month(1, 5), month(2, 9)).decide('pauseForShock');
    const { rates } = viewOf(schoolYear.state);
    expect(rates?.through).toBe('2024-11');
    expect(rates?.comparableAttendancePercent).toBeGreaterThan(rates?.publishedAttendancePercent ?? 100);
    schoolYear.send(month(3, 5));
    expect(viewOf(schoolYear.state).rates?.through).toBe('2024-12');
    schoolYear.send({ kind: 'yearEnded', nationalShiftPoints: 0 });
    expect(viewOf(schoolYear.state).rates).not.toHaveProperty('through');
  });

  it('of a rise are no longer shown once the shock is revoked', () => {
    const schoolYear = at('monitoring').send(month(0, 5), month(1, 5), month(2, 9)).decide('pauseForShock');
    const shockId = schoolYear.state.shocks[0]?.id;
    schoolYear.decide('revokeShock', { ...bodies.revokeShock, shockId });
    expect(viewOf(schoolYear.state)).not.toHaveProperty('rates');
  });
});
