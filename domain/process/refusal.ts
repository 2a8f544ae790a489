import { firstOf, isAllStorable, malformedCommand, refuse, textUnfit } from './checks.js';
import { type Command, type Refusal } from './command.js';
import { ruleOf, type DecisionTable } from './decision-table.js';
import { type DecisionRule } from './decision.js';
import { idReused } from './command-content.js';
import { hasSeen, isIdReused, type Logged } from './log.js';
import { type Occasion } from './process.js';
import { reaches, reachIn, type Place } from './reach.js';

/** What checking a decision needs to know of its process. */
export interface Judging<Input, State extends Logged, Decision extends Command<string, unknown>, Change> {
  /** What people call it, in the middle of a sentence: "school-year". */
  readonly subject: string;
  readonly decisions: DecisionTable<Input, State, Decision, Change>;
  /** Where it is, for roles that reach only their own school or region. */
  readonly placeOf: (input: Input) => Place;
  readonly stageOf: (state: State) => string;
  /** Stages that need other words than their codes give, in the middle of a sentence: "with the school". */
  readonly stageWords?: Readonly<Record<string, string>>;
  /** Why no decision at all can be taken now, whatever the stage. */
  readonly heldBy?: (state: State) => Refusal | undefined;
}

/**
 * Why a decision cannot be taken now, or undefined. Every process judges in this order: form, repeat, role and place, version, hold, stage,
 * then the decision's own rule. A command that was applied before is not refused, because applying it again changes nothing; another command
 * under its id is.
 */
export function refusalBy<Input, State extends Logged, Decision extends Command<string, unknown>, Change>(
  judging: Judging<Input, State, Decision, Change>,
  occasion: Occasion<Input>,
  state: State,
  decision: Decision,
): Refusal | undefined {
  const malformed = malformedCommand(decision);
  if (malformed) return malformed;
  if (hasSeen(state, decision.commandId)) return isIdReused(state, decision) ? idReused : undefined;
  const { subject, placeOf, stageOf, heldBy } = judging;
  const rule: DecisionRule<Input, State, Decision, Change> = ruleOf(judging.decisions, decision);
  const { actor, expectedVersion } = decision;
  if (!reaches(reachIn(rule.permitted, actor), actor, placeOf(occasion.input)))
    return refuse('NotPermitted', `Your role cannot take this decision about this ${subject}.`);
  if (expectedVersion !== undefined && expectedVersion !== state.version)
    return refuse('StaleVersion', `The ${subject} has changed since you read it. Read it again, then decide.`);
  const held = heldBy?.(state);
  if (held) return held;
  const stage = stageOf(state);
  if (!rule.openIn.includes(stage)) {
    const words = (code: string): string => judging.stageWords?.[code] ?? code.replaceAll('-', ' ');
    const open = rule.openIn.map(words).join(', or ');
    return refuse('WrongStage', `The ${subject} is ${words(stage)}. This decision is open while it is ${open}.`);
  }
  return rule.unfit?.(occasion, state, decision) ?? textsUnfit(decision.body);
}

/** What is written into the log must be text, because the audit log's hash is made over it; the whole body is written there. */
function textsUnfit(body: unknown): Refusal | undefined {
  const { note, reason, evidence } = body as Readonly<Record<string, unknown>>;
  return firstOf(
    textUnfit(note, 'A note'),
    textUnfit(reason, 'A reason'),
    textUnfit(evidence, 'Evidence'),
    isAllStorable(body) ? undefined : refuse('Malformed', 'The body holds a character that cannot be stored.'),
  );
}
