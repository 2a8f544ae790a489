import { type Command, type Refusal } from './command.js';
import { type Occasion } from './process.js';
import { type Permission } from './reach.js';

/**
 * One decision of a process, complete: who may take it, in which stages, what makes it invalid, and what it changes. Every table of the
 * process is built from such objects.
 */
export interface DecisionRule<Input, State, Decision extends Command<string, unknown>, Change> {
  readonly kind: Decision['kind'];
  readonly permitted: Permission;
  /** The stages in which the decision may be taken. */
  readonly openIn: readonly string[];
  /** Why this decision is invalid, beyond role, version and stage; undefined when it is valid. */
  readonly unfit?: (occasion: Occasion<Input>, state: State, decision: Decision) => Refusal | undefined;
  readonly change: (occasion: Occasion<Input>, state: State, decision: Decision) => Change;
}
