import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  beginMilestones,
  daysUsed,
  isComplete,
  milestoneRefusal,
  nextDueOn,
  openMilestones,
  overdue,
  pathways,
  withEntry,
  type Milestone,
  type MilestoneEntry,
  type MilestoneHistory,
} from '../../../../domain/support/milestones.js';
import { leadershipDays, pathwaySteps } from '../../../../domain/support/pathway-steps.js';
import { exampleCalendar } from '../monitoring/school-year-example.js';

const entry = (milestone: Milestone, change: Partial<MilestoneEntry> = {}): MilestoneEntry => ({
  milestone,
  reachedOn: '2025-01-20',
  evidence: 'Signed note of the meeting',
  days: 0,
  ...change,
});

/** Open steps of the earliest term that has any. */
const nextMilestones = (history: MilestoneHistory): ReturnType<typeof openMilestones> => {
  const open = openMilestones(history);
  return open.filter(({ term }) => term === open[0]?.term);
};

function record(history: MilestoneHistory, ...entries: readonly MilestoneEntry[]): MilestoneHistory {
  return entries.reduce((held, next) => {
    const unfit = milestoneRefusal(held, next);
    if (unfit !== undefined) throw new Error(unfit);
    return withEntry(held, next, next.reachedOn);
  }, history);
}

const refused = (history: MilestoneHistory, next: MilestoneEntry): string =>
  milestoneRefusal(history, next) ?? 'not refused';

const names = (steps: readonly { readonly milestone: Milestone }[]): readonly Milestone[] =>
  steps.map(({ milestone }) => milestone);
const enhanced = beginMilestones('enhanced', '2025-01-13', exampleCalendar);

describe('the plan of a pathway', () => {
  test('of enhanced support gives ten days over three terms: four, three and three', () => {
    const days = [1, 2, 3].map((term) =>
      pathwaySteps.enhanced.filter((step) => step.term === term).reduce((sum, step) => sum + step.days, 0),
    );
    expect(days).toEqual([4, 3, 3]);
    expect(days.reduce((sum, count) => sum + count, 0)).toBe(leadershipDays);
  });

  test('of regional support has one open day a term', () => {
    expect(
      pathwaySteps.regional.filter(({ milestone }) => milestone === 'open-day-attended').map(({ term }) => term),
    ).toEqual([1, 2, 3]);
  });

  test.each(pathways)('of %s has due dates in order, the first after the start', (pathway) => {
    const dates = beginMilestones(pathway, '2025-01-13', exampleCalendar).steps.map(({ dueOn }) => dueOn);
    expect(dates).toEqual([...dates].sort());
    expect(dates[0]?.localeCompare('2025-01-13')).toBe(1);
  });

  test('ends its terms with the school’s, and its third term with next year’s autumn when it starts in spring', () => {
    const last = [1, 2, 3].map((term) => enhanced.steps.filter((step) => step.term === term).at(-1)?.dueOn);
    expect(last).toEqual(['2025-03-31', '2025-07-22', '2025-12-19']);
  });

  test('starts with the next term where less than four weeks are left', () => {
    const late = beginMilestones('enhanced', '2025-03-20', exampleCalendar);
    expect(late.steps.filter(({ term }) => term === 1).at(-1)?.dueOn).toBe('2025-07-22');
    expect((late.steps[0]?.dueOn ?? '') > '2025-04-01').toBe(true);
  });

  test('begins next autumn where the year has ended', () => {
    expect(beginMilestones('toolkit', '2025-08-20', exampleCalendar).steps[1]?.dueOn).toBe('2025-12-19');
  });

  test('requires a calendar with months', () => {
    expect(() => beginMilestones('toolkit', '2025-01-13', { ...exampleCalendar, months: [] })).toThrow(RangeError);
  });
});

