import { type Refusal } from '../process/command.js';
import { type Decision, type DecisionKind } from './messages/messages.js';
import { isPermitted } from '../process/access-policy.js';
import { type Occasion } from './change.js';
import { endingUnfit } from './closing.js';
import { firstOf, malformedCommand, refuse, textMissing, textUnfit } from '../process/checks.js';
import { extensionUnfit, resumeUnfit, revokeUnfit, shockUnfit } from './shocks.js';
import { declineUnfit, grantUnfit, requestUnfit } from './shock-requests.js';
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
  requestShock: ['monitoring'],
  grantShockRequest: ['monitoring'],
  declineShockRequest: ['monitoring'],
  pauseForShock: ['monitoring'],
  extendShock: ['monitoring'],
  resumeMonitoring: ['monitoring'],
  revokeShock: ['monitoring'],
  confirmReferral: ['monitoring'],
  declineReferral: ['monitoring'],
  endSchoolYear: ['quarantined', 'withheld', 'in-review', 'with-school', 'challenged', 'monitoring'],
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
    return refuse(
      'StaleVersion',
      'The school-year has changed since you read it. Read it again and decide on what it says now.',
    );
  }
  if (state.suspension) {
    return refuse(
      'Suspended',
      'This school-year is suspended while its report is looked into. Decide when the suspension has ended.',
    );
  }
  if (!openIn[decision.kind].includes(state.stage)) {
    return refuse(
      'WrongStage',
      `This decision is open while the school-year is ${openIn[decision.kind].join(' or ')}; it is ${state.stage}.`,
    );
  }
  return bodyUnfit(occasion, state, decision);
}

type DecisionOf<Kind extends DecisionKind> = Extract<Decision, { readonly kind: Kind }>;
type Check<OneDecision> = (occasion: Occasion, state: SchoolYearState, decision: OneDecision) => Refusal | undefined;

const reasonGiven: Check<{ readonly body: { readonly reason: string } }> = (_occasion, _state, { body }) =>
  textMissing(body.reason, 'A reason');

/** What each decision needs beyond its role, stage and version; a decision that is not listed needs nothing more. */
const checks: { readonly [Kind in DecisionKind]?: Check<DecisionOf<Kind>> } = {
  approveTarget: (_occasion, state) => overrideWaits(state),
  overrideTarget: (_occasion, state, decision) => overrideWaits(state) ?? overrideUnfit(decision),
  confirmOverride: (_occasion, state, decision) => secondPersonUnfit(state, decision),
  declineOverride: (occasion, state, decision) =>
    secondPersonUnfit(state, decision) ?? reasonGiven(occasion, state, decision),
  releaseFromQuarantine: (occasion, state, decision) => reasonGiven(occasion, state, decision) ?? figuresMissing(state),
  withholdReport: reasonGiven,
  dismissChallenge: reasonGiven,
  challengeFigure: (_occasion, _state, decision) => challengeUnfit(decision),
  upholdChallenge: (_occasion, state, decision) => upholdUnfit(state, decision),
  proposeHigherTarget: (_occasion, state, decision) => proposalUnfit(state, decision),
  requestShock: (occasion, state, decision) => requestUnfit(occasion, state, decision),
  grantShockRequest: (occasion, state, decision) => grantUnfit(occasion, state, decision),
  declineShockRequest: (_occasion, state, decision) => declineUnfit(state, decision),
  pauseForShock: (occasion, state, decision) => shockUnfit(occasion, state, decision),
  extendShock: (occasion, state, decision) => extensionUnfit(occasion, state, decision),
  resumeMonitoring: (_occasion, state, decision) => resumeUnfit(state, decision),
  revokeShock: (_occasion, state, decision) => revokeUnfit(state, decision),
  confirmReferral: (_occasion, state, decision) => confirmUnfit(state, decision),
  declineReferral: (occasion, state, decision) => proposalMissing(state) ?? reasonGiven(occasion, state, decision),
  endSchoolYear: (_occasion, _state, decision) => endingUnfit(decision),
};

/** The table pairs each kind with its own check; the compiler cannot follow that pair through a lookup. */
const bodyUnfit: Check<Decision> = (occasion, state, decision) =>
  (checks[decision.kind] as Check<Decision> | undefined)?.(occasion, state, decision) ?? textsUnfit(decision.body);

/** What is written into the log must be text, because the audit log's hash is made over it. */
function textsUnfit(body: object): Refusal | undefined {
  const { note, reason, evidence } = body as {
    readonly note?: unknown;
    readonly reason?: unknown;
    readonly evidence?: unknown;
  };
  return firstOf(textUnfit(note, 'A note'), textUnfit(reason, 'A reason'), textUnfit(evidence, 'Evidence'));
}

const overrideWaits = (state: SchoolYearState): Refusal | undefined =>
  state.pendingOverride
    ? refuse('SecondPersonNeeded', 'An override is waiting; it must be confirmed or declined first.')
    : undefined;

const figuresMissing = (state: SchoolYearState): Refusal | undefined =>
  state.draft?.figures ? undefined : refuse('NothingPending', 'This draft has no figures; it can only be withheld.');
