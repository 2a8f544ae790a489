import { type Deadline as AnyDeadline } from '../process/process.js';
import { dateInWords } from '../shared/dates.js';
import { dateAt, daysAfter, instantOf, type SchoolCalendar } from '../shared/school-calendar.js';
import { type SupportInput } from './messages.js';
import { markOpen, openMilestones, overdue, stillOpenOn, type PlannedStep } from './milestones.js';
import { supportMoved, unchanged, type SupportOccasion, type SupportState, type SupportStep } from './support-state.js';

interface Deadline extends AnyDeadline {
  readonly name: 'milestone' | 'escalation' | 'waiting';
}

/** The next deadline without a notice; undefined when there is none. */
export const supportDeadline = (occasion: SupportOccasion, state: SupportState): Deadline | undefined =>
  [...deadlines(occasion, state)].sort((a, b) => a.atMilliseconds - b.atMilliseconds).at(0);

/** Sends the notice of the earliest deadline that has passed. Where another has passed too, its timer rings at once. */
export function deadlinePassed(occasion: SupportOccasion, state: SupportState): SupportStep {
  const deadline = supportDeadline(occasion, state);
  if (deadline === undefined || deadline.atMilliseconds > occasion.now) return unchanged(state);
  return report[deadline.name](occasion, state);
}

function deadlines({ input }: SupportOccasion, state: SupportState): readonly Deadline[] {
  const { calendar, escalation } = input;
  if (state.stage === 'ended') return [];
  if (state.stage !== 'in-progress') return waitEnd(input, state);
  const open = openMilestones(state.milestones);
  return [
    ...open.filter(isUnreminded).map(({ dueOn }): Deadline => ({
      name: 'milestone',
      atMilliseconds: endOf(calendar, dueOn),
    })),
    ...open.filter(isUnescalated).map((step): Deadline => ({
      name: 'escalation',
      atMilliseconds: endOf(calendar, stillOpenOn(step, escalation.overdueDays, state.milestones)),
    })),
  ];
}

/** The wait starts again when a place is lost. */
function waitEnd(
  { calendar, escalation }: SupportInput,
  { waitingSinceMilliseconds, escalatedWaitMilliseconds }: SupportState,
): readonly Deadline[] {
  if (waitingSinceMilliseconds === undefined || waitingSinceMilliseconds === escalatedWaitMilliseconds) return [];
  return [{ name: 'waiting', atMilliseconds: daysAfter(calendar, waitingSinceMilliseconds, escalation.waitingDays) }];
}

const endOf = (calendar: SchoolCalendar, date: string): number => instantOf(calendar, date) + calendar.dayMilliseconds;

const isUnreminded = ({ dueOn, remindedOf }: PlannedStep): boolean => remindedOf === undefined || dueOn > remindedOf;
const isUnescalated = ({ dueOn, escalatedOf }: PlannedStep): boolean =>
  escalatedOf === undefined || dueOn > escalatedOf;

const report: Readonly<Record<Deadline['name'], (occasion: SupportOccasion, state: SupportState) => SupportStep>> = {
  milestone: reminded,
  escalation: escalated,
  waiting: longWaitReported,
};

/** Once for each due date that passes; the note also names earlier steps that are still open. */
function reminded(occasion: SupportOccasion, state: SupportState): SupportStep {
  const today = dateAt(occasion.input.calendar, occasion.now);
  const late = overdue(state.milestones, today);
  const remindedOf = newestOf(late);
  return supportMoved(
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

/** The hub was reminded on the due date; the RISE advisers are notified once for each step. */
function escalated(occasion: SupportOccasion, state: SupportState): SupportStep {
  const { calendar, escalation } = occasion.input;
  const today = dateAt(calendar, occasion.now);
  const isLong = (step: PlannedStep): boolean => stillOpenOn(step, escalation.overdueDays, state.milestones) < today;
  const long = openMilestones(state.milestones).filter(isLong);
  const escalatedOf = newestOf(long);
  return supportMoved(
    occasion,
    state,
    { kind: 'deadlinePassed', reason: 'escalation' },
    {
      set: { milestones: markOpen(state.milestones, isLong, { escalatedOf }) },
      note: `Still open, well after the due date: ${namesOf(long)}.`,
      notices: [
        {
          to: 'rise-advisers',
          about:
            'A milestone of a supported school is still open well after its due date. Please find out what would help.',
        },
      ],
    },
  );
}

function longWaitReported(occasion: SupportOccasion, state: SupportState): SupportStep {
  const { waitingSinceMilliseconds = occasion.now } = state;
  const about = 'A school has waited a long time for a place at a hub. Its support page says since when and why.';
  return supportMoved(
    occasion,
    state,
    { kind: 'deadlinePassed', reason: 'waiting' },
    {
      set: { escalatedWaitMilliseconds: waitingSinceMilliseconds },
      note: `The school has waited for a place since ${dateInWords(dateAt(occasion.input.calendar, waitingSinceMilliseconds))}.`,
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
