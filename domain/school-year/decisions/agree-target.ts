import { issued } from '../with-school.js';
import { theSchool } from './permitted.js';
import { type DecisionRule } from './rule.js';

interface Body {
  readonly note?: string;
}

/** The school agrees the expectation. */
export const agreeTarget: DecisionRule<'agreeTarget', Body> = {
  kind: 'agreeTarget',
  permitted: theSchool,
  openIn: ['with-school'],
  change: (occasion, state, { body }) => issued(occasion, state, body.note ?? 'The school agrees.'),
};
