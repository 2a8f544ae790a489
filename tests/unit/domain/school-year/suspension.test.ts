import { describe, expect, it } from 'vitest';
import {
  type Drafted,
  type Recalled,
  type Resumed,
  type Suspended,
} from '../../../../domain/school-year/messages/facts.js';
import { viewOf } from '../../../../domain/school-year/state.js';
import { instantOf } from '../../../../domain/shared/school-calendar.js';
import { command, drafted, figures, month, Told, year } from './fixture.js';

const suspended = (recallId = 'recall-1'): Suspended => ({ kind: 'suspended', recallId });
const recalled = (recallId = 'recall-1'): Recalled => ({ kind: 'recalled', recallId });
const resumed = (recallId = 'recall-1'): Resumed => ({ kind: 'resumed', recallId });
const unchangedDraft: Drafted = { ...drafted(), isUnchanged: true };
const otherDraft: Drafted = {
  ...drafted(),
  reportVersion: 2,
  figures: { ...figures, floorAttendancePercent: 93.9 },
};
const withSchool = (): Told => new Told().tell(drafted(), command('approveTarget'));
const issued = (): Told => withSchool().tell(command('agreeTarget'));

describe('a suspension', () => {
  it('stops every clock and takes nothing from a window when it ends', () => {
    const told = withSchool();
    expect(told.state.deadlines['school-window']).toBe(instantOf(year.calendar, '2024-09-28'));
    told.later(5).tell(suspended());
    expect(told.state.deadlines).toEqual({});
    told.later(30).tell(resumed());
    expect(told.state.deadlines['school-window']).toBe(instantOf(year.calendar, '2024-10-26'));
  });

  it('leaves a date of the calendar where it was', () => {
    const told = issued();
    const end = told.state.deadlines['year-end'];
    told.later(5).tell(suspended());
    told.later(30).tell(resumed());
    expect(told.state.deadlines['year-end']).toBe(end);
  });

  it('refuses every decision and says so in the view', () => {
    const told = withSchool().tell(suspended());
    expect(viewOf(told.state)).toMatchObject({ stage: 'with-school', isSuspended: true });
    expect(told.refusal(command('agreeTarget'))).toBe('Suspended');
    told.tell(resumed());
    expect(viewOf(told.state)).not.toHaveProperty('isSuspended');
    expect(told.refusal(command('agreeTarget'))).toBeUndefined();
  });

  it('keeps months that come meanwhile, judges none, and judges them all when it ends', () => {
    const low = [0, 1, 2, 3, 4, 5].map((position) => month(position, 14));
    const told = issued()
      .later(200)
      .tell(suspended())
      .tell(...low);
    expect(told.state.months).toHaveLength(low.length);
    expect(told.state).toMatchObject({ status: 'not-enough-data' });
    expect(told.state.referral).toBeUndefined();
    told.tell(resumed());
    expect(told.state).toMatchObject({ status: 'below', referral: { state: 'proposed' } });
  });

  it('told twice is one; two recalls hold until the second lets go', () => {
    const told = issued().tell(suspended(), suspended(), suspended('recall-2'), resumed());
    expect(told.state.suspension?.recallIds).toEqual(['recall-2']);
    told.tell(resumed('recall-2'), resumed('recall-2'));
    expect(told.state.suspension).toBeUndefined();
    expect(told.state.deadlines['year-end']).toBeDefined();
  });

  it('holds the end of the year back until it ends', () => {
    const told = issued().tell(suspended(), { kind: 'yearEnded', nationalShiftPoints: 0 });
    expect(told.state.stage).toBe('monitoring');
    told.tell(resumed());
    expect(told.state).toMatchObject({ stage: 'closed', outcome: { outcome: 'inconclusive' } });
  });

  it('lets a first draft come in, and its review waits', () => {
    const told = new Told().tell(suspended(), drafted());
    expect(told.state).toMatchObject({ stage: 'in-review', deadlines: {} });
    told.tell(resumed());
    expect(told.state.deadlines.review).toBeDefined();
  });

  it('tells the responsible body first, and the school only where it knew of a report', () => {
    const noticesOf = (told: Told): string[] =>
      told.effects.flatMap((effect) => (effect.do === 'record' ? effect.record.notices.map(({ to }) => to) : []));
    const before = noticesOf(issued()).length;
    expect(noticesOf(issued().tell(suspended())).slice(before)).toEqual(['responsible-body', 'school']);
    const review = new Told().tell(drafted());
    const known = noticesOf(review).length;
    expect(noticesOf(review.tell(suspended())).slice(known)).toEqual([]);
  });
});

