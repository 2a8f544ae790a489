import { answerBy, windowEnd } from '../windows.js';
import { analysts } from './permitted.js';
import { reasonGiven } from './reason-given.js';
import { type DecisionRule } from './rule.js';

interface Body {
  readonly reason: string;
}

/** An analyst finds the source right; the school's deadline runs again. */
export const dismissChallenge: DecisionRule<'dismissChallenge', Body> = {
  kind: 'dismissChallenge',
  permitted: analysts,
  openIn: ['challenged'],
  unfit: (_occasion, _state, decision) => reasonGiven(decision),
  change: (occasion, { challenge }, { body }) => {
    const reminderLeft = challenge?.reminderLeftMilliseconds;
    const windowAt = windowEnd(occasion, 'school-window', challenge?.windowLeftMilliseconds ?? 0);
    return {
      set: {
        stage: 'with-school',
        challenge: undefined,
        deadlines: {
          ...(reminderLeft !== undefined && {
            'school-reminder': windowEnd(occasion, 'school-reminder', reminderLeft),
          }),
          'school-window': windowAt,
        },
      },
      note: body.reason,
      notices: [
        {
          to: 'school',
          about: `Your challenge was not upheld. The decision gives the reason. Please answer your report${answerBy(occasion, windowAt)}.`,
        },
      ],
    };
  },
};
