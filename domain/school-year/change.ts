import { type SchoolYearInput } from './messages/input.js';
import { type Cause, type Notice } from '../process/transition-record.js';
import { type Effect } from './effects.js';
import { viewOf, type LogEntry, type SchoolYearState } from './state.js';

export interface Transition {
  readonly state: SchoolYearState;
  readonly effects: readonly Effect[];
}

/** What a rule says should change, before it is numbered, logged and recorded. */
export interface Change {
  /** A key given as undefined is removed. */
  readonly set: { readonly [Key in keyof SchoolYearState]?: SchoolYearState[Key] | undefined };
  readonly note: string;
  readonly notices?: readonly Notice[];
  readonly effects?: readonly Effect[];
  readonly publishes?: number;
  /** No version is live any longer. */
  readonly isWithdrawn?: true;
  readonly isAccepted?: boolean;
}

/** The moment and identity that a transition is recorded with. */
export interface Occasion {
  readonly year: SchoolYearInput;
  readonly workflowId: string;
  readonly now: number;
}

export const unchanged = (state: SchoolYearState): Transition => ({ state, effects: [] });

/** Replaces fields without a new version, where nothing has changed that a person or the read model would see. */
export const quietly = (state: SchoolYearState, set: Change['set']): Transition => unchanged(withFields(state, set));

/** Numbers the change, logs it and queues its record before its other effects. */
export function moved(occasion: Occasion, state: SchoolYearState, cause: Cause, change: Change): Transition {
  const version = state.version + 1;
  const isAccepted = change.isAccepted ?? true;
  const entry: LogEntry = { version, atMilliseconds: occasion.now, cause, isAccepted, note: change.note };
  const next = withFields(state, { ...change.set, version, log: [...state.log, entry] });
  return {
    state: next,
    effects: [
      {
        do: 'record',
        record: {
          workflowId: occasion.workflowId,
          version,
          atMilliseconds: occasion.now,
          cause,
          isAccepted,
          note: change.note,
          view: viewOf(next),
          notices: change.notices ?? [],
          ...(change.publishes !== undefined && { publishes: change.publishes }),
          ...(change.isWithdrawn && { isWithdrawn: true as const }),
        },
      },
      ...(change.effects ?? []),
    ],
  };
}

function withFields(state: SchoolYearState, set: Change['set']): SchoolYearState {
  const entries = Object.entries({ ...state, ...set }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as unknown as SchoolYearState;
}
