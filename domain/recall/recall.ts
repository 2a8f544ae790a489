import { type Receipt, type Refusal } from '../process/command.js';
import { type RecallDecision, type RecallInput } from './messages.js';
import { type Cause, type Notice, type TransitionRecord } from '../process/transition-record.js';
import { isPermitted } from '../process/access-policy.js';
import { malformedCommand, refuse, senderOf, textMissing, textUnfit } from '../process/checks.js';
import { scopeInWords, type RecallScope } from './scope.js';

export type RecallStage =
  | 'finding'
  | 'proposed'
  | 'cancelled'
  | 'suspending'
  | 'suspended'
  | 'redrafting'
  | 'redrafted'
  | 'checking'
  | 'resuming'
  | 'ended';

/** How the drafts came out that were made again. */
export interface RedraftCounts {
  readonly unchanged: number;
  readonly changed: number;
  /** Held by the gates or without an expectation now; they stay with the analysts. */
  readonly held: number;
}

export interface RecallState {
  readonly version: number;
  readonly stage: RecallStage;
  readonly touched: number;
  readonly redrafts?: RedraftCounts;
  /** Why the schools cannot go on yet. */
  readonly problems: readonly string[];
  readonly confirmedBy?: string;
  readonly seen: readonly string[];
}

/** What the page of a recall shows; it carries no figure of any school. */
export interface RecallView {
  readonly recallId: string;
  readonly academicYear: string;
  readonly purpose: RecallInput['purpose'];
  readonly scope: RecallScope;
  readonly reason: string;
  readonly proposedBy: string;
  readonly confirmedBy?: string;
  readonly stage: RecallStage;
  readonly touched: number;
  readonly redrafts?: RedraftCounts;
  readonly problems: readonly string[];
}

export const beginRecall = (): RecallState => ({ version: 0, stage: 'finding', touched: 0, problems: [], seen: [] });

export const recallReceipt = ({ version, stage }: RecallState): Receipt => ({ version, stage });

/** The stages in which a decision is open. */
const openIn: Readonly<Record<RecallDecision['kind'], readonly RecallStage[]>> = {
  confirmRecall: ['proposed'],
  cancelRecall: ['proposed'],
  redraftSchools: ['suspended', 'redrafted'],
  endRecall: ['suspended', 'redrafted'],
};

/** Why a decision about a recall cannot be taken now, or nothing. */
export function recallRefusal(input: RecallInput, state: RecallState, decision: RecallDecision): Refusal | undefined {
  const malformed = malformedCommand(decision);
  if (malformed) return malformed;
  if (state.seen.includes(decision.commandId)) return undefined;
  if (!isPermitted(decision.actor, decision.kind))
    return refuse('NotPermitted', 'This role may not take this decision about a recall.');
  if (decision.expectedVersion !== undefined && decision.expectedVersion !== state.version)
    return refuse(
      'StaleVersion',
      'The recall has moved on since you read it. Read it again and decide on what it says.',
    );
  if (!openIn[decision.kind].includes(state.stage)) {
    const open = openIn[decision.kind].join(' or ');
    return refuse('WrongStage', `This is open while the recall is ${open}; it is ${state.stage}.`);
  }
  return unfit(input, decision);
}

function unfit(input: RecallInput, decision: RecallDecision): Refusal | undefined {
  switch (decision.kind) {
    case 'confirmRecall':
      return decision.actor.id === input.proposedBy.id
        ? refuse('SecondPersonNeeded', 'The person who proposed a recall cannot confirm it.')
        : textUnfit(decision.body.note, 'A note');
    case 'redraftSchools':
      return input.purpose === 'redraft'
        ? textUnfit(decision.body.note, 'A note')
        : refuse('WrongStage', 'This recall only suspends; propose one that redrafts.');
    case 'cancelRecall':
    case 'endRecall':
      return textMissing(decision.body.reason, 'A reason');
  }
}

/** One step of a recall: the new state, and the row of the audit log and read model that says so. */
export interface RecallStep {
  readonly state: RecallState;
  readonly record: TransitionRecord<RecallView>;
}