describe('a recall', () => {
  it('that finds nothing changed puts the year back where it was, floor and version as agreed', () => {
    const told = withSchool().tell(command('proposeHigherTarget'));
    const before = told.state;
    told.tell(suspended(), recalled());
    expect(told.state.stage).toBe('drafting');
    expect(told.effects.at(-1)).toMatchObject({ do: 'draft', request: { recallId: 'recall-1' } });
    told.tell(unchangedDraft, resumed());
    expect(told.state).toMatchObject({ stage: 'monitoring', floor: before.floor, draft: before.draft });
    expect(told.state.deadlines['year-end']).toBe(before.deadlines['year-end']);
  });

  it('that finds a change withdraws the report, says so to who was told, and asks a person again', () => {
    const told = issued().tell(suspended(), recalled(), otherDraft);
    const last = told.effects.at(-1);
    expect(last).toMatchObject({ do: 'record', record: { isWithdrawn: true } });
    expect(last?.do === 'record' && last.record.notices.map(({ to }) => to)).toEqual(
      expect.arrayContaining(['responsible-body', 'school', 'analysts']),
    );
    expect(told.state).toMatchObject({ stage: 'in-review', draft: { reportVersion: 2 }, deadlines: {} });
    expect(told.state.recall).toBeUndefined();
    expect(told.tell(resumed()).state.deadlines.review).toBeDefined();
  });

  it('withdraws a proposal of support and marks an offer', () => {
    const low = [0, 1, 2, 3, 4, 5].map((position) => month(position, 14));
    const proposed = (): Told =>
      issued()
        .later(200)
        .tell(...low);
    expect(proposed().tell(suspended(), recalled(), otherDraft).state.referral?.state).toBe('withdrawn');
    expect(
      proposed().tell(command('confirmReferral'), suspended(), recalled(), otherDraft).state.referral,
    ).toMatchObject({ state: 'confirmed', isInDoubt: true });
  });

  it('without its suspension, or told twice, changes nothing', () => {
    expect(issued().tell(recalled()).state.stage).toBe('monitoring');
    const told = issued().tell(suspended(), recalled());
    const { version } = told.state;
    expect(told.tell(recalled()).state.version).toBe(version);
  });

  it('leaves a report alone that a person has withheld', () => {
    const told = new Told().tell(drafted(), command('withholdReport'), suspended(), recalled());
    expect(told.state.stage).toBe('withheld');
  });
});

describe('an agreed floor', () => {
  it('is written into the next report version, and issued at once where the school set it', () => {
    const told = withSchool().tell(command('proposeHigherTarget'));
    expect(told.effects.at(-1)).toMatchObject({
      do: 'reissue',
      request: { reportVersion: 2, agreed: { attendancePercent: 95, setBy: 'school' }, isIssued: true },
    });
    expect(told.state.draft?.reportVersion).toBe(2);
  });

  it('of an override is in the version that the school is handed', () => {
    const told = new Told().tell(drafted(), command('overrideTarget'));
    expect(told.effects.at(-1)).toMatchObject({ do: 'reissue', request: { reportVersion: 2, isIssued: false } });
    const issue = told.tell(command('agreeTarget')).effects.at(-1);
    expect(issue).toMatchObject({ do: 'record', record: { publishes: 2 } });
  });

  it('that is the drafted one needs no version of its own', () => {
    expect(withSchool().effects.filter((effect) => effect.do === 'reissue')).toEqual([]);
  });
});
