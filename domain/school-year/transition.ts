import { causeOf, notApplied as notAppliedBy } from '../process/change.js';
import { ruleOf } from '../process/decision-table.js';
import { hasSeen } from '../process/log.js';
import { type Decision } from './decisions/index.js';
import { decisionTable } from './decisions/table.js';
import { type Message } from './messages/messages.js';
import {
  type DeadlineName,
  type Drafted,
  type Fact,
  type Recalled,
  type Resumed,
  type Suspended,
  type YearEnded,
} from './messages/facts.js';
import { type Cause } from '../process/transition-record.js';
import { type Urn } from '../shared/urn.js';
import { moved, quietly, unchanged, type Change, type Occasion, type Transition } from './change.js';
import { supportCarried } from './carried-support.js';
import { supportEnded, yearEnded } from './closing.js';
import { withYearEnd } from './deadlines.js';
import { rejudge } from './judging.js';
import * as examples from './examples.js';
import * as monitoring from './monitoring.js';
import * as referral from './referral.js';
import * as review from './review.js';
import { viewOf, type SchoolYearState } from './state.js';
import * as shockRequests from './shock-requests.js';
import * as shocks from './shocks.js';
import * as suspension from './suspension.js';
import * as withSchool from './with-school.js';

/** A school's year at its start: requests the first draft. */
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
  effects: [{ do: 'draft', request: { reportVersion: 1, corrections: [] } }],
});

/** The only place where a school-year changes. Pure: the same state, message and moment give the same result. */
export function transition(occasion: Occasion, state: SchoolYearState, message: Message): Transition {
  const next = examples.withExamples(occasion, taken(occasion, state, message));
  const clocked = next.state.suspension ? suspension.keepSuspended(occasion, next.state) : next.state;
  return { ...next, state: withYearEnd(occasion, clocked) };
}

function taken(occasion: Occasion, state: SchoolYearState, message: Message): Transition {
  if (!('commandId' in message)) return factTaken(occasion, state, message);
  return hasSeen(state, message.commandId)
    ? unchanged(state)
    : moved(occasion, state, causeOf(message), decided(occasion, state, message));
}

function factTaken(occasion: Occasion, state: SchoolYearState, fact: Fact): Transition {
  const cause: Cause = { kind: fact.kind };
  switch (fact.kind) {
    case 'monthReported':
      return monitoring.monthReported(occasion, state, fact);
    case 'drafted':
      return state.stage === 'drafting'
        ? moved(occasion, state, cause, drafted(occasion, state, fact))
        : unchanged(state);
    case 'yearEnded':
      return ended(occasion, state, fact);
    case 'suspended':
    case 'recalled':
    case 'resumed':
      return held(occasion, state, fact);
    case 'examplesChanged':
      return examples.changed(state);
    case 'supportEnded':
      return state.supportOutcome === undefined
        ? moved(occasion, state, cause, supportEnded(occasion, state, fact))
        : quietly(state, { supportVersion: fact.version });
    case 'supportCarried':
      return supportCarried(occasion, state, fact);
    case 'deadlinePassed':
      return deadlinePassed(occasion, state, fact.name);
  }
}

const drafted = (occasion: Occasion, state: SchoolYearState, fact: Drafted): Change =>
  fact.isUnchanged ? suspension.confirmedUnchanged(state) : review.drafted(occasion, state, fact);

/** While suspended, the end of the year waits: nothing is judged on figures that are being looked into. */
function ended(occasion: Occasion, state: SchoolYearState, fact: YearEnded): Transition {
  if (state.stage === 'closed') return unchanged(state);
  if (state.suspension) return quietly(state, { suspension: { ...state.suspension, yearEnded: fact } });
  return moved(occasion, state, { kind: fact.kind }, yearEnded(occasion, state, fact));
}

/** Messages of a recall. One that does not fit the state is a repeat or late, and changes nothing. */
function held(occasion: Occasion, state: SchoolYearState, fact: Suspended | Recalled | Resumed): Transition {
  const cause: Cause = { kind: fact.kind, reason: fact.recallId };
  const isHeld = state.suspension?.recallIds.includes(fact.recallId) ?? false;
  switch (fact.kind) {
    case 'suspended':
      return isHeld || state.stage === 'closed'
        ? unchanged(state)
        : moved(occasion, state, cause, suspension.suspended(occasion, state, fact));
    case 'recalled':
      return isHeld && state.recall?.recallId !== fact.recallId
        ? moved(occasion, state, cause, suspension.recalled(occasion, state, fact))
        : unchanged(state);
    case 'resumed':
      return isHeld ? resumed(occasion, state, fact) : unchanged(state);
  }
}

/** What came during the suspension takes effect now: months are judged, and the year may be over. */
function resumed(occasion: Occasion, state: SchoolYearState, fact: Resumed): Transition {
  const change = suspension.resumed(occasion, state, fact);
  const cause: Cause = { kind: fact.kind, reason: fact.recallId };
  if (change.set.suspension) return moved(occasion, state, cause, change);
  const goesOn = withJudgement(occasion, state, { ...change, set: { ...change.set, stage: state.stage } });
  const next = moved(occasion, state, cause, goesOn);
  const pending = state.suspension?.yearEnded;
  if (!pending) return next;
  const closed = moved(occasion, next.state, { kind: pending.kind }, yearEnded(occasion, next.state, pending));
  return { state: closed.state, effects: [...next.effects, ...closed.effects] };
}

/** Logs that a signalled decision was refused. */
export const notApplied = (
  { workflowId, now }: Occasion,
  state: SchoolYearState,
  decision: Decision,
  why: string,
): Transition => notAppliedBy({ workflowId, now, viewOf }, state, decision, why);

const decided = (occasion: Occasion, state: SchoolYearState, decision: Decision): Change =>
  withJudgement(occasion, state, ruleOf(decisionTable, decision).change(occasion, state, decision));

/** A school whose report is issued is judged at once on the months already received. */
function withJudgement(occasion: Occasion, state: SchoolYearState, change: Change): Change {
  if (change.set.stage !== 'monitoring') return change;
  const again = rejudge(occasion, { ...state, ...change.set } as SchoolYearState);
  return {
    ...change,
    set: { ...change.set, ...again.set },
    note: [change.note, again.note].filter(Boolean).join(' '),
    notices: [...(change.notices ?? []), ...again.notices],
  };
}

const onDeadline: Readonly<
  Record<Exclude<DeadlineName, 'year-end'>, (occasion: Occasion, state: SchoolYearState) => Change>
> = {
  review: review.reviewOverdue,
  'school-reminder': withSchool.schoolReminder,
  'school-window': withSchool.windowPassed,
  challenge: withSchool.challengeOverdue,
  'shock-request': shockRequests.shockRequestOverdue,
  'shock-end': shocks.shockEnded,
  'months-missing': monitoring.monthsMissing,
  'months-still-missing': monitoring.monthsStillMissing,
  referral: referral.referralOverdue,
};

function deadlinePassed(occasion: Occasion, state: SchoolYearState, name: DeadlineName): Transition {
  const at = state.deadlines[name];
  if (at === undefined || at > occasion.now) return unchanged(state);
  const cause: Cause = { kind: 'deadlinePassed', reason: name };
  if (name === 'year-end')
    return moved(occasion, state, cause, yearEnded(occasion, state, { kind: 'yearEnded', nationalShiftPoints: 0 }));
  const change = onDeadline[name](occasion, state);
  if (name !== 'school-window') return moved(occasion, state, cause, change);
  return moved(occasion, state, cause, withJudgement(occasion, state, change));
}