export interface RecallOccasion {
  readonly input: RecallInput;
  readonly workflowId: string;
  readonly now: number;
}

const stageAfter: Readonly<Record<RecallDecision['kind'], RecallStage>> = {
  confirmRecall: 'suspending',
  cancelRecall: 'cancelled',
  redraftSchools: 'redrafting',
  endRecall: 'checking',
};

/** Applies a decision that was not refused. */
export function decideRecall(occasion: RecallOccasion, state: RecallState, decision: RecallDecision): RecallStep {
  const { kind, body, commandId } = decision;
  const note = 'reason' in body ? body.reason : (body.note ?? noteOf(occasion.input, kind));
  return stepped(
    occasion,
    state,
    { kind, ...senderOf(decision) },
    {
      stage: stageAfter[kind],
      seen: [...state.seen, commandId],
      ...(kind === 'confirmRecall' && { confirmedBy: decision.actor.id }),
      note,
    },
  );
}

const noteOf = ({ scope }: RecallInput, kind: RecallDecision['kind']): string =>
  kind === 'confirmRecall'
    ? `Confirmed by a second person: ${scopeInWords(scope)} is suspended.`
    : 'The drafts are made again from the figures as they are now.';

/** Writes down that a signalled decision was not taken. */
export const recallNotApplied = (
  occasion: RecallOccasion,
  state: RecallState,
  decision: RecallDecision,
  why: string,
): RecallStep => {
  const step = stepped(
    occasion,
    state,
    { kind: decision.kind, ...senderOf(decision) },
    { note: `Not applied, because: ${why}` },
  );
  return { ...step, record: { ...step.record, isAccepted: false } };
};

const notesOfStage: Readonly<Partial<Record<RecallStage, string>>> = {
  proposed: 'What the recall touches has been found; a second person decides.',
  suspended: 'Every school touched stands still.',
  redrafted: 'Every draft has been made again.',
  resuming: 'The checks pass; the schools go on.',
  ended: 'Every school touched goes on.',
};

/** The work of a stage is done. */
export function recallReached(
  occasion: RecallOccasion,
  state: RecallState,
  stage: RecallStage,
  found: Partial<Pick<RecallState, 'touched' | 'redrafts' | 'problems'>> = {},
): RecallStep {
  const problems = found.problems ?? [];
  const note =
    problems.length > 0 ? 'The schools cannot go on yet; the reasons are listed.' : (notesOfStage[stage] ?? stage);
  return stepped(occasion, state, { kind: 'recallReached', reason: stage }, { ...found, problems, stage, note });
}

function stepped(
  { input, workflowId, now }: RecallOccasion,
  state: RecallState,
  cause: Cause,
  { note, ...change }: Partial<RecallState> & { readonly note: string },
): RecallStep {
  const next = { ...state, ...change, version: state.version + 1 };
  return {
    state: next,
    record: {
      workflowId,
      version: next.version,
      atMilliseconds: now,
      cause,
      isAccepted: true,
      note,
      view: recallViewOf(input, next),
      notices: next.stage === state.stage ? [] : noticesOf(next.stage),
    },
  };
}

const noticesOf = (stage: RecallStage): readonly Notice[] => {
  if (stage === 'proposed')
    return [{ to: 'senior-analysts', about: 'A recall is proposed and waits for a second person.' }];
  if (stage === 'redrafted') return [{ to: 'analysts', about: 'The drafts of a recall have been made again.' }];
  return [];
};

export function recallViewOf(input: RecallInput, state: RecallState): RecallView {
  const { recallId, academicYear, purpose, scope, reason, proposedBy } = input;
  const { stage, touched, redrafts, problems, confirmedBy } = state;
  return {
    recallId,
    academicYear,
    purpose,
    scope,
    reason,
    proposedBy: proposedBy.id,
    stage,
    touched,
    problems,
    ...(redrafts && { redrafts }),
    ...(confirmedBy !== undefined && { confirmedBy }),
  };
}
