import { dateAfter } from '../shared/date-windows.js';
import { type DateWindow } from '../shared/dates.js';
import { daysBetween, isDate, type SchoolCalendar } from '../shared/school-calendar.js';
import { type Pathway } from './pathway.js';
import { leadershipDays, pathwaySteps, type Milestone, type MilestoneStep } from './pathway-steps.js';
import { dueOn, supportTerms } from './support-terms.js';

export { isPathway, pathways, type Pathway } from './pathway.js';
export { milestones, type Milestone, type MilestoneStep } from './pathway-steps.js';

export interface PlannedStep extends MilestoneStep {
  /** `yyyy-mm-dd` */
  readonly dueOn: string;
  /** The newest due date among the steps that were overdue at the last reminder of this one, `yyyy-mm-dd`; a later due date is reminded of again. */
  readonly remindedOf?: string;
  /** The same for the last notice to people beyond the hub. */
  readonly escalatedOf?: string;
  /** When the support last went back to an earlier milestone, which opened this step again, `yyyy-mm-dd`. */
  readonly reopenedOn?: string;
}

/** A milestone as recorded. */
export interface MilestoneEntry {
  readonly milestone: Milestone;
  /** `yyyy-mm-dd` */
  readonly reachedOn: string;
  readonly evidence: string;
  /** Days of leadership support used for it. */
  readonly days: number;
  readonly recordedBy?: string;
  /** The support went back to this milestone and reached it again; every later one is open again. Days already used still count. */
  readonly isRepeat?: boolean;
}

/**
 * What was recorded, in order; the support's progress is derived from it, because a support may go back. Source:
 * docs/sources/support-and-hubs.md#how-cases-are-recorded.
 */
export interface MilestoneHistory {
  readonly pathway: Pathway;
  readonly startedOn: string;
  /** The steps as planned; openMilestones gives the due dates with the days that do not count. */
  readonly steps: readonly PlannedStep[];
  readonly entries: readonly MilestoneEntry[];
  /** Days set aside by exemptions, as they apply now. */
  readonly daysSetAside: readonly DateWindow[];
  /** Days that were set aside in earlier years of this support; no later decision changes them. */
  readonly setAsideBefore?: readonly DateWindow[];
  /** Days between the closing of the school's hub and its next place. */
  readonly withoutHub: readonly DateWindow[];
}

/** A support's plan with its due dates. @throws RangeError when the calendar has no school month. */
export function beginMilestones(
  pathway: Pathway,
  startedOn: string,
  calendar: SchoolCalendar,
  daysSetAside: readonly DateWindow[] = [],
): MilestoneHistory {
  const terms = supportTerms(calendar, startedOn);
  const steps = pathwaySteps[pathway].map((step, index, all) => {
    const ofTerm = all.filter(({ term }) => term === step.term);
    const place = all.slice(0, index + 1).filter(({ term }) => term === step.term).length;
    return { ...step, dueOn: dueOn(terms[step.term - 1] ?? terms[0], place, ofTerm.length) };
  });
  return { pathway, startedOn, steps, entries: [], daysSetAside, withoutHub: [] };
}

/**
 * Steps not reached, or open again, in their usual order. Each is due later than planned by the days between the start and its due date
 * that are set aside or without a hub; a day that is both counts once (ADR 0045).
 */
export function openMilestones(history: MilestoneHistory): readonly PlannedStep[] {
  const reached = reachedSteps(history);
  return history.steps
    .filter((_, index) => !reached.has(index))
    .map((step) => ({ ...step, dueOn: dueDateOf(step, history) }));
}

const dueDateOf = ({ dueOn }: PlannedStep, history: MilestoneHistory): string =>
  dateAfter(history.startedOn, daysBetween(history.startedOn, dueOn), uncountedDays(history));

const uncountedDays = ({ daysSetAside, setAsideBefore = [], withoutHub }: MilestoneHistory): readonly DateWindow[] => [
  ...setAsideBefore,
  ...daysSetAside,
  ...withoutHub,
];

/** Open steps that were due before the date, `yyyy-mm-dd`. */
export const overdue = (history: MilestoneHistory, date: string): readonly PlannedStep[] =>
  openMilestones(history).filter((step) => step.dueOn < date);

/** The date this many counted days after an open step was due, or after it was opened again if that was later. */
export const stillOpenOn = (
  { dueOn, reopenedOn = dueOn }: PlannedStep,
  days: number,
  history: MilestoneHistory,
): string => dateAfter(reopenedOn > dueOn ? reopenedOn : dueOn, days, uncountedDays(history));

