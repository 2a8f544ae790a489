import { type Notice } from '../process/transition-record.js';
import { waitingRequest } from '../monitoring/shock-request.js';
import { referralGround, type Judgement } from '../monitoring/judgement.js';
import { type MonitoringPolicy } from '../monitoring/policy.js';
import { type Referral, type SchoolYearState } from './state.js';

export type ReferralNews = 'proposed' | 'withdrawn' | 'reversed' | 'in-doubt' | 'supported-again';

interface Announcement {
  readonly note: string;
  readonly about: string;
  readonly to: readonly Notice['to'][];
}

/** The log note and the notice of each change. A withdrawn offer goes to everybody who was notified of the offer. */
export const referralNews: Readonly<Record<ReferralNews, Announcement>> = {
  proposed: {
    note: 'Support is proposed; an adviser must decide.',
    about: 'A referral for support is waiting for your decision.',
    to: ['rise-advisers'],
  },
  withdrawn: {
    note: 'The proposal of support is withdrawn because the figures no longer call for it.',
    about: 'A proposed referral has been withdrawn.',
    to: ['rise-advisers'],
  },
  reversed: {
    note: 'The figures on which support was offered have changed and no longer call for it. The offer is withdrawn.',
    about: 'The figures on which support was offered have changed. The offer is withdrawn.',
    to: ['rise-advisers', 'responsible-body', 'school'],
  },
  'in-doubt': {
    note: 'The figures on which support was offered have changed. The offer remains until a person decides otherwise.',
    about: 'The figures on which support was offered have changed. Please review the offer.',
    to: ['rise-advisers'],
  },
  'supported-again': {
    note: 'The figures again call for the support that was offered.',
    about: 'The figures again call for the support that was offered.',
    to: ['rise-advisers'],
  },
};

interface ReferralTerms {
  readonly policy: MonitoringPolicy;
  /** An offer that the figures no longer call for is withdrawn; otherwise it is marked for people to review. */
  readonly mayReverse: boolean;
}

interface NextReferral {
  readonly referral: Referral | undefined;
  readonly news?: ReferralNews;
}

/**
 * Proposed while the year to date is consistently below. Days set aside count only through the judgement of the months they lie in. A proposal
 * that the figures no longer call for is withdrawn before anybody decides and leaves only its log entry. An offer is withdrawn when new
 * figures reverse its ground, and everybody who was notified of it is notified again. Source: docs/sources/local-shocks.md#late-and-restated-figures.
 */
export function nextReferral(judgement: Judgement, state: SchoolYearState, terms: ReferralTerms): NextReferral {
  const held = state.referral;
  switch (held?.state) {
    case 'declined':
      return { referral: held };
    case 'confirmed':
      if (held.isCarried)
        return state.supportOutcome === undefined ? { referral: held } : proposal(judgement, state, terms);
      return confirmed(held, holds(judgement, held.ground, terms.policy), {
        mayWithdraw: terms.mayReverse && state.supportOutcome === undefined,
      });
    case 'proposed': {
      const ground = referralGround(judgement, terms.policy);
      return ground === undefined ? { referral: undefined, news: 'withdrawn' } : { referral: { ...held, ground } };
    }
    case 'withdrawn':
    case undefined:
      return proposal(judgement, state, terms);
  }
}

function proposal(judgement: Judgement, state: SchoolYearState, { policy }: ReferralTerms): NextReferral {
  const ground = referralGround(judgement, policy);
  if (ground === undefined || requestBearsOn(judgement, state)) return { referral: state.referral };
  return { referral: { state: 'proposed', ground }, news: 'proposed' };
}

/** Whether a request without an answer is about a month that has been judged; days that are still to come change nothing yet. */
export function requestBearsOn({ checks }: Judgement, { shockRequests }: SchoolYearState): boolean {
  const from = waitingRequest(shockRequests)?.from.slice(0, 7);
  return from !== undefined && checks.some(({ month }) => month >= from);
}

function confirmed(
  { isInDoubt, ...held }: Referral,
  isGroundHeld: boolean,
  { mayWithdraw }: { readonly mayWithdraw: boolean },
): NextReferral {
  if (isGroundHeld) return { referral: held, ...(isInDoubt && { news: 'supported-again' }) };
  if (mayWithdraw) return { referral: { ...held, state: 'withdrawn' }, news: 'reversed' };
  return { referral: { ...held, isInDoubt: true }, ...(!isInDoubt && { news: 'in-doubt' }) };
}

/** Whether the checks up to the ground's month still end in a run that calls for a referral, whatever came after. */
const holds = ({ checks }: Judgement, ground: string, policy: MonitoringPolicy): boolean =>
  referralGround({ checks: checks.filter(({ month }) => month <= ground) }, policy) !== undefined;
