import { type RecordEffect } from '../process/change.js';
import { type Process } from '../process/process.js';
import { supportDecisionKinds, supportFactKinds, type SupportDecision, type SupportFact, type SupportInput } from './messages.js';
import { supportDeadline } from './overdue.js';
import { beginSupport, supportNotApplied, supportReceipt, supportTransition } from './support-process.js';
import { supportRefusal } from './support-refusal.js';
import { supportView, type SupportEffect, type SupportState } from './support-state.js';
import { type SupportView } from './support-view.js';

type OwnEffect = Exclude<SupportEffect, RecordEffect<SupportView>>;

/** One school's support, as a process. */
export const supportProcess: Process<SupportInput, SupportState, SupportDecision, SupportFact, OwnEffect, SupportView> = {
  decisionKinds: supportDecisionKinds,
  factKinds: supportFactKinds,
  begin: beginSupport,
  transition: supportTransition,
  refusal: supportRefusal,
  notApplied: supportNotApplied,
  receipt: supportReceipt,
  view: supportView,
  deadline: supportDeadline,
  onDeadline: () => ({ kind: 'deadlinePassed' }),
  isOver: ({ stage }) => stage === 'ended',
};
