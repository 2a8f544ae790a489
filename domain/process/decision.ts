import { type Command, type Refusal } from './command.js';
import { type Occasion } from './process.js';
import { type Permission } from './reach.js';

/**
 * One decision of a process, and everything there is to know of it: who may take it, when it is open, what makes it unfit, and what it
 * changes. Every table of the process is built from such objects.
 */
export interface DecisionRule<Input, State, Decision extends Command<string, unknown>, Change> {
  readonly kind: Decision['kind'];
  readonly permitted: Permission;
  /** Stages of the process in which it may be taken. */
  readonly openIn: readonly string[];
  /** What is wrong with this decision beyond role, version and stage. */
  readonly unfit?: (occasion: Occasion<Input>, state: State, decision: Decision) => Refusal | undefined;
  readonly change: (occasion: Occasion<Input>, state: State, decision: Decision) => Change;
}
