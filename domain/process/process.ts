import { type RecordEffect, type Step } from './change.js';
import { type Command, type Receipt, type Refusal } from './command.js';
import { type Logged } from './log.js';

export interface Deadline {
  readonly name: string;
  readonly atMilliseconds: number;
}

/** Where a process is when something happens: what it was started with, its id, and the moment. */
export interface Occasion<Input> {
  readonly input: Input;
  readonly workflowId: string;
  readonly now: number;
}

/**
 * The rules of one kind of process, as pure functions of the occasion, the state and a message. The engine's side, the same for all, takes
 * messages, applies them and carries out the effects (`workflows/kit/`).
 */
export interface Process<
  Input,
  State extends Logged,
  Decision extends Command<string, unknown>,
  Fact extends { readonly kind: string },
  Effect,
  View,
> {
  readonly decisionKinds: readonly Decision['kind'][];
  /** Facts that come as signals; a process may have others that only it itself reports. */
  readonly factKinds: readonly Fact['kind'][];
  readonly begin: (occasion: Occasion<Input>) => Step<State, Effect | RecordEffect<View>>;
  readonly transition: (
    occasion: Occasion<Input>,
    state: State,
    message: Decision | Fact,
  ) => Step<State, Effect | RecordEffect<View>>;
  readonly refusal: (occasion: Occasion<Input>, state: State, decision: Decision) => Refusal | undefined;
  readonly notApplied: (
    occasion: Occasion<Input>,
    state: State,
    decision: Decision,
    why: string,
  ) => Step<State, Effect | RecordEffect<View>>;
  readonly receipt: (state: State) => Receipt;
  /** What the `status` query answers, without the version. */
  readonly view: (occasion: Occasion<Input>, state: State) => View;
  /** The next moment at which something happens without a message. */
  readonly deadline: (occasion: Occasion<Input>, state: State) => Deadline | undefined;
  /** The message to apply when a deadline has passed; undefined when the deadline no longer applies. */
  readonly onDeadline: (state: State, name: string) => Fact | undefined;
  readonly isOver: (state: State) => boolean;
}
