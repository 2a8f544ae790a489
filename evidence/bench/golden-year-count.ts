/**
 * The events of the golden year, counted by hand: eleven months each handled alone, two decisions and no shock. The table in
 * docs/architecture.md shows the same lines.
 */
const lines = [
  { what: 'run started, run completed', howMany: 2, eventsEach: 1 },
  { what: 'workflow tasks: start, draft made, 2 decisions, 11 months, year ended', howMany: 16, eventsEach: 3 },
  { what: 'workflow tasks: a record written', howMany: 5, eventsEach: 3 },
  { what: 'draft activity: scheduled, started, completed', howMany: 1, eventsEach: 3 },
  { what: 'records, as activities: drafted, approved, agreed, first judgement, evaluated', howMany: 5, eventsEach: 3 },
  { what: 'updates: accepted, completed', howMany: 2, eventsEach: 2 },
  { what: 'signals: 11 months, year ended', howMany: 12, eventsEach: 1 },
  {
    what: "timers, started and cancelled: review, school's reminder, three dates for missing returns, year end",
    howMany: 6,
    eventsEach: 2,
  },
  { what: 'stage in the search attributes: in review, with school, monitoring', howMany: 3, eventsEach: 1 },
] as const;

/** The count by line, and its sum. */
export const goldenYear: {
  readonly lines: readonly { readonly what: string; readonly howMany: number; readonly eventsEach: number }[];
  readonly events: number;
} = { lines, events: lines.reduce((sum, { howMany, eventsEach }) => sum + howMany * eventsEach, 0) };
