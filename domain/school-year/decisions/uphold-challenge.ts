import { firstOf, notPercent, textMissing } from '../../process/checks.js';
import { corrected, notEnrolments } from '../challengeable-figures.js';
import { analysts } from './permitted.js';
import { type DecisionRule } from './rule.js';

interface Body {
  /** In the measure of the challenge: attendance, absence or pupils. */
  readonly correctedValue: number;
  readonly reason: string;
}

/** An analyst finds the challenge right; the corrected value is kept next to the source value, and a new draft is made. */
export const upholdChallenge: DecisionRule<'upholdChallenge', Body> = {
  kind: 'upholdChallenge',
  permitted: analysts,
  openIn: ['challenged'],
  unfit: (_occasion, { challenge }, { body: { correctedValue, reason } }) =>
    firstOf(
      textMissing(reason, 'A reason for upholding the challenge'),
      challenge?.figure === 'enrolments'
        ? notEnrolments(correctedValue)
        : notPercent(correctedValue, 'The corrected figure'),
    ),
  change: (_occasion, { challenge, corrections: held, draft }, { body: { correctedValue: value, reason } }) => {
    const right = challenge && corrected(challenge.figure, value);
    const corrections = right ? [...held.filter(({ figure }) => figure !== right.figure), { ...right, reason }] : held;
    return {
      set: {
        stage: 'drafting',
        challenge: undefined,
        corrections,
        heldVersion: draft?.reportVersion,
        deadlines: {},
      },
      note: reason,
      notices: [
        {
          to: 'school',
          about:
            'Your challenge was upheld. We are making a new report. Until it is ready you can read the one you have, which is under review.',
        },
      ],
      effects: [{ do: 'draft', request: { reportVersion: (draft?.reportVersion ?? 0) + 1, corrections } }],
    };
  },
};
