import { type MonthReported } from './messages/facts.js';
import { acceptMonth } from '../monitoring/month-figures.js';
import { daysAfter, instantOf } from '../shared/school-calendar.js';
import { moved, quietly, unchanged, type Change, type Occasion, type Transition } from './change.js';
import { missingMonths, monitoringDeadlines, stillMissing, without } from './deadlines.js';
import { rejudge } from './judging.js';
import { type SchoolYearState } from './state.js';

/** Keeps the month's figures and judges again; a month that changes nothing a person would see gets no version of its own. */
export function monthReported(occasion: Occasion, state: SchoolYearState, fact: MonthReported): Transition {
  if (state.stage === 'closed') return unchanged(state);
  const { kind, ...figures } = fact;
  const { months, change } = acceptMonth(state.months, figures);
  if (change === 'duplicate' || change === 'older') return unchanged(state);
  const held = { ...state, months };
  if (state.suspension) return quietly(held, {});
  const again = rejudge(occasion, held, { mayReverse: true });
  if (!again.isVisible) return quietly(held, again.set);
  const because = change === 'restated' ? `The restated figures for ${fact.month} change the judgement.` : '';
  return moved(
    occasion,
    held,
    { kind },
    {
      set: again.set,
      note: [because, again.note].filter(Boolean).join(' '),
      notices: again.notices,
      effects: again.effects,
    },
  );
}

/** Requests the returns that are due and missing, and from then on judges without them. */
export function monthsMissing(occasion: Occasion, state: SchoolYearState): Change {
  const { calendar, decisionPolicy } = occasion.input;
  const reached = calendar.chaseOn.filter((date) => instantOf(calendar, date) <= occasion.now).at(-1);
  const missing = reached === undefined ? [] : missingMonths(occasion.input, state, reached);
  const held = {
    ...state,
    acceptedGaps: [...state.acceptedGaps, ...missing],
    deadlines: {
      ...without(state.deadlines, 'months-missing'),
      'months-still-missing': daysAfter(calendar, occasion.now, decisionPolicy.missingReturnDays),
    },
  };
  const again = rejudge(occasion, held);
  return {
    set: { acceptedGaps: held.acceptedGaps, deadlines: monitoringDeadlines(occasion.input, held), ...again.set },
    note: `Returns are missing for ${missing.join(', ')}; they have been requested. ${again.note}`.trim(),
    notices: [{ to: 'responsible-body', about: 'Monthly returns are missing. Please send them.' }, ...again.notices],
  };
}

/** Requesting the returns did not help, so analysts contact the responsible body themselves. */
export function monthsStillMissing(_occasion: Occasion, state: SchoolYearState): Change {
  const months = stillMissing(state).join(', ');
  return {
    set: { deadlines: without(state.deadlines, 'months-still-missing') },
    note: `Requested returns are still missing for ${months}; analysts are notified.`,
    notices: [{ to: 'analysts', about: 'A school’s monthly returns have been requested and are still missing.' }],
  };
}
