import { type Refusal } from '../process/command.js';
import { type ConfirmReferral, type DeclineReferral } from './messages/monitoring.js';
import { windowsOf } from '../monitoring/exemption.js';
import { isPathway } from '../support/milestones.js';
import { type Change, type Occasion } from './change.js';
import { isDateText, refuse } from '../process/checks.js';
import { without } from './deadlines.js';
import { judge } from './judging.js';
import { awaitsShockAnswer, type SchoolYearState } from './state.js';

/** Support only: a referral here never touches eligibility for targeted RISE. Source: domain dossier 2.1. */
export function confirmReferral(occasion: Occasion, state: SchoolYearState, decision: ConfirmReferral): Change {
  const { pathway, note } = decision.body;
  const ground = state.referral?.ground ?? '';
  const shortfallPoints = judge(occasion, state)?.checks.at(-1)?.shortfallPoints ?? 0;
  const offer = occasion.year.decisionPolicy.isTestAndLearn
    ? 'Support is offered; this is a test-and-learn year.'
    : 'Support is offered.';
  return {
    set: {
      referral: { state: 'confirmed', ground, pathway },
      deadlines: without(state.deadlines, 'referral'),
      supportOutcome: undefined,
    },
    note: note ?? offer,
    notices: [
      { to: 'responsible-body', about: 'Support is offered to a school.' },
      { to: 'school', about: 'Support is offered to your school.' },
    ],
    effects: [
      {
        do: 'startSupport',
        pathway,
        ground,
        shortfallPoints,
        ...(state.supportVersion !== undefined && { afterVersion: state.supportVersion }),
        daysSetAside: windowsOf(state.shocks),
      },
    ],
  };
}

export const declineReferral = (_occasion: Occasion, state: SchoolYearState, decision: DeclineReferral): Change => ({
  set: {
    ...(state.referral && { referral: { ...state.referral, state: 'declined' as const } }),
    deadlines: without(state.deadlines, 'referral'),
  },
  note: decision.body.reason,
});

export const referralOverdue = (_occasion: Occasion, state: SchoolYearState): Change => ({
  set: { deadlines: without(state.deadlines, 'referral') },
  note: 'A proposed referral is overdue for a decision.',
  notices: [{ to: 'senior-analysts', about: 'A proposed referral is overdue for a decision.' }],
});

/** The conflict check and the responsible body come before the offer. Source: domain dossier 2.1, 2.2. */
export function confirmUnfit(state: SchoolYearState, decision: ConfirmReferral): Refusal | undefined {
  const { pathway, hasNoConflictOfInterest, responsibleBodyContactedOn } = decision.body;
  if (state.referral?.state !== 'proposed') return refuse('NothingPending', 'No referral is proposed.');
  if (awaitsShockAnswer(state))
    return refuse(
      'WrongStage',
      'The school has asked for days to be set aside, and has no answer yet. That comes first.',
    );
  if (state.isSupportEnding)
    return refuse('WrongStage', 'The support that was withdrawn is still ending. Decide again in a moment.');
  if (!isPathway(pathway)) return refuse('OutOfRange', 'The pathway is toolkit, regional or enhanced.');
  if ((hasNoConflictOfInterest as unknown) !== true)
    return refuse('SecondPersonNeeded', 'An adviser with a conflict of interest cannot decide; another adviser must.');
  if (!isDateText(responsibleBodyContactedOn))
    return refuse('ReasonMissing', 'Say when the responsible body was spoken with, as yyyy-mm-dd.');
  return undefined;
}

export const proposalMissing = (state: SchoolYearState): Refusal | undefined =>
  state.referral?.state === 'proposed' ? undefined : refuse('NothingPending', 'No referral is proposed.');
