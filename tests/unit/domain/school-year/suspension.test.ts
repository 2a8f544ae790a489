import { describe, expect, it } from 'vitest';
import {
  type Drafted,
  type Recalled,
  type Resumed,
  type Suspended,
} from '../../../../domain/school-year/messages/facts.js';
import { viewOf } from '../../../../domain/school-year/state.js';
import { instantOf } from '../../../../domain/shared/school-calendar.js';
import { command, drafted, figures, month, TestSchoolYear, year } from './fixture.js';

const suspended = (recallId = 'recall-1'): Suspended => ({ kind: 'suspended', recallId });
const recalled = (recallId = 'recall-1'): Recalled => ({ kind: 'recalled', recallId });
const resumed = (recallId = 'recall-1'): Resumed => ({ kind: 'resumed', recallId });
const unchangedDraft: Drafted = { ...drafted(), isUnchanged: true };
const otherDraft: Drafted = {
  ...drafted(),
  reportVersion: 2,
  figures: { ...figures, floorAttendancePercent: 93.9 },
};
const withSchool = (): TestSchoolYear => new TestSchoolYear().send(drafted(), command('approveTarget'));
const issued = (): TestSchoolYear => withSchool().send(command('agreeTarget'));

describe('a suspension of a school-year', () => {
  it('stops every clock and takes nothing from a window when it ends', () => {
    const schoolYear = withSchool();
    expect(schoolYear.state.deadlines['school-window']).toBe(instantOf(year.calendar, '2024-09-28'));
    schoolYear.later(5).send(suspended());
    expect(schoolYear.state.deadlines).toEqual({});
    schoolYear.later(30).send(resumed());
    expect(schoolYear.state.deadlines['school-window']).toBe(instantOf(year.calendar, '2024-10-26'));
  });

  it('leaves a calendar date unchanged', () => {
    const schoolYear = issued();
    const end = schoolYear.state.deadlines['year-end'];
    schoolYear.later(5).send(suspended());
    schoolYear.later(30).send(resumed());
    expect(schoolYear.state.deadlines['year-end']).toBe(end);
  });

  it('refuses every decision and says so in the view', () => {
    const schoolYear = withSchool().send(suspended());
    expect(viewOf(schoolYear.state)).toMatchObject({ stage: 'with-school', isSuspended: true });
    expect(schoolYear.refusal(command('agreeTarget'))).toBe('Suspended');
    schoolYear.send(resumed());
    expect(viewOf(schoolYear.state)).not.toHaveProperty('isSuspended');
    expect(schoolYear.refusal(command('agreeTarget'))).toBeUndefined();
  });

  it('keeps months that arrive meanwhile, judges none, and judges them all when it ends', () => {
    const low = [0, 1, 2, 3, 4, 5].map((position) => month(position, 14));
    const schoolYear = issued()
      .later(200)
      .send(suspended())
      .send(...low);
    expect(schoolYear.state.months).toHaveLength(low.length);
    expect(schoolYear.state).toMatchObject({ status: 'not-enough-data' });
    expect(schoolYear.state.referral).toBeUndefined();
    schoolYear.send(resumed());
    expect(schoolYear.state).toMatchObject({ status: 'below', referral: { state: 'proposed' } });
  });

  it('sent twice counts once, and two recalls hold until the second ends', () => {
    const schoolYear = issued().send(suspended(), suspended(), suspended('recall-2'), resumed());
    expect(schoolYear.state.suspension?.recallIds).toEqual(['recall-2']);
    schoolYear.send(resumed('recall-2'), resumed('recall-2'));
    expect(schoolYear.state.suspension).toBeUndefined();
    expect(schoolYear.state.deadlines['year-end']).toBeDefined();
  });

  it('holds back the end of the year until it ends', () => {
    const schoolYear = issued().send(suspended(), { kind: 'yearEnded', nationalShiftPoints: 0 });
    expect(schoolYear.state.stage).toBe('monitoring');
    schoolYear.send(resumed());
    expect(schoolYear.state).toMatchObject({ stage: 'closed', outcome: { outcome: 'inconclusive' } });
  });

  it('accepts a first draft, and its review waits', () => {
    const schoolYear = new TestSchoolYear().send(suspended(), drafted());
    expect(schoolYear.state).toMatchObject({ stage: 'in-review', deadlines: {} });
    schoolYear.send(resumed());
    expect(schoolYear.state.deadlines.review).toBeDefined();
  });

  it('notifies the responsible body first, and the school only where it knew of a report', () => {
    const noticesOf = (schoolYear: TestSchoolYear): string[] =>
      schoolYear.effects.flatMap((effect) => (effect.do === 'record' ? effect.record.notices.map(({ to }) => to) : []));
    const before = noticesOf(issued()).length;
    expect(noticesOf(issued().send(suspended())).slice(before)).toEqual(['responsible-body', 'school']);
    const review = new TestSchoolYear().send(drafted());
    const known = noticesOf(review).length;
    expect(noticesOf(review.send(suspended())).slice(known)).toEqual([]);
  });
});

