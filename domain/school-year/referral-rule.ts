import { referralDue, type Judgement, type MonthCheck } from '../monitoring/judgement.js';
import { type MonitoringPolicy } from '../monitoring/policy.js';
import { isPaused, type Referral, type SchoolYearState } from './state.js';

export type ReferralNews = 'proposed' | 'withdrawn' | 'in-doubt' | 'stands-again';

/** What is written down of it, and what advisers are told. */
export const referralNews: Readonly<Record<ReferralNews, { readonly note: string; readonly about: string }>> = {
  proposed: {
    note: 'Support is proposed; an adviser decides.',
    about: 'A referral for support waits for a decision.',
  },
  withdrawn: {
    note: 'The proposal of support is withdrawn because its ground is gone.',
    about: 'A proposed referral has been withdrawn.',
  },
  'in-doubt': {
    note: 'The figures on which support was offered have changed; the offer stands until people say otherwise.',
    about: 'The figures on which support was offered have changed.',
  },
  'stands-again': {
    note: 'The figures on which support was offered carry it again.',
    about: 'The figures on which support was offered carry it again.',
  },
};

interface NextReferral {
  readonly referral: Referral | undefined;
  readonly news?: ReferralNews;
}

/**
 * Proposed while the year to date is consistently below, withdrawn when that ground goes before anybody has decided. A decision by a
 * person stands: support that was offered on figures restated since is marked, and people look at it. Source: domain dossier 6.2.7.
 */
export function nextReferral(judgement: Judgement, state: SchoolYearState, policy: MonitoringPolicy): NextReferral {
  const held = state.referral;
  switch (held?.state) {
    case 'declined':
      return { referral: held };
    case 'confirmed':
      return confirmed(held, stands(judgement, held.ground, policy));
    case 'proposed': {
      const ground = groundOf(judgement, policy);
      return ground === undefined
        ? { referral: { ...held, state: 'withdrawn' }, news: 'withdrawn' }
        : { referral: { ...held, ground } };
    }
    case 'withdrawn':
    case undefined: {
      const ground = groundOf(judgement, policy);
      if (ground === undefined || isPaused(state)) return { referral: held };
      return { referral: { state: 'proposed', ground }, news: 'proposed' };
    }
  }
}

function confirmed({ isInDoubt, ...held }: Referral, isStanding: boolean): NextReferral {
  if (isStanding) return { referral: held, ...(isInDoubt && { news: 'stands-again' }) };
  return { referral: { ...held, isInDoubt: true }, ...(!isInDoubt && { news: 'in-doubt' }) };
}

/** The month whose check completed the run that lasts to the newest check; undefined when none is long enough. */
function groundOf(judgement: Judgement, policy: MonitoringPolicy): string | undefined {
  if (!referralDue(judgement, policy)) return undefined;
  return counted(judgement).at(policy.successiveChecksBelow - 1 - judgement.consecutiveBelow)?.month;
}

/** Whether the checks up to the ground's month still end in a run that is long enough, whatever came after. */
function stands(judgement: Judgement, ground: string, { successiveChecksBelow }: MonitoringPolicy): boolean {
  const run = counted(judgement)
    .filter(({ month }) => month <= ground)
    .slice(-successiveChecksBelow);
  return run.length === successiveChecksBelow && run.every(({ state }) => state === 'below');
}

const counted = ({ checks }: Judgement): readonly MonthCheck[] =>
  checks.filter(({ state }) => state !== 'exempt' && state !== 'not-judged');
