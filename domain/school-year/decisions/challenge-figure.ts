import { firstOf, notPercent, refuse, textMissing } from '../../process/checks.js';
import { daysAfter } from '../../shared/school-calendar.js';
import {
  challengeableFigures,
  isChallengeable,
  notEnrolments,
  unlikely,
  type ChallengeableFigure,
} from '../challengeable-figures.js';
import { windowLeft } from '../windows.js';
import { theSchool } from './permitted.js';
import { type DecisionRule } from './rule.js';

interface Body {
  readonly figure: ChallengeableFigure;
  readonly shouldBe: number;
  readonly evidence: string;
  /** The school has looked at an unlikely value again, and it is right. */
  readonly isChecked?: boolean;
}

/** The school says that a figure is wrong and what it should be; its deadline is paused while an analyst looks into it. */
export const challengeFigure: DecisionRule<'challengeFigure', Body> = {
  kind: 'challengeFigure',
  permitted: theSchool,
  openIn: ['with-school'],
  unfit: (_occasion, { draft }, { body: { figure, shouldBe, evidence, isChecked } }) =>
    firstOf(
      isChallengeable(figure)
        ? undefined
        : refuse('OutOfRange', `You can challenge these figures: ${challengeableFigures.join(', ')}.`),
      textMissing(evidence, 'Evidence for the challenge'),
      figure === 'enrolments' ? notEnrolments(shouldBe) : notPercent(shouldBe, 'The figure you give'),
    ) ?? (isChecked === true ? undefined : unlikely(figure, shouldBe, draft?.figures)),
  change: (occasion, { deadlines }, { actor, body: { figure, shouldBe, evidence } }) => {
    const { input: year, now } = occasion;
    const windowLeftMilliseconds = windowLeft(occasion, 'school-window', deadlines['school-window'] ?? now);
    const reminder = deadlines['school-reminder'];
    return {
      set: {
        stage: 'challenged',
        challenge: {
          figure,
          shouldBe,
          evidence,
          challengedBy: actor.id,
          windowLeftMilliseconds,
          ...(reminder !== undefined && {
            reminderLeftMilliseconds: windowLeft(occasion, 'school-reminder', reminder),
          }),
        },
        deadlines: { challenge: daysAfter(year.calendar, now, year.decisionPolicy.challengeDays) },
      },
      note: 'The school challenges a figure; its deadline is paused.',
      notices: [{ to: 'analysts', about: 'A school has challenged a figure in its report.' }],
    };
  },
};
