import { type Command, type Refusal } from '../../process/command.js';
import { type Permission } from '../../process/reach.js';
import { type Change, type Occasion } from '../change.js';
import { type SchoolYearState, type Stage } from '../state.js';

/** One decision about a school-year. Every table of decisions is built from such objects by the index. */
export interface DecisionRule<Kind extends string, Body extends object> {
  /** The name of the update and of the signal. */
  readonly kind: Kind;
  readonly permitted: Permission;
  readonly openIn: readonly Stage[];
  /** Why the decision is invalid, beyond role, version and stage; undefined when it is valid. */
  readonly unfit?: (occasion: Occasion, state: SchoolYearState, decision: Command<Kind, Body>) => Refusal | undefined;
  readonly change: (occasion: Occasion, state: SchoolYearState, decision: Command<Kind, Body>) => Change;
}
