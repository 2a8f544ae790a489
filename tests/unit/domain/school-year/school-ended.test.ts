import { describe, expect, it } from 'vitest';
import { endSchoolYear } from '../../../../domain/school-year/decisions/end-school-year.js';
import { at, bodies, command, month, type TestSchoolYear } from './fixture.js';

const ended = (schoolYear: TestSchoolYear): TestSchoolYear => schoolYear.decide('endSchoolYear');
const below = (): TestSchoolYear => at('monitoring').send(...[0, 1, 2, 3, 4].map((position) => month(position, 9.5)));
const lastNotices = (schoolYear: TestSchoolYear): readonly string[] => {
  const records = schoolYear.effects.flatMap((effect) => (effect.do === 'record' ? [effect.record] : []));
  return (records.at(-1)?.notices ?? []).map(({ to }) => to);
};

describe('a school that has closed', () => {
  it.each(endSchoolYear.openIn)('has its year ended from %s: closed, with no clock and no judgement', (stage) => {
    const { state } = ended(at(stage));
    expect(state).toMatchObject({ stage: 'closed', deadlines: {} });
    expect(state.outcome?.outcome).toBe(stage === 'withheld' ? undefined : 'superseded');
    expect(state.log.at(-1)?.note).toBe('The school merged with another on 2024-12-31. A reason.');
  });

  it('is not recorded as missing an expectation, however far below it was', () => {
    const schoolYear = ended(below());
    expect(schoolYear.state.outcome).toEqual({
      outcome: 'superseded',
      reasons: ['The school merged with another on 2024-12-31.'],
    });
    expect(schoolYear.state.referral?.state).toBe('withdrawn');
    expect(lastNotices(schoolYear)).toEqual(['responsible-body', 'rise-advisers']);
  });

  it('has its support ended, and no other school’s', () => {
    const schoolYear = ended(below().decide('confirmReferral'));
    expect(schoolYear.effects.at(-1)).toEqual({ do: 'signalSupport', news: { kind: 'schoolClosed' } });
    expect(ended(below()).effects.at(-1)?.do).toBe('record');
  });

  it.each([
    ['no reason', { reason: ' ' }, 'ReasonMissing'],
    ['no day', { endedOn: 'in the winter' }, 'OutOfRange'],
    ['nothing that happens to schools', { because: 'moved' }, 'OutOfRange'],
  ])('is not ended with %s', (_what, change, code) => {
    const decision = command('endSchoolYear', { ...bodies.endSchoolYear, ...change });
    expect(at('monitoring').refusal(decision)).toBe(code);
  });

  it('takes no further message', () => {
    const { state } = ended(at('monitoring'));
    const later = ended(at('monitoring')).send(month(0, 5), { kind: 'yearEnded', nationalShiftPoints: 0 });
    expect(later.state.version).toBe(state.version);
  });
});
