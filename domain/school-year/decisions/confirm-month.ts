import { firstOf, refuse } from '../../process/checks.js';
import { rejudge } from '../judging.js';
import { analysts } from './permitted.js';
import { reasonGiven } from './reason-given.js';
import { type DecisionRule } from './rule.js';

interface Body {
  /** `yyyy-mm` */
  readonly month: string;
  readonly reason: string;
}

/** An analyst has looked at a month with far fewer possible sessions than expected and found the figures right: the month is judged. */
export const confirmMonth: DecisionRule<'confirmMonth', Body> = {
  kind: 'confirmMonth',
  permitted: analysts,
  openIn: ['monitoring'],
  unfit: (_occasion, state, decision) => {
    const waits = (state.monthWarnings ?? []).some(
      ({ month, about }) => about === 'few-sessions' && month === decision.body.month,
    );
    return firstOf(
      waits ? undefined : refuse('NothingPending', 'This month waits for no check.'),
      reasonGiven(decision),
    );
  },
  change: (occasion, state, { actor, body: { month, reason } }) => {
    const figures = state.months.find((held) => held.month === month);
    const others = (state.confirmedMonths ?? []).filter((held) => held.month !== month);
    const confirmed = figures && {
      month,
      possibleSessions: figures.possibleSessions,
      enrolments: figures.enrolments,
      confirmedBy: actor.id,
      reason,
    };
    const confirmedMonths = confirmed ? [...others, confirmed] : others;
    const again = rejudge(occasion, { ...state, confirmedMonths });
    return {
      set: { confirmedMonths, ...again.set },
      note: [reason, again.note].filter(Boolean).join(' '),
      notices: again.notices,
      effects: again.effects,
    };
  },
};
