import { type RecordEffect } from '../process/change.js';
import { type Process } from '../process/process.js';
import { beginHubYear, hubDeadline, hubNotApplied, hubReceipt, hubTransition, hubView } from './hub-process.js';
import { hubDecisionKinds, hubFactKinds, type HubDecision, type HubFact, type HubInput } from './messages.js';
import { hubRefusal } from './refusal.js';
import { type HubView } from './view.js';
import { type HubEffect, type HubYear } from './year.js';

type OwnEffect = Exclude<HubEffect, RecordEffect<HubView>>;

/** One hub's year, as a process. */
export const hubProcess: Process<HubInput, HubYear, HubDecision, HubFact, OwnEffect, HubView> = {
  decisionKinds: hubDecisionKinds,
  factKinds: hubFactKinds,
  begin: beginHubYear,
  transition: hubTransition,
  refusal: hubRefusal,
  notApplied: hubNotApplied,
  receipt: hubReceipt,
  view: hubView,
  deadline: (occasion, state) => (state.isEnded ? undefined : hubDeadline(occasion, state)),
  onDeadline: () => ({ kind: 'opened' }),
  isOver: ({ isEnded }) => isEnded,
};