describe('recording a milestone', () => {
  test('moves the next steps along, term by term', () => {
    expect(names(nextMilestones(enhanced))).toContain('partnership-agreed');
    const firstTerm = record(
      enhanced,
      ...names(enhanced.steps.filter(({ term }) => term === 1)).map((milestone) => entry(milestone)),
    );
    expect(names(nextMilestones(firstTerm))).toEqual(['training-delivered', 'midpoint-review']);
  });

  test('may go back: a repeated milestone reopens every later one, and days used remain used', () => {
    const later = record(
      enhanced,
      entry('partnership-agreed', { days: 0.5 }),
      entry('self-assessment-complete', { days: 1 }),
      entry('joint-diagnostic-day', { days: 1 }),
    );
    const back = record(later, entry('self-assessment-complete', { days: 1, isRepeat: true }));
    expect(names(openMilestones(back))).toContain('joint-diagnostic-day');
    expect(names(openMilestones(back))).not.toContain('self-assessment-complete');
    expect(daysUsed(back)).toBe(3.5);
    expect(back.entries).toHaveLength(4);
  });

  test('of an open day counts for one term at a time', () => {
    const regional = record(
      beginMilestones('regional', '2025-01-13', exampleCalendar),
      entry('joined'),
      entry('open-day-attended'),
    );
    expect(
      openMilestones(regional)
        .filter(({ milestone }) => milestone === 'open-day-attended')
        .map(({ term }) => term),
    ).toEqual([2, 3]);
  });

  test.each<[string, MilestoneEntry, RegExp]>([
    ['a milestone of another pathway', entry('joined'), /not a milestone of the enhanced/],
    ['anything before the partnership is agreed', entry('surveys-complete'), /"partnership-agreed" first/],
    ['a date that is none', entry('partnership-agreed', { reachedOn: '20/01/2025' }), /yyyy-mm-dd/],
    ['a date before the start', entry('partnership-agreed', { reachedOn: '2025-01-10' }), /began on 2025-01-13/],
    ['no evidence', entry('partnership-agreed', { evidence: ' ' }), /evidence/],
    ['a third of a day', entry('partnership-agreed', { days: 0.3 }), /half days/],
    ['negative days', entry('partnership-agreed', { days: -1 }), /half days/],
    ['more than ten days', entry('partnership-agreed', { days: 10.5 }), /Only 10 of the 10/],
    ['a repeat of what was not reached', entry('partnership-agreed', { isRepeat: true }), /has not been reached|first/],
  ])('%s is refused', (_what, next, reason) => {
    expect(refused(enhanced, next)).toMatch(reason);
  });

  test('twice without marking it as a repeat is refused', () => {
    expect(refused(record(enhanced, entry('partnership-agreed')), entry('partnership-agreed'))).toMatch(/already/);
  });

  test('never uses more than ten days, for any valid entries', () => {
    const entries = fc.array(
      fc.record({
        milestone: fc.constantFrom(...names(pathwaySteps.enhanced)),
        days: fc.integer({ min: 0, max: 8 }).map((halves) => halves / 2),
        isRepeat: fc.boolean(),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(entries, (drawn) => {
        let history = enhanced;
        for (const { milestone, days, isRepeat } of drawn) {
          const next = entry(milestone, { days, isRepeat });
          if (milestoneRefusal(history, next) === undefined) history = withEntry(history, next, '2025-01-20');
          expect(daysUsed(history)).toBeLessThanOrEqual(leadershipDays);
          expect(openMilestones(history).length).toBeLessThanOrEqual(history.steps.length);
        }
        expect(JSON.parse(JSON.stringify(history))).toEqual(history);
      }),
    );
  });
});

describe('the due dates of milestones', () => {
  test('make open steps overdue, and reached ones not', () => {
    const partly = record(enhanced, entry('partnership-agreed'));
    expect(names(overdue(partly, '2025-04-01'))).toEqual([
      'self-assessment-complete',
      'surveys-complete',
      'joint-diagnostic-day',
      'improvement-plan-agreed',
    ]);
    expect(overdue(partly, '2025-01-14')).toEqual([]);
  });

  test('are not overdue on the day itself', () => {
    const due = nextDueOn(enhanced) ?? '';
    expect(overdue(enhanced, due)).toEqual([]);
  });
});

describe('the end of a support', () => {
  test('comes when no step is open', () => {
    const toolkit = beginMilestones('toolkit', '2025-01-13', exampleCalendar);
    expect(isComplete(toolkit)).toBe(false);
    const done = record(toolkit, ...names(toolkit.steps).map((milestone) => entry(milestone)));
    expect(isComplete(done)).toBe(true);
    expect(nextMilestones(done)).toEqual([]);
    expect(nextDueOn(done)).toBeUndefined();
  });

  test('comes when enhanced support is closed early, with its reason as evidence', () => {
    expect(
      isComplete(
        record(
          enhanced,
          entry('partnership-agreed'),
          entry('closed', { evidence: 'The school has joined another programme' }),
        ),
      ),
    ).toBe(true);
  });
});
