import { describe, expect, it } from 'vitest';
import { type SupportCarried } from '../../../../domain/school-year/messages/facts.js';
import { beginMilestones } from '../../../../domain/support/milestones.js';
import { at, month, year, type TestSchoolYear } from './fixture.js';

const carried: SupportCarried = {
  kind: 'supportCarried',
  carried: {
    pathway: 'enhanced',
    ground: '2024-03',
    needPoints: 1.5,
    milestones: beginMilestones('enhanced', '2024-04-15', year.calendar),
    hubId: 'HUB-1',
  },
};

const started = ({ effects }: TestSchoolYear): readonly unknown[] =>
  effects.flatMap((effect) => (effect.do === 'startSupport' ? [effect] : []));
const bad = (position: number) => month(position, 9.5);
const months = [0, 1, 2, 3, 4].map(bad);

describe('a school-year whose school is supported from the year before', () => {
  it('takes the support up once, at any stage', () => {
    for (const stage of ['in-review', 'with-school', 'monitoring'] as const) {
      const schoolYear = at(stage).send(carried, carried);
      expect(schoolYear.state.referral).toMatchObject({ state: 'confirmed', pathway: 'enhanced', isCarried: true });
      expect(started(schoolYear)).toHaveLength(1);
      expect(started(schoolYear)[0]).toMatchObject({ pathway: 'enhanced', carried: { hubId: 'HUB-1' } });
    }
  });

  it('proposes no second support while it lasts, and neither doubts nor withdraws it on this year’s figures', () => {
    const schoolYear = at('monitoring').send(carried, ...months);
    expect(schoolYear.state.referral).toEqual({
      state: 'confirmed',
      ground: '2024-03',
      pathway: 'enhanced',
      isCarried: true,
    });
    schoolYear.send(...[0, 1, 2, 3, 4].map((position) => month(position, 3, 60 + position)));
    expect(schoolYear.state.referral).not.toHaveProperty('isInDoubt');
    expect(schoolYear.state.referral?.state).toBe('confirmed');
  });

  it('can be referred on this year’s figures once that support has ended', () => {
    const schoolYear = at('monitoring').send(carried, { kind: 'supportEnded', outcome: 'completed', version: 9 });
    schoolYear.send(...months);
    expect(schoolYear.state.referral).toMatchObject({ state: 'proposed', ground: year.calendar.months[4]?.month });
    expect(schoolYear.decide('confirmReferral').effects.at(-1)).not.toHaveProperty('carried');
    expect(started(schoolYear).at(-1)).toMatchObject({ afterVersion: 9 });
  });

  it('replaces a proposal that nobody has decided, and says so to the advisers', () => {
    const schoolYear = at('monitoring').send(...months);
    expect(schoolYear.state.referral?.state).toBe('proposed');
    schoolYear.send(carried);
    expect(schoolYear.state.referral).toMatchObject({ state: 'confirmed', isCarried: true });
    expect(schoolYear.state.deadlines).not.toHaveProperty('referral');
  });

  it('leaves support that this year has offered as it is', () => {
    const schoolYear = at('monitoring')
      .send(...months)
      .decide('confirmReferral');
    const { state } = schoolYear;
    expect(schoolYear.send(carried).state).toEqual(state);
  });

  it('notifies the support that the year is over, as it does with one of its own', () => {
    const schoolYear = at('monitoring').send(carried, { kind: 'yearEnded', nationalShiftPoints: 0 });
    expect(schoolYear.effects).toContainEqual({ do: 'signalSupport', news: { kind: 'yearEnded' } });
  });
});
