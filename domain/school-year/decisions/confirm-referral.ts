import { isDateText, refuse } from '../../process/checks.js';
import { type Refusal } from '../../process/command.js';
import { windowsOf } from '../../monitoring/exemption.js';
import { isPathway, type Pathway } from '../../support/milestones.js';
import { notInYear } from '../dates-of-year.js';
import { without } from '../deadlines.js';
import { judge } from '../judging.js';
import { proposalMissing } from '../referral.js';
import { requestBearsOn } from '../referral-rule.js';
import { type Occasion } from '../change.js';
import { type SchoolYearState } from '../state.js';
import { riseAdvisers } from './permitted.js';
import { type DecisionRule } from './rule.js';

interface Body {
  readonly pathway: Pathway;
  readonly hasNoConflictOfInterest: boolean;
  /** `yyyy-mm-dd`; the responsible body is contacted before the school. */
  readonly responsibleBodyContactedOn: string;
  readonly note?: string;
}

/**
 * A RISE adviser offers support after checking for a conflict of interest and speaking with the responsible body. Support only: a
 * referral here never touches eligibility for targeted RISE. Source: docs/sources/support-and-hubs.md#rise.
 */
export const confirmReferral: DecisionRule<'confirmReferral', Body> = {
  kind: 'confirmReferral',
  permitted: riseAdvisers,
  openIn: ['monitoring'],
  unfit: (occasion, state, { body }) => proposalMissing(state) ?? notYet(occasion, state) ?? bodyUnfit(occasion, body),
  change: (occasion, state, { body: { pathway, note } }) => {
    const ground = state.referral?.ground ?? '';
    const offer = occasion.input.decisionPolicy.isTestAndLearn
      ? 'Support is offered as part of a test-and-learn year.'
      : 'Support is offered.';
    return {
      set: {
        referral: { state: 'confirmed', ground, pathway },
        deadlines: without(state.deadlines, 'referral'),
        supportOutcome: undefined,
      },
      note: note ?? offer,
      notices: [
        { to: 'responsible-body', about: 'Support is offered to a school.' },
        { to: 'school', about: 'Support is offered to your school.' },
      ],
      effects: [
        {
          do: 'startSupport',
          pathway,
          ground,
          shortfallPoints: judge(occasion, state)?.checks.at(-1)?.shortfallPoints ?? 0,
          ...(state.supportVersion !== undefined && { afterVersion: state.supportVersion }),
          daysSetAside: windowsOf(state.shocks),
        },
      ],
    };
  },
};

function notYet(occasion: Occasion, state: SchoolYearState): Refusal | undefined {
  const judgement = judge(occasion, state);
  if (judgement && requestBearsOn(judgement, state))
    return refuse(
      'WrongStage',
      'The school has asked for days to be set aside and has no answer yet. Answer that request first.',
    );
  return state.isSupportEnding
    ? refuse('WrongStage', 'Earlier support is still being withdrawn. Try again in a moment.')
    : undefined;
}

function bodyUnfit(
  { input: year }: Occasion,
  { pathway, hasNoConflictOfInterest, responsibleBodyContactedOn }: Body,
): Refusal | undefined {
  if (!isPathway(pathway)) return refuse('OutOfRange', 'Choose a pathway: toolkit, regional or enhanced.');
  if ((hasNoConflictOfInterest as unknown) !== true)
    return refuse('SecondPersonNeeded', 'You have a conflict of interest, so another adviser must decide.');
  return isDateText(responsibleBodyContactedOn)
    ? notInYear(year, responsibleBodyContactedOn, 'Your conversation with the responsible body')
    : refuse('ReasonMissing', 'Give the date of your conversation with the responsible body as yyyy-mm-dd.');
}
