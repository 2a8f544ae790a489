import { describe, expect, it } from 'vitest';
import { type GateName } from './gate-name.js';
import { type GateInput } from '../../../../domain/gates/types.js';
import { before, establishment, fact, fires, named, reasonOf, without } from './sound-draft.js';

const school = without(establishment, 'numberOfPupils');
const grew = (now: number, then: number): Partial<GateInput> => ({
  establishment: school,
  absence: [
    fact({ enrolments: now, possibleSessions: 300 * now }),
    before({ enrolments: then, possibleSessions: 300 * then }),
  ],
});

describe('the enrolments of two years', () => {
  const gates: readonly GateName[] = ['enrolments-implausible', 'enrolment-moved'];
  const found = (now: number, then: number): readonly GateName[] =>
    gates.filter((gate) => fires(gate, grew(now, then)));

  it.each([
    [300, 200, []],
    [301, 200, ['enrolment-moved']],
    [200, 300, []],
    [199, 300, ['enrolment-moved']],
    [500, 200, ['enrolment-moved']],
    [501, 200, ['enrolments-implausible']],
    [200, 500, ['enrolment-moved']],
    [199, 500, ['enrolments-implausible']],
  ])('%i after %i: 1.5 times is reported, 2.5 times is held', (now, then, names) => {
    expect(found(now, then)).toEqual(names);
  });

  it('are not compared where one is not given or is zero', () => {
    expect(found(0, 200)).toEqual([]);
    expect(found(200, 0)).toEqual([]);
    const absence = [without(fact(), 'enrolments'), before({ enrolments: 900 })];
    expect(gates.filter((gate) => fires(gate, { establishment: school, absence }))).toEqual([]);
    expect(gates.filter((gate) => fires(gate, { absence: [fact()] }))).toEqual([]);
  });
});

describe('enrolments that changed while the school’s sessions did not', () => {
  const moved = (enrolments: number, change: Partial<GateInput> = {}): boolean =>
    fires('enrolments-implausible', {
      establishment: school,
      absence: [fact({ enrolments, possibleSessions: 60_000 }), before({ enrolments: 200, possibleSessions: 60_000 })],
      ...change,
    });

  it('belong to another school when they changed by more than a fifth', () => {
    expect([moved(240), moved(241), moved(167), moved(166)]).toEqual([false, true, false, true]);
    const absence = [
      fact({ enrolments: 250, possibleSessions: 60_000 }),
      before({ enrolments: 200, possibleSessions: 60_000 }),
    ];
    expect(reasonOf('enrolments-implausible', { establishment: school, absence })).toBe(
      'Enrolments moved while the sessions and the roll of the school did not.',
    );
  });

  it('belong to the school when the roll changed with them', () => {
    expect(moved(250, { context: { roll: 250 }, contextBefore: { roll: 200 } })).toBe(false);
    expect(moved(150, { context: { roll: 150 }, contextBefore: { roll: 200 } })).toBe(false);
    expect(moved(250, { context: { roll: 200 }, contextBefore: { roll: 250 } })).toBe(true);
    expect(moved(150, { context: { roll: 200 }, contextBefore: { roll: 150 } })).toBe(true);
    expect(moved(250, { context: { roll: 250 } })).toBe(true);
  });

  it('belong to the school when the sessions changed with them, and are not judged without sessions', () => {
    const rolls = { context: { roll: 200 }, contextBefore: { roll: 200 } };
    expect(fires('enrolments-implausible', { ...grew(250, 200), ...rolls })).toBe(false);
    expect(fires('enrolments-implausible', { ...grew(150, 200), ...rolls })).toBe(false);
    const absence = [without(fact({ enrolments: 250 }), 'possibleSessions'), before()];
    expect(fires('enrolments-implausible', { establishment: school, absence })).toBe(false);
    const unlike = [without(fact({ enrolments: 250 }), 'possibleSessions'), before({ possibleSessions: 90_000 })];
    expect(fires('enrolments-implausible', { establishment: school, absence: unlike })).toBe(false);
  });

  it('are found in the same way when sessions changed and enrolments did not', () => {
    const absence = [fact({ possibleSessions: 48_000 }), before()];
    expect(fires('enrolments-implausible', { establishment: school, absence })).toBe(false);
    expect(
      fires('enrolments-implausible', { ...grew(200, 200), context: { roll: 300 }, contextBefore: { roll: 200 } }),
    ).toBe(false);
  });
});

describe('the number of pupils in the register', () => {
  const misfit = (numberOfPupils: number): boolean =>
    fires('enrolments-implausible', { establishment: { ...school, numberOfPupils } });

  it('is compatible with 0.35 to 1.6 enrolments per pupil', () => {
    expect([misfit(125), misfit(124), misfit(571), misfit(572), misfit(0)]).toEqual([false, true, false, true, false]);
  });

  describe('without enrolments in the absence file', () => {
    const pupils = (numberOfPupils: number | undefined, change: Partial<GateInput>): boolean =>
      fires('pupils-implausible', {
        establishment: numberOfPupils === undefined ? school : { ...school, numberOfPupils },
        absence: [without(fact(), 'enrolments'), before()],
        ...change,
      });

    it('is within 0.6 to 1.67 times the census roll', () => {
      const census = { context: { roll: 100 } };
      expect([60, 59, 167, 168].map((count) => pupils(count, census))).toEqual([false, true, false, true]);
    });

    it('is within 0.6 to 1.67 times the number in an earlier register', () => {
      const earlier = { establishmentBefore: { ...school, numberOfPupils: 100 } };
      expect([60, 59, 167, 168].map((count) => pupils(count, earlier))).toEqual([false, true, false, true]);
      expect(pupils(undefined, earlier)).toBe(false);
      expect(pupils(900, { establishmentBefore: school })).toBe(false);
      expect(pupils(900, {})).toBe(false);
    });

    it('is not checked where the file has enrolments', () => {
      expect(pupils(300, { absence: [fact(), before()], context: { roll: 100 } })).toBe(false);
      expect(pupils(300, { absence: [before()], context: { roll: 100 } })).toBe(true);
    });
  });
});

it('a school that grew together with its sessions is reported once, and the rest of the draft is sound', () => {
  expect(
    named({ absence: [fact(), before({ enrolments: 120, possibleSessions: 36_000, absenceSessions: 2340 })] }),
  ).toEqual(['enrolment-moved']);
});
