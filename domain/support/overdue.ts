import { dateAt, instantOf } from '../shared/school-calendar.js';
import { markOverdue, openMilestones, overdue, type PlannedStep } from './milestones.js';
import { moved, type SupportOccasion, type SupportState, type SupportTransition } from './support-state.js';

/** When the next open step that nobody was reminded of falls due; undefined when there is none. */
export function supportDeadline(
  { input }: SupportOccasion,
  state: SupportState,
): { readonly name: string; readonly atMilliseconds: number } | undefined {
  const dueOn = openMilestones(state.milestones)
    .filter(isUntold)
    .map((step) => step.dueOn)
    .sort()
    .at(0);
  if (state.stage !== 'in-progress' || dueOn === undefined) return undefined;
  return { name: 'milestone', atMilliseconds: instantOf(input.calendar, dueOn) + input.calendar.dayMilliseconds };
}

/** Once for each due date that passes; what fell due before and is still open is named again beside it. */
export function overdueTold(occasion: SupportOccasion, state: SupportState): SupportTransition {
  const today = dateAt(occasion.input.calendar, occasion.now);
  const late = overdue(state.milestones, today);
  const newest = late
    .map(({ dueOn }) => dueOn)
    .sort()
    .at(-1);
  if (state.stage !== 'in-progress' || newest === undefined || !late.some(isUntold)) return { state, effects: [] };
  return moved(
    occasion,
    state,
    { kind: 'deadlinePassed', reason: 'milestone' },
    {
      set: { milestones: markOverdue(state.milestones, today, { remindedOf: newest }) },
      note: `Overdue: ${late.map(({ milestone }) => milestone).join(', ')}.`,
      notices: [{ to: 'hub-managers', about: 'A milestone of a supported school is overdue.' }],
    },
  );
}

const isUntold = ({ dueOn, remindedOf }: PlannedStep): boolean => remindedOf === undefined || dueOn > remindedOf;
