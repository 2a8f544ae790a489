import { describe, expect, it } from 'vitest';
import { at, bodies, command, type Told } from './fixture.js';

const second = { id: 'hub-manager-2' };
const opened = (): Told => at('monitoring').decide('pauseForShock');
const idOf = (told: Told): string => told.state.shocks[0]?.id ?? '';
const extension = (told: Told, to = '2024-11-29'): object => ({ ...bodies.extendShock, shockId: idOf(told), to });

describe('a shock that goes on', () => {
  it('is extended by a second person, and its days are set aside', () => {
    const told = opened();
    told.decide('extendShock', extension(told), second);
    expect(told.state.shocks[0]).toMatchObject({ extendedTo: '2024-11-29', extendedBy: 'hub-manager-2' });
    expect(told.state.deadlines['shock-end']).toBe(Date.UTC(2024, 10, 30) + told.now - Date.UTC(2024, 8, 2));
  });

  it('is not extended by the person who opened it, nor beyond twice the cap, nor twice', () => {
    const told = opened();
    expect(told.refusal(command('extendShock', extension(told)))).toBe('SecondPersonNeeded');
    expect(told.refusal(command('extendShock', extension(told, '2024-12-20'), second))).toBe('ShockDatesUnfit');
    told.decide('extendShock', extension(told), second);
    expect(told.refusal(command('extendShock', extension(told, '2024-12-02'), { id: 'hub-manager-3' }))).toBe(
      'ShockDatesUnfit',
    );
  });

  it('may end within its extension', () => {
    const told = opened();
    told.decide('extendShock', extension(told), second);
    expect(told.refusal(command('resumeMonitoring', { shockId: idOf(told), endedOn: '2024-11-20' }))).toBeUndefined();
  });

  it('is not carried on by the same person as another shock, but by another person it is', () => {
    const told = opened();
    const next = { ...bodies.pauseForShock, from: '2024-11-18', to: '2024-11-22' };
    expect(told.refusal(command('pauseForShock', next))).toBe('SecondPersonNeeded');
    expect(told.refusal(command('pauseForShock', next, second))).toBeUndefined();
  });
});
