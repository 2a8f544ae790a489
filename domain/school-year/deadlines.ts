import { type DeadlineName } from './messages/facts.js';
import { type SchoolYearInput } from './messages/input.js';
import { instantOf } from '../shared/school-calendar.js';
import { type Occasion } from './change.js';
import { type SchoolYearState } from './state.js';

export type Deadlines = SchoolYearState['deadlines'];

export interface Deadline {
  readonly name: DeadlineName;
  readonly atMilliseconds: number;
}

/** The deadline that comes first; ties go by name, so that replay agrees. */
export function nearestDeadline(state: SchoolYearState): Deadline | undefined {
  const entries = Object.entries(state.deadlines) as [DeadlineName, number][];
  const [first] = entries.sort(([nameA, a], [nameB, b]) => a - b || (nameA < nameB ? -1 : 1));
  return first && { name: first[0], atMilliseconds: first[1] };
}

export function without(deadlines: Deadlines, ...names: readonly DeadlineName[]): Deadlines {
  return Object.fromEntries(Object.entries(deadlines).filter(([name]) => !names.includes(name as DeadlineName)));
}

/** Deadlines of a monitored school: the next date on which missing returns are requested, and the year's end. */
export function monitoringDeadlines(year: SchoolYearInput, state: SchoolYearState): Deadlines {
  const missing = nextChase(year, state);
  const outlived: readonly DeadlineName[] = stillMissing(state).length > 0 ? [] : ['months-still-missing'];
  return {
    ...without(state.deadlines, 'months-missing', ...outlived),
    'year-end': instantOf(year.calendar, year.calendar.evaluateOn),
    ...(missing !== undefined && { 'months-missing': missing }),
  };
}

const unsettled: readonly SchoolYearState['stage'][] = [
  'quarantined',
  'in-review',
  'with-school',
  'challenged',
  'withheld',
];

/**
 * A year that has not reached monitoring also ends on the calendar's day, so that none waits for a person for ever. A year that was started
 * after that day has no such deadline, so that people can still work on it.
 */
export function withYearEnd({ input: year, now }: Occasion, state: SchoolYearState): SchoolYearState {
  const at = instantOf(year.calendar, year.calendar.evaluateOn);
  if (!unsettled.includes(state.stage) || at <= now) return state;
  const { suspension, deadlines } = state;
  if ((suspension?.deadlines ?? deadlines)['year-end'] === at) return state;
  return suspension
    ? { ...state, suspension: { ...suspension, deadlines: { ...suspension.deadlines, 'year-end': at } } }
    : { ...state, deadlines: { ...deadlines, 'year-end': at } };
}

/** The months due by a date that are neither received nor accepted as missing, `yyyy-mm`. */
export function missingMonths(year: SchoolYearInput, state: SchoolYearState, date: string): readonly string[] {
  const held = new Set([...state.months.map(({ month }) => month), ...state.acceptedGaps]);
  return year.calendar.months.filter(({ month, dueOn }) => dueOn <= date && !held.has(month)).map(({ month }) => month);
}

/** The months that were requested and not received, `yyyy-mm`. */
export function stillMissing({ months, acceptedGaps }: SchoolYearState): readonly string[] {
  const held = new Set(months.map(({ month }) => month));
  return acceptedGaps.filter((month) => !held.has(month));
}

const nextChase = (year: SchoolYearInput, state: SchoolYearState): number | undefined => {
  const date = year.calendar.chaseOn.find((chaseOn) => missingMonths(year, state, chaseOn).length > 0);
  return date === undefined ? undefined : instantOf(year.calendar, date);
};
