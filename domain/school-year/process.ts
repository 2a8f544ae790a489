import { type RecordEffect } from '../process/change.js';
import { type Occasion as At, type Process } from '../process/process.js';
import { type Occasion } from './change.js';
import { nearestDeadline } from './deadlines.js';
import { decisionKinds, type Decision } from './decisions/index.js';
import { type Effect } from './effects.js';
import { type Fact } from './messages/facts.js';
import { type SchoolYearInput } from './messages/input.js';
import { factSignals } from './messages/messages.js';
import { refusal } from './refusal.js';
import { receipt, viewOf, type SchoolYearState, type SchoolYearView } from './state.js';
import { begin, notApplied, transition } from './transition.js';

export type OwnEffect = Exclude<Effect, RecordEffect<SchoolYearView>>;

/** What the `status` query answers in addition to the view. */
type Shown = SchoolYearView & Pick<SchoolYearState, 'deadlines'>;

const occasionOf = ({ input, ...at }: At<SchoolYearInput>): Occasion => ({ year: input, ...at });

/** One school's year, as a process. */
export const schoolYearProcess: Process<SchoolYearInput, SchoolYearState, Decision, Fact, OwnEffect, SchoolYearView> = {
  decisionKinds,
  factKinds: Object.values(factSignals),
  begin: ({ input }) => begin(input.urn),
  transition: (at, state, message) => transition(occasionOf(at), state, message),
  refusal: (at, state, decision) => refusal(occasionOf(at), state, decision),
  notApplied: (at, state, decision, why) => notApplied(occasionOf(at), state, decision, why),
  receipt,
  view: (_at, state): Shown => ({ ...viewOf(state), deadlines: state.deadlines }),
  deadline: (_at, state) => nearestDeadline(state),
  onDeadline: (state, name) => {
    const deadline = nearestDeadline(state);
    return deadline?.name === name ? { kind: 'deadlinePassed', name: deadline.name } : undefined;
  },
  isOver: ({ stage }) => stage === 'closed',
};
