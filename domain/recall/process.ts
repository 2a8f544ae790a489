import { causeOf, moved, notApplied, withFields } from '../process/change.js';
import { kindsOf, ruleOf, type DecisionTable } from '../process/decision-table.js';
import { hasSeen } from '../process/log.js';
import { type Process } from '../process/process.js';
import { refusalBy } from '../process/refusal.js';
import { type Notice } from '../process/transition-record.js';
import { recallDecisions } from './decisions/index.js';
import { type RecallDecision, type RecallInput, type RecallReached, type RecallStage } from './messages.js';
import {
  recallView,
  settingOf,
  type RecallChange,
  type RecallOccasion,
  type RecallState,
  type RecallStep,
  type RecallView,
} from './state.js';

const decisions: DecisionTable<RecallInput, RecallState, RecallDecision, RecallChange> = recallDecisions;

/** The proposal is a decision too: who proposed the recall, and why, is the first line of its log. */
function begin(occasion: RecallOccasion): RecallStep {
  const { proposedBy, reason } = occasion.input;
  const state: RecallState = { version: 0, log: [], stage: 'finding', touched: 0, problems: [] };
  return moved(settingOf(occasion), state, { kind: 'proposeRecall', actor: proposedBy }, { set: {}, note: reason });
}

function transition(occasion: RecallOccasion, state: RecallState, message: RecallDecision | RecallReached): RecallStep {
  if (message.kind === 'recallReached') return reached(occasion, state, message);
  if (hasSeen(state, message.commandId)) return { state, effects: [] };
  const change = ruleOf(decisions, message).change(occasion, state, message);
  return moved(settingOf(occasion), state, causeOf(message), change);
}

/** The work of a stage is done. */
function reached(occasion: RecallOccasion, state: RecallState, { kind, stage, found = {} }: RecallReached): RecallStep {
  const problems = found.problems ?? [];
  const note =
    problems.length > 0 ? 'The suspension cannot end yet; the reasons are listed.' : (notesOfStage[stage] ?? stage);
  const notices = stage === state.stage ? [] : noticesOf(stage);
  const cause = { kind, reason: stage };
  return moved(settingOf(occasion), withFields(state, { ...found, problems }), cause, {
    set: { stage },
    note,
    notices,
  });
}

const notesOfStage: Readonly<Partial<Record<RecallStage, string>>> = {
  proposed: 'The affected reports have been found; a second person decides.',
  suspended: 'Every affected school is suspended.',
  redrafted: 'Every draft has been made again.',
  resuming: 'The checks pass; the suspension is ending.',
  ended: 'No school is suspended by this recall any longer.',
};

const noticesOf = (stage: RecallStage): readonly Notice[] => {
  if (stage === 'proposed')
    return [{ to: 'senior-analysts', about: 'A recall is proposed. A second person must confirm it.' }];
  if (stage === 'redrafted') return [{ to: 'analysts', about: 'The drafts of a recall have been made again.' }];
  return [];
};

/** The suspension of reports affected by an error, as a process. */
export const recallProcess: Process<RecallInput, RecallState, RecallDecision, RecallReached, never, RecallView> = {
  decisionKinds: kindsOf(recallDecisions),
  factKinds: [],
  begin,
  transition,
  refusal: (occasion, state, decision) =>
    refusalBy(
      { subject: 'recall', decisions, placeOf: () => ({}), stageOf: ({ stage }) => stage },
      occasion,
      state,
      decision,
    ),
  notApplied: (occasion, state, decision, why) => notApplied(settingOf(occasion), state, decision, why),
  receipt: ({ version, stage }) => ({ version, stage }),
  view: ({ input }, state) => recallView(input, state),
  deadline: () => undefined,
  onDeadline: () => undefined,
  isOver: ({ stage }) => stage === 'ended' || stage === 'cancelled',
};
