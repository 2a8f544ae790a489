import { type Process } from '../process/process.js';
import { nearestDeadline } from './deadlines.js';
import { decisionKinds, type Decision } from './decisions/index.js';
import { type OwnEffect } from './effects.js';
import { type Fact } from './messages/facts.js';
import { type SchoolYearInput } from './messages/input.js';
import { factSignals } from './messages/messages.js';
import { refusal } from './refusal.js';
import { receipt, viewOf, type SchoolYearState, type SchoolYearView } from './state.js';
import { begin, notApplied, transition } from './transition.js';

/** What the `status` query answers: the view, and the deadlines that the read model does not keep. */
type Shown = SchoolYearView & Pick<SchoolYearState, 'deadlines'>;

/** One school's year, as a process. */
export const schoolYearProcess: Process<SchoolYearInput, SchoolYearState, Decision, Fact, OwnEffect, SchoolYearView> = {
  decisionKinds,
  factKinds: Object.values(factSignals),
  begin: ({ input }) => begin(input.urn),
  transition,
  refusal,
  notApplied,
  receipt,
  view: (_at, state): Shown => ({ ...viewOf(state), deadlines: state.deadlines }),
  deadline: (_at, state) => nearestDeadline(state),
  onDeadline: (state, name) => {
    const deadline = nearestDeadline(state);
    return deadline?.name === name ? { kind: 'deadlinePassed', name: deadline.name } : undefined;
  },
  isOver: ({ stage }) => stage === 'closed',
};
