import { type DeadlineName, type Recalled, type Resumed, type Suspended } from './messages/facts.js';
import { type Change, type Occasion } from './change.js';
import { type Deadlines } from './deadlines.js';
import { type SchoolYearState, type Suspension } from './state.js';
import { withheldByAnalyst } from './withheld.js';
import { answerBy, windowEnd, windowLeft } from './windows.js';

/** Deadlines on a date of the calendar; every other is a window, which a suspension does not shorten. */
const onDates: readonly DeadlineName[] = ['shock-end', 'months-missing', 'year-end'];

/** Pauses every deadline. Source: docs/sources/expectation.md#suspended-within-days: reads, timers' effects and referrals stop at once and durably. */
export function suspended(occasion: Occasion, state: SchoolYearState, { recallId }: Suspended): Change {
  const held = state.suspension;
  return {
    set: {
      suspension: {
        recallIds: [...(held?.recallIds ?? []), recallId],
        deadlines: held?.deadlines ?? frozen(occasion, state.deadlines),
        ...(held?.yearEnded && { yearEnded: held.yearEnded }),
      },
      deadlines: {},
    },
    note: 'Suspended: the report cannot be read, and every deadline is paused.',
    notices: hasSchoolReport(state)
      ? [
          { to: 'responsible-body', about: 'A report is suspended while we look into it.' },
          { to: 'school', about: 'Your report is suspended while we look into it. Any deadline you have is paused.' },
        ]
      : [],
  };
}

/** Ends one recall's suspension; deadlines run again when the last one has ended. */
export function resumed(occasion: Occasion, state: SchoolYearState, { recallId }: Resumed): Change {
  const recallIds = (state.suspension?.recallIds ?? []).filter((id) => id !== recallId);
  if (state.suspension && recallIds.length > 0) {
    return {
      set: { suspension: { ...state.suspension, recallIds } },
      note: 'One suspension has ended; another still applies.',
    };
  }
  const deadlines = thawed(occasion, state.suspension?.deadlines ?? {});
  const by = answerBy(occasion, deadlines['school-window']);
  return {
    set: { suspension: undefined, deadlines },
    note: 'The suspension has ended; deadlines run again from where they were paused.',
    notices: hasSchoolReport(state)
      ? [
          { to: 'responsible-body', about: 'The suspension of a report has ended.' },
          { to: 'school', about: `The suspension of your report has ended.${by && ` Please answer it${by}.`}` },
        ]
      : [],
  };
}

/** Makes the draft again from the current data. A school that has no draft, or whose report a person has withheld, has no draft to make again. */
export function recalled(_occasion: Occasion, state: SchoolYearState, { recallId }: Recalled): Change {
  const { draft, stage } = state;
  if (!draft || stage === 'drafting') return { set: {}, note: 'Recalled; there is no draft to make again yet.' };
  if (draft.reasons.some(({ gate }) => gate === withheldByAnalyst))
    return { set: {}, note: 'Recalled; the report stays withheld, as a person decided.' };
  return {
    set: { stage: 'drafting', recall: { recallId, stage } },
    note: 'Recalled; the draft is made again from the figures as they are now.',
    effects: [
      { do: 'draft', request: { reportVersion: draft.reportVersion + 1, corrections: state.corrections, recallId } },
    ],
  };
}

/** A recall that found nothing to change puts the school-year back where it was. */
export const confirmedUnchanged = (state: SchoolYearState): Change => ({
  set: { stage: state.recall?.stage ?? state.stage, recall: undefined },
  note: 'Checked after the recall: nothing in the report has changed.',
});

/** While suspended, a deadline is kept and not set: what a message would start waits until the suspension ends. */
export function keepSuspended(occasion: Occasion, state: SchoolYearState): SchoolYearState {
  const { suspension, deadlines } = state;
  if (!suspension || Object.keys(deadlines).length === 0) return state;
  return { ...state, deadlines: {}, suspension: { ...suspension, deadlines: frozen(occasion, deadlines) } };
}

const isDated = (name: DeadlineName): boolean => onDates.includes(name);

/** A window is kept as the milliseconds left of it, a date as its instant. */
const frozen = (occasion: Occasion, deadlines: Deadlines): Suspension['deadlines'] =>
  each(deadlines, (name, at) => (isDated(name) ? at : windowLeft(occasion, name, at)));

const thawed = (occasion: Occasion, kept: Suspension['deadlines']): Deadlines =>
  each(kept, (name, held) => (isDated(name) ? held : windowEnd(occasion, name, held)));

const each = (clocks: Deadlines, change: (name: DeadlineName, value: number) => number): Deadlines =>
  Object.fromEntries(
    (Object.entries(clocks) as [DeadlineName, number][]).map(([name, value]) => [name, change(name, value)]),
  );

/** Only people who were notified of a report are notified of what becomes of it. */
const hasSchoolReport = ({ stage, recall }: SchoolYearState): boolean =>
  ['with-school', 'challenged', 'monitoring'].includes(recall?.stage ?? stage);
