import { refuse } from '../process/checks.js';
import { type ShockAnswer } from '../monitoring/shock-request.js';
import { type Change, type Occasion } from './change.js';
import { without } from './deadlines.js';
import { type SchoolYearState } from './state.js';

/** The request goes on holding back what it holds back. */
export const shockRequestOverdue = (_occasion: Occasion, state: SchoolYearState): Change => ({
  set: { deadlines: without(state.deadlines, 'shock-request') },
  note: 'Nobody has answered the school’s request to set days aside; a senior analyst is asked to.',
  notices: [{ to: 'senior-analysts', about: 'A school’s request to set days aside has had no answer from its hub.' }],
});

export const notWaiting = refuse('NothingPending', 'No request of this id waits for an answer.');

export const withAnswer = (state: SchoolYearState, answer: ShockAnswer): SchoolYearState => ({
  ...state,
  shockRequests: (state.shockRequests ?? []).map((request) => (request.answer ? request : { ...request, answer })),
  deadlines: without(state.deadlines, 'shock-request'),
});
