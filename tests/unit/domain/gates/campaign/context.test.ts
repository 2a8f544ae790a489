import { describe, expect, it } from 'vitest';
import { type SchoolContext } from '../../../../../domain/baseline/context.js';
import { type CampaignGatePolicy, defaultCampaignGatePolicy } from '../../../../../domain/gates/campaign/policy.js';
import { type CampaignGateInput } from '../../../../../domain/gates/campaign/types.js';
import { type Phase } from '../../../../../domain/shared/phase.js';
import { without } from '../sound-draft.js';
import { files, finds, findingsOf, found, lastRows, stops, withContext } from './files.js';

describe('the census gates', () => {
  const swapped = withContext((context, _, index) => ({
    ...context,
    ...(index < 12 && {
      educationHealthCarePlanPercent: context.specialNeedsSupportPercent ?? 0,
      specialNeedsSupportPercent: context.educationHealthCarePlanPercent ?? 0,
    }),
  }));

  it('find plans and support exchanged in one authority and as a whole', () => {
    const [finding] = found(swapped);
    expect(finding).toMatchObject({
      gate: 'needs-columns-swapped',
      schools: lastRows.slice(0, 12).map(({ urn }) => urn),
    });
    const whole = withContext((context) => ({
      ...context,
      educationHealthCarePlanPercent: context.specialNeedsSupportPercent ?? 0,
      specialNeedsSupportPercent: context.educationHealthCarePlanPercent ?? 0,
    }));
    expect(stops(whole)).toContain('needs-columns-swapped');
  });

  it('find figures of the year before by the intakes that repeat', () => {
    const repeating = (count: number): CampaignGateInput =>
      withContext((context, urn, index) => (index < count ? (files.contextBefore.get(urn) ?? context) : context));
    expect(stops(repeating(2))).toEqual(['context-repeats-year']);
    expect(stops(repeating(1))).toEqual([]);
  });

  it('find a column that was not filled in by its zeros', () => {
    const zeros = (count: number): CampaignGateInput =>
      withContext((context, _, index) => (index < count ? { ...context, freeMealsEverSixPercent: 0 } : context));
    expect(stops(zeros(15))).toContain('context-zeros');
    expect(stops(zeros(14))).toEqual([]);
  });

  it('hold an authority whose rows were moved', () => {
    const contexts = [...files.context.values()];
    const moved = withContext((context, _, index) => (index < 12 ? (contexts[(index + 1) % 12] ?? context) : context));
    const own = found(moved).filter(({ gate }) => gate === 'context-out-of-order');
    expect(own.map(({ schools }) => schools)).toEqual([lastRows.slice(0, 12).map(({ urn }) => urn)]);
  });
});

