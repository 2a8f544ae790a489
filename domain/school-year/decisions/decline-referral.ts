import { firstOf } from '../../process/checks.js';
import { without } from '../deadlines.js';
import { proposalMissing } from '../referral.js';
import { riseAdvisers } from './permitted.js';
import { reasonGiven } from './reason-given.js';
import { type DecisionRule } from './rule.js';

interface Body {
  readonly reason: string;
}

/** A RISE adviser decides that no support is offered now. */
export const declineReferral: DecisionRule<'declineReferral', Body> = {
  kind: 'declineReferral',
  permitted: riseAdvisers,
  openIn: ['monitoring'],
  unfit: (_occasion, state, decision) => firstOf(proposalMissing(state), reasonGiven(decision)),
  change: (_occasion, { referral, deadlines }, { body }) => ({
    set: {
      ...(referral && { referral: { ...referral, state: 'declined' as const } }),
      deadlines: without(deadlines, 'referral'),
    },
    note: body.reason,
  }),
};
