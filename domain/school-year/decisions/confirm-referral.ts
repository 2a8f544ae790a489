import { isDateText, refuse } from '../../process/checks.js';
import { type Refusal } from '../../process/command.js';
import { windowsOf } from '../../monitoring/exemption.js';
import { isPathway, type Pathway } from '../../support/milestones.js';
import { without } from '../deadlines.js';
import { judge } from '../judging.js';
import { proposalMissing } from '../referral.js';
import { awaitsShockAnswer, type SchoolYearState } from '../state.js';
import { riseAdvisers } from './permitted.js';
import { type DecisionRule } from './rule.js';

interface Body {
  readonly pathway: Pathway;
  readonly hasNoConflictOfInterest: boolean;
  /** `yyyy-mm-dd`; the responsible body is spoken with before the school. */
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
  unfit: (_occasion, state, { body }) => proposalMissing(state) ?? notYet(state) ?? bodyUnfit(body),
  change: (occasion, state, { body: { pathway, note } }) => {
    const ground = state.referral?.ground ?? '';
    const offer = occasion.input.decisionPolicy.isTestAndLearn
      ? 'Support is offered; this is a test-and-learn year.'
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

function notYet(state: SchoolYearState): Refusal | undefined {
  if (awaitsShockAnswer(state))
    return refuse(
      'WrongStage',
      'The school has asked for days to be set aside, and has no answer yet. That comes first.',
    );
  return state.isSupportEnding
    ? refuse('WrongStage', 'The support that was withdrawn is still ending. Decide again in a moment.')
    : undefined;
}

function bodyUnfit({ pathway, hasNoConflictOfInterest, responsibleBodyContactedOn }: Body): Refusal | undefined {
  if (!isPathway(pathway)) return refuse('OutOfRange', 'The pathway is toolkit, regional or enhanced.');
  if ((hasNoConflictOfInterest as unknown) !== true)
    return refuse('SecondPersonNeeded', 'An adviser with a conflict of interest cannot decide; another adviser must.');
  return isDateText(responsibleBodyContactedOn)
    ? undefined
    : refuse('ReasonMissing', 'Say when the responsible body was spoken with, as yyyy-mm-dd.');
}
