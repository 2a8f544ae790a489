import { type Refusal } from '../process/command.js';
import { type HubDecision } from './messages.js';
import { isPermitted } from '../process/access-policy.js';
import { malformedCommand, refuse, textMissing } from '../process/checks.js';
import { type HubOccasion, type HubYear, hasSeen } from './year.js';

/** Why a decision on a hub cannot be taken now; undefined where it can. */
export function hubRefusal({ input }: HubOccasion, state: HubYear, decision: HubDecision): Refusal | undefined {
  const malformed = malformedCommand(decision);
  if (malformed) return malformed;
  if (hasSeen(state, decision.commandId)) return undefined;
  if (!isPermitted(decision.actor, decision.kind, { regionCode: input.regionCode }))
    return refuse('NotPermitted', 'This role may not change this hub.');
  if (decision.expectedVersion !== undefined && decision.expectedVersion !== state.version) {
    return refuse(
      'StaleVersion',
      'The hub has changed since you read it. Read it again and decide on what it says now.',
    );
  }
  if (state.isEnded) return refuse('WrongStage', 'The hub’s year is over.');
  if (state.hub.isClosed) return refuse('WrongStage', 'The hub has closed.');
  if (decision.kind === 'closeHub') return textMissing(decision.body.reason, 'A reason');
  const { enhancedPlaces, regionalPlaces, reason } = decision.body;
  const isFit = [enhancedPlaces, regionalPlaces].every((count) => Number.isInteger(count) && count >= 0);
  return isFit ? textMissing(reason, 'A reason') : refuse('OutOfRange', 'A number of places is a whole number from 0.');
}
