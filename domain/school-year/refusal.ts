import { type Refusal } from '../process/command.js';
import { isPermitted } from '../process/access-policy.js';
import { firstOf, malformedCommand, refuse, textUnfit } from '../process/checks.js';
import { type Occasion } from './change.js';
import { ruleOf, type Decision } from './decisions/index.js';
import { hasSeen, type SchoolYearState } from './state.js';

/** Why this decision cannot be taken now, or nothing. Synchronous and pure: it runs inside an update validator and in previews. */
export function refusal(occasion: Occasion, state: SchoolYearState, decision: Decision): Refusal | undefined {
  const malformed = malformedCommand(decision);
  if (malformed) return malformed;
  if (hasSeen(state, decision.commandId)) return undefined;
  const { regionCode, urn } = occasion.year;
  if (!isPermitted(decision.actor, decision.kind, { regionCode, urn })) {
    return refuse('NotPermitted', 'Your role cannot take this decision for this school.');
  }
  if (decision.expectedVersion !== undefined && decision.expectedVersion !== state.version) {
    return refuse(
      'StaleVersion',
      'The school-year has changed since you read it. Read it again, then decide.',
    );
  }
  if (state.suspension) {
    return refuse(
      'Suspended',
      'This school-year is suspended while we look into its report. You can decide when the suspension ends.',
    );
  }
  const { openIn, unfit } = ruleOf(decision);
  if (!openIn.includes(state.stage)) {
    return refuse(
      'WrongStage',
      `You can take this decision while the school-year is ${openIn.join(' or ')}. It is now ${state.stage}.`,
    );
  }
  return unfit?.(occasion, state, decision) ?? textsUnfit(decision.body);
}

/** What is logged must be text, because the audit log's hash is computed over it. */
function textsUnfit(body: object): Refusal | undefined {
  const { note, reason, evidence } = body as {
    readonly note?: unknown;
    readonly reason?: unknown;
    readonly evidence?: unknown;
  };
  return firstOf(textUnfit(note, 'A note'), textUnfit(reason, 'A reason'), textUnfit(evidence, 'Evidence'));
}
