import { type Change, type RecordEffect, type Setting, type Step } from '../process/change.js';
import { type DecisionRule } from '../process/decision.js';
import { type Logged } from '../process/log.js';
import { type Occasion } from '../process/process.js';
import { type RecallDecision, type RecallInput, type RecallStage, type RedraftCounts } from './messages.js';
import { type RecallScope } from './scope.js';

export interface RecallState extends Logged {
  readonly stage: RecallStage;
  readonly touched: number;
  readonly redrafts?: RedraftCounts;
  /** Why the suspension cannot end yet. */
  readonly problems: readonly string[];
  readonly confirmedBy?: string;
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

export type RecallChange = Change<RecallState, RecordEffect<RecallView>>;
export type RecallStep = Step<RecallState, RecordEffect<RecallView>>;
export type RecallOccasion = Occasion<RecallInput>;

/** A decision about a recall, as its file describes it. */
export type RecallRule<Kind extends RecallDecision['kind']> = DecisionRule<
  RecallInput,
  RecallState,
  Extract<RecallDecision, { readonly kind: Kind }>,
  RecallChange
> & { readonly openIn: readonly RecallStage[] };

export function recallView(
  { recallId, academicYear, purpose, scope, reason, proposedBy }: RecallInput,
  { stage, touched, redrafts, problems, confirmedBy }: RecallState,
): RecallView {
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

export const settingOf = ({ input, workflowId, now }: RecallOccasion): Setting<RecallState, RecallView> => ({
  workflowId,
  now,
  viewOf: (state) => recallView(input, state),
});
