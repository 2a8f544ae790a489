import { type SupportEscalation } from './messages.js';
import { dateInWords } from '../shared/dates.js';
import { dateAt, daysAfter, instantOf, type SchoolCalendar } from '../shared/school-calendar.js';
import { markOpen, openMilestones, overdue, stillOpenOn, type PlannedStep } from './milestones.js';
import { moved, type SupportOccasion, type SupportState, type SupportTransition } from './support-state.js';

interface Deadline {
  readonly name: 'milestone' | 'escalation' | 'waiting';
  readonly atMilliseconds: number;
}

/** The next of which nobody has been told; undefined when there is none. */
export const supportDeadline = (occasion: SupportOccasion, state: SupportState): Deadline | undefined =>
  [...deadlines(occasion, state)].sort((a, b) => a.atMilliseconds - b.atMilliseconds).at(0);

/** Tells of the deadline that has passed first. Where another has as well, the timer for it rings at once. */
export function deadlinePassed(occasion: SupportOccasion, state: SupportState): SupportTransition {
  const deadline = supportDeadline(occasion, state);
  if (deadline === undefined || deadline.atMilliseconds > occasion.now) return { state, effects: [] };
  return tell[deadline.name](occasion, state);
}

function deadlines({ input }: SupportOccasion, state: SupportState): readonly Deadline[] {
  const { calendar, escalation } = input;
  if (state.stage === 'ended') return [];
  if (state.stage !== 'in-progress') return escalation ? waitEnd(calendar, escalation, state) : [];
  const open = openMilestones(state.milestones);
  const reminders = open
    .filter(isUntold)
    .map(({ dueOn }): Deadline => ({ name: 'milestone', atMilliseconds: endOf(calendar, dueOn) }));
  const escalations = !escalation
    ? []
    : open.filter(isUnescalated).map((step): Deadline => {
        const date = stillOpenOn(step, escalation.overdueDays, state.milestones);
        return { name: 'escalation', atMilliseconds: endOf(calendar, date) };
      });
  return [...reminders, ...escalations];
}

/** Counted anew when a place is lost; a school that had none keeps its wait, whatever hub it waited at. */
function waitEnd(
  calendar: SchoolCalendar,
  { waitingDays }: SupportEscalation,
  { soughtAtMilliseconds, escalatedWaitMilliseconds }: SupportState,
): readonly Deadline[] {
  if (soughtAtMilliseconds === undefined || soughtAtMilliseconds === escalatedWaitMilliseconds) return [];
  return [{ name: 'waiting', atMilliseconds: daysAfter(calendar, soughtAtMilliseconds, waitingDays) }];
}

const endOf = (calendar: SchoolCalendar, date: string): number => instantOf(calendar, date) + calendar.dayMilliseconds;

const isUntold = ({ dueOn, remindedOf }: PlannedStep): boolean => remindedOf === undefined || dueOn > remindedOf;
const isUnescalated = ({ dueOn, escalatedOf }: PlannedStep): boolean =>
  escalatedOf === undefined || dueOn > escalatedOf;

const tell: Readonly<Record<Deadline['name'], (occasion: SupportOccasion, state: SupportState) => SupportTransition>> =
  { milestone: reminded, escalation: escalated, waiting: waitTold };

/** Once for each due date that passes; what fell due before and is still open is named again beside it. */
function reminded(occasion: SupportOccasion, state: SupportState): SupportTransition {
  const today = dateAt(occasion.input.calendar, occasion.now);
  const late = overdue(state.milestones, today);
  const remindedOf = newestOf(late);
  return moved(
    occasion,
    state,
    { kind: 'deadlinePassed', reason: 'milestone' },
    {
      set: { milestones: markOpen(state.milestones, ({ dueOn }) => dueOn < today, { remindedOf }) },
      note: `Overdue: ${namesOf(late)}.`,
      notices: [{ to: 'hub-managers', about: 'A milestone of a supported school is overdue.' }],
    },
  );
}

/** The hub knows since the due date; who advises the school hears of it once for each. */
function escalated(occasion: SupportOccasion, state: SupportState): SupportTransition {
  const { calendar, escalation } = occasion.input;
  const today = dateAt(calendar, occasion.now);
  const isLong = (step: PlannedStep): boolean =>
    stillOpenOn(step, escalation?.overdueDays ?? 0, state.milestones) < today;
  const long = openMilestones(state.milestones).filter(isLong);
  const escalatedOf = newestOf(long);
  return moved(
    occasion,
    state,
    { kind: 'deadlinePassed', reason: 'escalation' },
    {
      set: { milestones: markOpen(state.milestones, isLong, { escalatedOf }) },
      note: `Still open, well after the due date: ${namesOf(long)}.`,
      notices: [
        {
          to: 'rise-advisers',
          about: 'A milestone of a supported school is still open well after its due date; see what would help.',
        },
      ],
    },
  );
}

function waitTold(occasion: SupportOccasion, state: SupportState): SupportTransition {
  const { soughtAtMilliseconds = occasion.now } = state;
  const about = 'A school has waited long for a place at a hub; its support says since when and why.';
  return moved(
    occasion,
    state,
    { kind: 'deadlinePassed', reason: 'waiting' },
    {
      set: { escalatedWaitMilliseconds: soughtAtMilliseconds },
      note: `The school still waits for a place, since ${dateInWords(dateAt(occasion.input.calendar, soughtAtMilliseconds))}.`,
      notices: [
        { to: 'rise-advisers', about },
        { to: 'senior-analysts', about },
      ],
    },
  );
}

const newestOf = (steps: readonly PlannedStep[]): string =>
  steps
    .map(({ dueOn }) => dueOn)
    .sort()
    .at(-1) ?? '';

const namesOf = (steps: readonly PlannedStep[]): string => steps.map(({ milestone }) => milestone).join(', ');
