import { type Command } from './command.js';
import { senderOf } from './checks.js';
import { type LogEntry, type Logged } from './log.js';
import { type Cause, type Notice, type TransitionRecord } from './transition-record.js';

export interface RecordEffect<View> {
  readonly do: 'record';
  readonly record: TransitionRecord<View>;
}

/** A state and what is still to be done about it, in order. */
export interface Step<State, Effect> {
  readonly state: State;
  readonly effects: readonly Effect[];
}

/** What a rule changes, before the change is numbered, logged and recorded. */
export interface Change<State, Effect> {
  /** A key given as undefined is removed. */
  readonly set: { readonly [Key in keyof State]?: State[Key] | undefined };
  readonly note: string;
  readonly notices?: readonly Notice[];
  readonly effects?: readonly Effect[];
  /** The report version that becomes the live one. */
  readonly publishes?: number;
  /** No report version is live from now on. */
  readonly isWithdrawn?: true;
  readonly isAccepted?: boolean;
}

/** Where and when a change happens, and how its state is shown to readers. */
export interface Setting<State, View> {
  readonly workflowId: string;
  readonly now: number;
  readonly viewOf: (state: State) => View;
}

/** Numbers a change, logs it and queues its record before its other effects. */
export function moved<State extends Logged, Effect, View>(
  { workflowId, now, viewOf }: Setting<State, View>,
  state: State,
  cause: Cause,
  change: Change<State, Effect | RecordEffect<View>>,
): Step<State, Effect | RecordEffect<View>> {
  const version = state.version + 1;
  const isAccepted = change.isAccepted ?? true;
  const entry: LogEntry = { version, atMilliseconds: now, cause, isAccepted, note: change.note };
  const next = withFields({ ...state, version, log: [...state.log, entry] }, change.set);
  const record: TransitionRecord<View> = {
    workflowId,
    version,
    atMilliseconds: now,
    cause,
    isAccepted,
    note: change.note,
    view: viewOf(next),
    notices: change.notices ?? [],
    ...(change.publishes !== undefined && { publishes: change.publishes }),
    ...(change.isWithdrawn && { isWithdrawn: true as const }),
  };
  return { state: next, effects: [{ do: 'record', record }, ...(change.effects ?? [])] };
}

/** Replaces fields of a state; a field given as undefined is removed, so that states compare and store the same. */
export function withFields<State extends object>(
  state: State,
  set: { readonly [Key in keyof State]?: State[Key] | undefined },
): State {
  const entries = Object.entries({ ...state, ...set }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as State;
}

export const causeOf = ({ kind, actor, commandId, body }: Command<string, unknown>): Cause => ({
  kind,
  actor,
  commandId,
  said: body,
});

/** Logs that a signalled decision was refused: its sender gets no answer, so the log is the only place that says so. */
export const notApplied = <State extends Logged, Effect, View>(
  setting: Setting<State, View>,
  state: State,
  decision: Command<string, unknown>,
  why: string,
): Step<State, Effect | RecordEffect<View>> =>
  moved(
    setting,
    state,
    { kind: decision.kind, ...senderOf(decision) },
    { set: {}, note: `Not applied, because: ${why}`, isAccepted: false },
  );
