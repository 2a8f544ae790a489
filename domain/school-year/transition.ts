import { type Message, type Decision } from '../../contracts/school-year/messages.js';
import { type DeadlineName } from '../../contracts/school-year/facts.js';
import { type Cause } from '../../contracts/transition-record.js';
import { type Urn } from '../shared/urn.js';
import { moved, unchanged, type Change, type Occasion, type Transition } from './change.js';
import { supportEnded, yearEnded } from './closing.js';
import { rejudge } from './judging.js';
import * as monitoring from './monitoring.js';
import * as referral from './referral.js';
import * as review from './review.js';
import { hasSeen, type SchoolYearState } from './state.js';
import * as withSchool from './with-school.js';

/** A school's year before anything has happened: its first draft is asked for. */
export const begin = (urn: Urn): Transition => ({
  state: {
    urn,
    version: 0,
    stage: 'drafting',
    corrections: [],
    months: [],
    acceptedGaps: [],
    shocks: [],
    status: 'not-enough-data',
    deadlines: {},
    escalations: 0,
    log: [],
  },
  effects: [{ do: 'draft', reportVersion: 1, corrections: [] }],
});

/** The only place where a school-year changes. Pure: the same state, message and moment give the same result. */
export function transition(occasion: Occasion, state: SchoolYearState, message: Message): Transition {
  switch (message.kind) {
    case 'monthReported':
      return monitoring.monthReported(occasion, state, message);
    case 'drafted':
      return state.stage === 'drafting' ? moved(occasion, state, { kind: message.kind }, review.drafted(occasion, message)) : unchanged(state);
    case 'yearEnded':
      return state.stage === 'closed' ? unchanged(state) : moved(occasion, state, { kind: message.kind }, yearEnded(occasion, state, message));
    case 'supportEnded':
      return state.supportOutcome === undefined ? moved(occasion, state, { kind: message.kind }, supportEnded(occasion, state, message)) : unchanged(state);
    case 'deadlinePassed':
      return deadlinePassed(occasion, state, message.name);
    default:
      return hasSeen(state, message.commandId) ? unchanged(state) : moved(occasion, state, causeOf(message), decided(occasion, state, message));
  }
}

/** Writes down that a signalled decision was not taken; the state stays as it was but for the log. */
export const notApplied = (occasion: Occasion, state: SchoolYearState, decision: Decision, why: string): Transition =>
  moved(occasion, state, causeOf(decision), { set: {}, note: `Not applied, because: ${why}`, isAccepted: false });

const causeOf = (decision: Decision): Cause => ({ kind: decision.kind, actor: decision.actor, commandId: decision.commandId });

function decided(occasion: Occasion, state: SchoolYearState, decision: Decision): Change {
  const change = changeOf(occasion, state, decision);
  if (change.set.stage !== 'monitoring') return change;
  const held = { ...state, ...change.set } as SchoolYearState;
  const again = rejudge(occasion, held);
  return { ...change, set: { ...change.set, ...again.set }, notices: [...(change.notices ?? []), ...again.notices] };
}

function changeOf(occasion: Occasion, state: SchoolYearState, decision: Decision): Change {
  switch (decision.kind) {
    case 'approveTarget':
      return review.approveTarget(occasion, state, decision);
    case 'overrideTarget':
      return review.overrideTarget(occasion, state, decision);
    case 'confirmOverride':
      return review.confirmOverride(occasion, state, decision);
    case 'declineOverride':
      return review.declineOverride(occasion, state, decision);
    case 'releaseFromQuarantine':
      return review.releaseFromQuarantine(occasion, state, decision);
    case 'withholdReport':
      return review.withholdReport(occasion, state, decision);
    case 'agreeTarget':
      return withSchool.agreeTarget(occasion, state, decision);
    case 'challengeFigure':
      return withSchool.challengeFigure(occasion, state, decision);
    case 'upholdChallenge':
      return withSchool.upholdChallenge(occasion, state, decision);
    case 'dismissChallenge':
      return withSchool.dismissChallenge(occasion, state, decision);
    case 'proposeHigherTarget':
      return withSchool.proposeHigherTarget(occasion, state, decision);
    case 'pauseForShock':
      return monitoring.pauseForShock(occasion, state, decision);
    case 'resumeMonitoring':
      return monitoring.resumeMonitoring(occasion, state, decision);
    case 'revokeShock':
      return monitoring.revokeShock(occasion, state, decision);
    case 'confirmReferral':
      return referral.confirmReferral(occasion, state, decision);
    case 'declineReferral':
      return referral.declineReferral(occasion, state, decision);
  }
}

const onDeadline: Readonly<Record<Exclude<DeadlineName, 'year-end'>, (occasion: Occasion, state: SchoolYearState) => Change>> = {
  review: review.reviewOverdue,
  'school-reminder': withSchool.schoolReminder,
  'school-window': withSchool.windowPassed,
  challenge: withSchool.challengeOverdue,
  'shock-end': monitoring.shockEnded,
  'months-missing': monitoring.monthsMissing,
  referral: referral.referralOverdue,
};

function deadlinePassed(occasion: Occasion, state: SchoolYearState, name: DeadlineName): Transition {
  const at = state.deadlines[name];
  if (at === undefined || at > occasion.now) return unchanged(state);
  const cause: Cause = { kind: 'deadlinePassed', reason: name };
  if (name === 'year-end') return moved(occasion, state, cause, yearEnded(occasion, state, { kind: 'yearEnded', nationalShiftPoints: 0 }));
  const change = onDeadline[name](occasion, state);
  if (name !== 'school-window') return moved(occasion, state, cause, change);
  const held = { ...state, ...change.set } as SchoolYearState;
  return moved(occasion, state, cause, { ...change, set: { ...change.set, ...rejudge(occasion, held).set } });
}