/** The history with a mark on each open step that `isMeant` selects. */
export function markOpen(
  history: MilestoneHistory,
  isMeant: (open: PlannedStep) => boolean,
  mark: Pick<PlannedStep, 'remindedOf' | 'escalatedOf'>,
): MilestoneHistory {
  const reached = reachedSteps(history);
  const steps = history.steps.map((step, index) =>
    !reached.has(index) && isMeant({ ...step, dueOn: dueDateOf(step, history) }) ? { ...step, ...mark } : step,
  );
  return { ...history, steps };
}

/** The earliest due date among open steps; undefined when none is open. */
export const nextDueOn = (history: MilestoneHistory): string | undefined =>
  openMilestones(history)
    .map((step) => step.dueOn)
    .sort()
    .at(0);

/** Whether the support is complete: no step is open, or it was closed early with a reason. */
export function isComplete(history: MilestoneHistory): boolean {
  const open = openMilestones(history);
  const closes = history.steps.some(({ milestone }) => milestone === 'closed');
  return open.length === 0 || (closes && !open.some(({ milestone }) => milestone === 'closed'));
}

export const daysUsed = (history: MilestoneHistory): number => history.entries.reduce((sum, { days }) => sum + days, 0);

/** The history with a valid entry (`milestoneRefusal`), made on the date. Steps that it opens again get reminders again. */
export function withEntry(before: MilestoneHistory, entry: MilestoneEntry, on: string): MilestoneHistory {
  const after = { ...before, entries: [...before.entries, entry] };
  const [had, has] = [reachedSteps(before), reachedSteps(after)];
  const steps = after.steps.map((step, index) => {
    if (!had.has(index) || has.has(index)) return step;
    const { milestone, term, days, dueOn: planned } = step;
    return { milestone, term, days, dueOn: planned, reopenedOn: on };
  });
  return { ...after, steps };
}

/** Why the entry cannot be recorded, in words for the person who records it, or undefined. */
export function milestoneRefusal(history: MilestoneHistory, entry: MilestoneEntry): string | undefined {
  return placeUnfit(history, entry) ?? detailsUnfit(history, entry) ?? daysUnfit(history, entry);
}

function placeUnfit(history: MilestoneHistory, { milestone, isRepeat = false }: MilestoneEntry): string | undefined {
  const own = history.steps.flatMap((step, index) => (step.milestone === milestone ? [index] : []));
  if (own.length === 0) return `"${milestone}" is not a milestone of the ${history.pathway} pathway.`;
  const reached = reachedSteps(history);
  const first = history.steps[0];
  if (first && !reached.has(0) && milestone !== first.milestone) return `Record "${first.milestone}" first.`;
  if (isRepeat && !own.some((index) => reached.has(index)))
    return `"${milestone}" has not been reached, so the support cannot go back to it.`;
  if (!isRepeat && own.every((index) => reached.has(index))) {
    return `"${milestone}" is already recorded. If the support has gone back to it, say that this is a repeat.`;
  }
  return undefined;
}

function detailsUnfit(history: MilestoneHistory, { reachedOn, evidence }: MilestoneEntry): string | undefined {
  if (!isDate(reachedOn)) return 'Give the date on which the milestone was reached as yyyy-mm-dd.';
  if (reachedOn < history.startedOn)
    return `The support began on ${history.startedOn}, so no milestone can be reached before that date.`;
  return evidence.trim() === '' ? 'Give the evidence that the milestone was reached.' : undefined;
}

function daysUnfit(history: MilestoneHistory, { days }: MilestoneEntry): string | undefined {
  if (!Number.isInteger(days * 2) || days < 0) return 'Give the days of support as 0 or more, in half days.';
  const left = leadershipDays - daysUsed(history);
  return days > left ? `Only ${left} of the ${leadershipDays} days of support are left.` : undefined;
}

function reachedSteps({ steps, entries }: MilestoneHistory): ReadonlySet<number> {
  const reached = new Set<number>();
  for (const { milestone, isRepeat } of entries) {
    const own = steps.flatMap((step, index) => (step.milestone === milestone ? [index] : []));
    if (isRepeat) {
      const newest = own.filter((index) => reached.has(index)).at(-1) ?? -1;
      for (const index of [...reached]) if (index > newest) reached.delete(index);
    } else {
      const next = own.find((index) => !reached.has(index));
      if (next !== undefined) reached.add(next);
    }
  }
  return reached;
}
