import { type Change, type Occasion } from './change.js';
import { monitoringDeadlines, without } from './deadlines.js';
import { type SchoolYearState } from './state.js';
import { answerBy } from './windows.js';

export const schoolReminder = (occasion: Occasion, state: SchoolYearState): Change => ({
  set: { deadlines: without(state.deadlines, 'school-reminder') },
  note: 'The school is reminded to answer its report.',
  notices: [
    { to: 'school', about: `Please answer your report${answerBy(occasion, state.deadlines['school-window'])}.` },
  ],
});

/** Without an answer the report is issued, and says so; silence never counts as agreement. */
export const windowPassed = (occasion: Occasion, state: SchoolYearState): Change =>
  issued(occasion, state, 'The school did not answer in time; the report is issued and says so.');

export const challengeOverdue = (_occasion: Occasion, state: SchoolYearState): Change => ({
  set: { deadlines: without(state.deadlines, 'challenge') },
  note: 'The challenge is overdue for a decision.',
  notices: [{ to: 'senior-analysts', about: 'A challenge is overdue for a decision.' }],
});

/** Issues the report: it is published, and the school is monitored from now on. */
export function issued({ input: year }: Occasion, state: SchoolYearState, note: string): Change {
  return {
    set: { stage: 'monitoring', deadlines: monitoringDeadlines(year, { ...state, deadlines: {} }) },
    note,
    notices: [
      { to: 'responsible-body', about: 'A report has been issued.' },
      { to: 'school', about: 'Your report has been issued.' },
    ],
    ...(state.draft && { publishes: state.draft.reportVersion }),
  };
}
