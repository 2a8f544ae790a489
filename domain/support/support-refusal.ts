import { type Refusal } from '../process/command.js';
import { type RecordMilestone, type SupportDecision } from './messages.js';
import { isPermitted } from '../process/access-policy.js';
import { isDateText, malformedCommand, refuse, textMissing } from '../process/checks.js';
import { milestoneRefusal } from './milestones.js';
import { entryOf, hasSeen, type SupportOccasion, type SupportState } from './support-state.js';

/** Why a decision about a support cannot be taken now, or nothing. */
export function supportRefusal(
  { input }: SupportOccasion,
  state: SupportState,
  decision: SupportDecision,
): Refusal | undefined {
  const malformed = malformedCommand(decision);
  if (malformed) return malformed;
  if (hasSeen(state, decision.commandId)) return undefined;
  const { urn, regionCode } = input;
  if (!isPermitted(decision.actor, decision.kind, { urn, regionCode }))
    return refuse('NotPermitted', 'This role may not take this decision for this school.');
  if (decision.expectedVersion !== undefined && decision.expectedVersion !== state.version) {
    return refuse(
      'StaleVersion',
      'The support has changed since you read it. Read it again and decide on what it says now.',
    );
  }
  if (state.stage === 'ended') return refuse('WrongStage', 'The support has ended.');
  if (decision.kind === 'endSupport') return textMissing(decision.body.reason, 'A reason');
  if (state.stage !== 'in-progress')
    return refuse('WrongStage', 'Milestones are recorded once the school has a place.');
  const unreadable = milestoneUnreadable(decision.body);
  if (unreadable) return unreadable;
  const unfit = milestoneRefusal(state.milestones, entryOf(decision));
  return unfit === undefined ? undefined : refuse('MilestoneUnfit', unfit);
}

/** A signal may bring anything in the fields of its body. */
function milestoneUnreadable(body: { readonly [Key in keyof RecordMilestone['body']]: unknown }): Refusal | undefined {
  const { milestone, reachedOn, evidence, days, isRepeat } = body;
  if (typeof milestone !== 'string' || typeof evidence !== 'string' || typeof days !== 'number')
    return refuse('Malformed', 'A milestone needs its name, evidence in words, and its days as a number.');
  if (isRepeat !== undefined && typeof isRepeat !== 'boolean')
    return refuse('Malformed', 'Whether the support has gone back to the milestone is true or false.');
  return isDateText(reachedOn)
    ? undefined
    : refuse('MilestoneUnfit', 'Write the date on which the milestone was reached as yyyy-mm-dd.');
}
