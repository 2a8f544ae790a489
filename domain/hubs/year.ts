import { type HubInput } from './messages.js';
import { type HubClosed, type PlaceDeferred, type PlaceGiven } from '../support/messages.js';
import { type TransitionRecord } from '../process/transition-record.js';
import { type LogEntry } from '../school-year/state.js';
import { type HubState } from './hub.js';
import { type HubView } from './view.js';

export interface HubYear {
  readonly version: number;
  readonly hub: HubState;
  readonly isEnded: boolean;
  readonly log: readonly LogEntry[];
}

export type HubEffect =
  | { readonly do: 'record'; readonly record: TransitionRecord<HubView> }
  | { readonly do: 'tellSupport'; readonly urn: string; readonly news: PlaceGiven | PlaceDeferred | HubClosed }
  | { readonly do: 'askForRound' };

export interface HubTransition {
  readonly state: HubYear;
  readonly effects: readonly HubEffect[];
}

export interface HubOccasion {
  readonly input: HubInput;
  readonly workflowId: string;
  readonly now: number;
}

/** A command that was taken. One that was refused and comes again is looked at anew. */
export const hasSeen = (state: HubYear, commandId: string): boolean =>
  state.log.some(({ cause, isAccepted }) => isAccepted && cause.commandId === commandId);
