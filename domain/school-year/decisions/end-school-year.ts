import { firstOf, refuse } from '../../process/checks.js';
import { endings, type Ending } from '../../scope/changed-school.js';
import { closed } from '../closing.js';
import { notInYear } from '../dates-of-year.js';
import { analysts } from './permitted.js';
import { reasonGiven } from './reason-given.js';
import { type DecisionRule } from './rule.js';

interface Body {
  readonly because: Ending;
  /** `yyyy-mm-dd` */
  readonly endedOn: string;
  readonly reason: string;
}

/**
 * The register has closed the school and no other school continues its year, so an analyst ends it. Nothing is judged, and its deadlines,
 * its proposal and its support end with it. Source: docs/sources/school-changes.md#during-the-year.
 */
export const endSchoolYear: DecisionRule<'endSchoolYear', Body> = {
  kind: 'endSchoolYear',
  permitted: analysts,
  openIn: ['quarantined', 'withheld', 'in-review', 'with-school', 'challenged', 'monitoring'],
  unfit: ({ input: year }, _state, decision) =>
    firstOf(
      endings.includes(decision.body.because)
        ? undefined
        : refuse('OutOfRange', `Say what became of the school: ${endings.join(', ')}.`),
      notInYear(year, decision.body.endedOn, 'The day on which the school closed'),
      reasonGiven(decision),
    ),
  change: (_occasion, state, { body: { because, endedOn, reason } }) => {
    const what = `${endingInWords[because]} on ${endedOn}.`;
    return closed(state, {
      outcome: state.stage === 'withheld' ? undefined : { outcome: 'superseded', reasons: [what] },
      note: `${what} ${reason}`,
      notices: [{ to: 'responsible-body', about: 'The school has closed, so its year has ended and is not judged.' }],
      news: { kind: 'schoolClosed' },
    });
  },
};

const endingInWords: Readonly<Record<Ending, string>> = {
  closed: 'The school closed',
  merged: 'The school merged with another',
  split: 'The school was split',
  'new-school': 'A new school replaced this one',
};
