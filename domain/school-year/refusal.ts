import { type Refusal } from '../../contracts/command.js';
import { type Decision, type DecisionKind } from '../../contracts/school-year/messages.js';
import { isPermitted } from '../access/policy.js';
import { type Occasion } from './change.js';
import { refuse, textMissing } from './checks.js';
import { resumeUnfit, revokeUnfit, shockUnfit } from './monitoring.js';
import { confirmUnfit, proposalMissing } from './referral.js';
import { overrideUnfit, secondPersonUnfit } from './review.js';
import { hasSeen, type SchoolYearState, type Stage } from './state.js';
import { challengeUnfit, proposalUnfit, upholdUnfit } from './with-school.js';

/** The stages in which a decision is open. */
export const openIn: Readonly<Record<DecisionKind, readonly Stage[]>> = {
  approveTarget: ['in-review'],
  overrideTarget: ['in-review'],
  confirmOverride: ['in-review'],
  declineOverride: ['in-review'],
  releaseFromQuarantine: ['quarantined'],
  withholdReport: ['quarantined', 'in-review'],
  agreeTarget: ['with-school'],
  challengeFigure: ['with-school'],
  upholdChallenge: ['challenged'],
  dismissChallenge: ['challenged'],
  proposeHigherTarget: ['with-school'],
  pauseForShock: ['monitoring'],
  resumeMonitoring: ['monitoring'],
  revokeShock: ['monitoring'],
  confirmReferral: ['monitoring'],
  declineReferral: ['monitoring'],
};

/** Why this decision cannot be taken now, or nothing. Synchronous and pure: it runs inside an update validator and in previews. */
export function refusal(occasion: Occasion, state: SchoolYearState, decision: Decision): Refusal | undefined {
  const malformed = malformedCommand(decision);
  if (malformed) return malformed;
  if (hasSeen(state, decision.commandId)) return undefined;
  const { regionCode, urn } = occasion.year;
  if (!isPermitted(decision.actor, decision.kind, { regionCode, urn })) {
    return refuse('NotPermitted', 'This role may not take this decision for this school.');
  }
  if (decision.expectedVersion !== undefined && decision.expectedVersion !== state.version) {
    return refuse('StaleVersion', 'The school-year has changed since you read it. Read it again and decide on what it says now.');
  }
  if (!openIn[decision.kind].includes(state.stage)) {
    return refuse('WrongStage', `This decision is open while the school-year is ${openIn[decision.kind].join(' or ')}; it is ${state.stage}.`);
  }
  return bodyUnfit(occasion, state, decision);
}

function malformedCommand(decision: Decision): Refusal | undefined {
  const command = decision as Partial<Decision> | undefined;
  const isWhole =
    typeof command?.commandId === 'string' && command.commandId !== '' && typeof command.actor?.id === 'string' && typeof command.body === 'object';
  return isWhole ? undefined : refuse('Malformed', 'A command needs commandId, actor {id, role} and body.');
}

function bodyUnfit(occasion: Occasion, state: SchoolYearState, decision: Decision): Refusal | undefined {
  switch (decision.kind) {
    case 'overrideTarget':
      return overrideUnfit(decision);
    case 'confirmOverride':
      return secondPersonUnfit(state, decision);
    case 'declineOverride':
      return secondPersonUnfit(state, decision) ?? textMissing(decision.body.reason, 'A reason');
    case 'releaseFromQuarantine':
      return textMissing(decision.body.reason, 'A reason') ?? figuresMissing(state);
    case 'withholdReport':
    case 'dismissChallenge':
      return textMissing(decision.body.reason, 'A reason');
    case 'challengeFigure':
      return challengeUnfit(decision);
    case 'upholdChallenge':
      return upholdUnfit(state, decision);
    case 'proposeHigherTarget':
      return proposalUnfit(state, decision);
    case 'pauseForShock':
      return shockUnfit(occasion, decision);
    case 'resumeMonitoring':
      return resumeUnfit(state, decision);
    case 'revokeShock':
      return revokeUnfit(state, decision);
    case 'confirmReferral':
      return confirmUnfit(state, decision);
    case 'declineReferral':
      return proposalMissing(state) ?? textMissing(decision.body.reason, 'A reason');
    case 'approveTarget':
      return state.pendingOverride ? refuse('SecondPersonNeeded', 'An override is waiting; it must be confirmed or declined first.') : undefined;
    case 'agreeTarget':
      return undefined;
  }
}

const figuresMissing = (state: SchoolYearState): Refusal | undefined =>
  state.draft?.figures ? undefined : refuse('NothingPending', 'This draft has no figures; it can only be withheld.');