describe('the bound of a census gate', () => {
  /** All schools with the same figures; `change` gives what some of them have otherwise. */
  const level = (change: (index: number) => Partial<SchoolContext> = () => ({})): CampaignGateInput =>
    withContext((_, __, index) => ({
      educationHealthCarePlanPercent: 3,
      specialNeedsSupportPercent: 13,
      freeMealsEverSixPercent: 25,
      englishAdditionalLanguagePercent: 20,
      roll: 200,
      ...change(index),
    }));
  const ofPhase = (input: CampaignGateInput, phase: Phase): CampaignGateInput => ({
    ...input,
    register: input.register.map((school) => ({ ...school, phase })),
  });
  const swapped = (count: number, plans = 14): CampaignGateInput =>
    level((index) => (index < count ? { educationHealthCarePlanPercent: plans, specialNeedsSupportPercent: 13 } : {}));
  const reasonsOf = (input: CampaignGateInput, policy = {}): readonly string[] =>
    findingsOf('needs-columns-swapped', input, policy).map(({ reason }) => reason);
  const swappedReason = 'More pupils have an education, health and care plan than have support without one.';

  it('counts a school in the middle with more plans than support', () => {
    expect(reasonsOf(swapped(96))).toEqual([swappedReason]);
    expect(reasonsOf(swapped(96, 13))).toEqual([]);
    expect(reasonsOf(swapped(12))).toEqual([`${swappedReason} Only this local authority.`]);
    expect(reasonsOf(swapped(6))).toEqual([]);
    expect(reasonsOf(swapped(7))).toEqual([`${swappedReason} Only this local authority.`]);
  });

  it('needs enough schools of the country, or of one authority and phase', () => {
    const { shift } = defaultCampaignGatePolicy;
    const intake = (fewestSchools: number): Partial<CampaignGatePolicy> => ({
      fewestSchools: 97,
      shift: { ...shift, intake: { ...shift.intake, fewestSchools } },
    });
    expect(reasonsOf(swapped(96), { fewestSchools: 96 })).toEqual([swappedReason]);
    expect(reasonsOf(swapped(96), intake(12))).toHaveLength(8);
    expect(reasonsOf(swapped(96), intake(13))).toEqual([]);
  });

  it('counts mainstream schools only, and figures that are given', () => {
    for (const phase of ['special', 'other'] as const) {
      expect(reasonsOf(ofPhase(swapped(96), phase))).toEqual([]);
      const zeros = ofPhase(
        level(() => ({ freeMealsEverSixPercent: 0 })),
        phase,
      );
      expect(finds('context-zeros', zeros)).toBe(false);
    }
    const measures = ['educationHealthCarePlanPercent', 'specialNeedsSupportPercent'] as const;
    for (const measure of measures)
      expect(
        reasonsOf(withContext((context) => without({ ...context, educationHealthCarePlanPercent: 90 }, measure))),
      ).toEqual([]);
  });

  it('is reached by the share of schools with exactly the intake of the year before, in every measure', () => {
    const before = { ...files, contextBefore: level().context };
    const repeats = (change: Partial<SchoolContext>, policy: Partial<CampaignGatePolicy> = {}, count = 96): boolean =>
      finds(
        'context-repeats-year',
        { ...before, context: level((index) => (index < count ? change : { roll: 201 + index })).context },
        policy,
      );
    expect(repeats({})).toBe(true);
    for (const measure of [
      'freeMealsEverSixPercent',
      'englishAdditionalLanguagePercent',
      'specialNeedsSupportPercent',
      'roll',
    ] as const)
      expect(repeats({ [measure]: 99 })).toBe(false);
    expect([repeats({}, { repeatedShare: 3 / 96 }, 3), repeats({}, { repeatedShare: 3 / 96 }, 4)]).toEqual([
      false,
      true,
    ]);
    expect([repeats({}, { fewestSchools: 96 }), repeats({}, { fewestSchools: 97 })]).toEqual([true, false]);
  });

  it('leaves out schools without a roll', () => {
    const noRoll = new Map([...level().context].map(([urn, context]) => [urn, without(context, 'roll')]));
    expect(finds('context-repeats-year', { ...files, context: noRoll, contextBefore: noRoll })).toBe(false);
  });

  it.each(['freeMealsEverSixPercent', 'specialNeedsSupportPercent'] as const)(
    'is reached by the share of schools with no pupils in %s',
    (measure) => {
      const zeros = (count: number, policy: Partial<CampaignGatePolicy> = {}): boolean =>
        finds(
          'context-zeros',
          level((index) => (index < count ? { [measure]: 0 } : {})),
          {
            zeroShare: 12 / 96,
            ...policy,
          },
        );
      expect([zeros(12), zeros(13)]).toEqual([false, true]);
      expect([zeros(13, { fewestSchools: 96 }), zeros(13, { fewestSchools: 97 })]).toEqual([true, false]);
    },
  );

  it('counts an authority’s schools with both years', () => {
    const contexts = [...files.context.values()];
    const moved = withContext((context, _, index) => (index < 12 ? (contexts[(index + 1) % 12] ?? context) : context));
    const known = new Map([...files.contextBefore].slice(1));
    expect(findingsOf('context-out-of-order', { ...moved, contextBefore: known })).toMatchObject([
      { schools: lastRows.slice(0, 12).map(({ urn }) => urn) },
    ]);
    const few = new Map([...files.contextBefore].slice(8));
    expect(finds('context-out-of-order', { ...moved, contextBefore: few })).toBe(false);
    expect(finds('context-out-of-order', files)).toBe(false);
  });
});
