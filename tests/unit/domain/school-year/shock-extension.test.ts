import { describe, expect, it } from 'vitest';
import { at, bodies, command, type TestSchoolYear } from './fixture.js';

const second = { id: 'hub-manager-2' };
const opened = (): TestSchoolYear => at('monitoring').decide('pauseForShock');
const idOf = (schoolYear: TestSchoolYear): string => schoolYear.state.shocks[0]?.id ?? '';
const extension = (schoolYear: TestSchoolYear, to = '2024-11-29'): object => ({
  ...bodies.extendShock,
  shockId: idOf(schoolYear),
  to,
});

describe('a shock that continues', () => {
  it('is extended by a second person, and its days are set aside', () => {
    const schoolYear = opened();
    schoolYear.decide('extendShock', extension(schoolYear), second);
    expect(schoolYear.state.shocks[0]).toMatchObject({ extendedTo: '2024-11-29', extendedBy: 'hub-manager-2' });
    expect(schoolYear.state.deadlines['shock-end']).toBe(
      Date.UTC(2024, 10, 30) + schoolYear.now - Date.UTC(2024, 8, 2),
    );
  });

  it('is not extended by the person who opened it, beyond twice the cap, or twice', () => {
    const schoolYear = opened();
    expect(schoolYear.refusal(command('extendShock', extension(schoolYear)))).toBe('SecondPersonNeeded');
    expect(schoolYear.refusal(command('extendShock', extension(schoolYear, '2024-12-20'), second))).toBe(
      'ShockDatesUnfit',
    );
    schoolYear.decide('extendShock', extension(schoolYear), second);
    expect(
      schoolYear.refusal(command('extendShock', extension(schoolYear, '2024-12-02'), { id: 'hub-manager-3' })),
    ).toBe('ShockDatesUnfit');
  });

  it('may end within its extension', () => {
    const schoolYear = opened();
    schoolYear.decide('extendShock', extension(schoolYear), second);
    expect(
      schoolYear.refusal(command('resumeMonitoring', { shockId: idOf(schoolYear), endedOn: '2024-11-20' })),
    ).toBeUndefined();
  });

  it('is not carried on as another shock by the same person, but can be by another person', () => {
    const schoolYear = opened();
    const next = { ...bodies.pauseForShock, from: '2024-11-18', to: '2024-11-22' };
    expect(schoolYear.refusal(command('pauseForShock', next))).toBe('SecondPersonNeeded');
    expect(schoolYear.refusal(command('pauseForShock', next, second))).toBeUndefined();
  });
});