describe('a recall of a school-year', () => {
  it('that finds nothing changed restores the year, with floor and version as agreed', () => {
    const schoolYear = withSchool().send(command('proposeHigherTarget'));
    const before = schoolYear.state;
    schoolYear.send(suspended(), recalled());
    expect(schoolYear.state.stage).toBe('drafting');
    expect(schoolYear.effects.at(-1)).toMatchObject({ do: 'draft', request: { recallId: 'recall-1' } });
    schoolYear.send(unchangedDraft, resumed());
    expect(schoolYear.state).toMatchObject({ stage: 'monitoring', floor: before.floor, draft: before.draft });
    expect(schoolYear.state.deadlines['year-end']).toBe(before.deadlines['year-end']);
  });

  it('that finds a change withdraws the report, notifies everybody who had it, and asks a person again', () => {
    const schoolYear = issued().send(suspended(), recalled(), otherDraft);
    const last = schoolYear.effects.at(-1);
    expect(last).toMatchObject({ do: 'record', record: { isWithdrawn: true } });
    expect(last?.do === 'record' && last.record.notices.map(({ to }) => to)).toEqual(
      expect.arrayContaining(['responsible-body', 'school', 'analysts']),
    );
    expect(schoolYear.state).toMatchObject({ stage: 'in-review', draft: { reportVersion: 2 }, deadlines: {} });
    expect(schoolYear.state.recall).toBeUndefined();
    expect(schoolYear.send(resumed()).state.deadlines.review).toBeDefined();
  });

  it('withdraws a proposal of support and marks an offer', () => {
    const low = [0, 1, 2, 3, 4, 5].map((position) => month(position, 14));
    const proposed = (): TestSchoolYear =>
      issued()
        .later(200)
        .send(...low);
    expect(proposed().send(suspended(), recalled(), otherDraft).state.referral?.state).toBe('withdrawn');
    expect(
      proposed().send(command('confirmReferral'), suspended(), recalled(), otherDraft).state.referral,
    ).toMatchObject({ state: 'confirmed', isInDoubt: true });
  });

  it('without its suspension, or sent twice, changes nothing', () => {
    expect(issued().send(recalled()).state.stage).toBe('monitoring');
    const schoolYear = issued().send(suspended(), recalled());
    const { version } = schoolYear.state;
    expect(schoolYear.send(recalled()).state.version).toBe(version);
  });

  it('leaves a report unchanged that a person has withheld', () => {
    const schoolYear = new TestSchoolYear().send(drafted(), command('withholdReport'), suspended(), recalled());
    expect(schoolYear.state.stage).toBe('withheld');
  });
});

describe('an agreed floor', () => {
  it('is written into the next report version, and issued at once where the school set it', () => {
    const schoolYear = withSchool().send(command('proposeHigherTarget'));
    expect(schoolYear.effects.at(-1)).toMatchObject({
      do: 'reissue',
      request: { reportVersion: 2, agreed: { attendancePercent: 95, setBy: 'school' }, isIssued: true },
    });
    expect(schoolYear.state.draft?.reportVersion).toBe(2);
  });

  it('of an override is in the version that the school receives', () => {
    const schoolYear = new TestSchoolYear().send(drafted(), command('overrideTarget'));
    expect(schoolYear.effects.at(-1)).toMatchObject({ do: 'reissue', request: { reportVersion: 2, isIssued: false } });
    const issue = schoolYear.send(command('agreeTarget')).effects.at(-1);
    expect(issue).toMatchObject({ do: 'record', record: { publishes: 2 } });
  });

  it('equal to the drafted one needs no version of its own', () => {
    expect(withSchool().effects.filter((effect) => effect.do === 'reissue')).toEqual([]);
  });
});
