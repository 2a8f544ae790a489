import { type Command } from '../../process/command.js';
import { type DecisionRule as RuleOf } from '../../process/decision.js';
import { type SchoolYearInput } from '../messages/input.js';
import { type Change } from '../change.js';
import { type SchoolYearState, type Stage } from '../state.js';

/** One decision about a school-year, as its file describes it. */
export type DecisionRule<Kind extends string, Body extends object> = RuleOf<
  SchoolYearInput,
  SchoolYearState,
  Command<Kind, Body>,
  Change
> & { readonly openIn: readonly Stage[] };
