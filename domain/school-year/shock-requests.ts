import { refuse } from '../process/checks.js';
import { type ShockAnswer } from '../monitoring/shock-request.js';
import { type Change, type Occasion } from './change.js';
import { without } from './deadlines.js';
import { type SchoolYearState } from './state.js';

/** The request stays open and still holds up proposals of support. */
export const shockRequestOverdue = (_occasion: Occasion, state: SchoolYearState): Change => ({
  set: { deadlines: without(state.deadlines, 'shock-request') },
  note: 'The hub has not answered the school’s request to set days aside; senior analysts are asked to answer it.',
  notices: [
    {
      to: 'senior-analysts',
      about: 'A school’s request to set days aside has had no answer from its hub. Please answer it.',
    },
  ],
});

export const notWaiting = refuse('NothingPending', 'No request with this id is waiting for an answer.');

export const withAnswer = (state: SchoolYearState, answer: ShockAnswer): SchoolYearState => ({
  ...state,
  shockRequests: (state.shockRequests ?? []).map((request) => (request.answer ? request : { ...request, answer })),
  deadlines: without(state.deadlines, 'shock-request'),
});
