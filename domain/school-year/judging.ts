import { type Notice } from '../../contracts/transition-record.js';
import { judgeMonths, referralDue, type Judgement } from '../monitoring/judgement.js';
import { type Change, type Occasion } from './change.js';
import { monitoringDeadlines } from './deadlines.js';
import { isPaused, type Referral, type SchoolYearState } from './state.js';

/** The judgement of everything the school has reported; undefined while no floor holds. */
export function judge({ year }: Occasion, state: SchoolYearState): Judgement | undefined {
  const figures = state.draft?.figures;
  if (!figures || !state.floor) return undefined;
  return judgeMonths({
    phase: figures.phase,
    floorAttendancePercent: state.floor.attendancePercent,
    months: state.months,
    exemptions: state.shocks,
    acceptedGaps: state.acceptedGaps,
    calendar: year.calendar,
    season: year.season,
    policy: year.monitoringPolicy,
  });
}

/** What judging again changes: status, referral and deadlines, with who is told. */
export interface Rejudged {
  readonly set: Change['set'];
  readonly isVisible: boolean;
  readonly note: string;
  readonly notices: readonly Notice[];
}

/** Judges a monitored school again. Order of arrival never matters, because the judgement is a function of the set of months. */
export function rejudge(occasion: Occasion, state: SchoolYearState): Rejudged {
  const judgement = judge(occasion, state);
  if (state.stage !== 'monitoring' || !judgement) return { set: {}, isVisible: false, note: '', notices: [] };
  const isDue = referralDue(judgement, occasion.year.monitoringPolicy);
  const referral = nextReferral(state, isDue, judgement);
  const hasReferralChanged = referral?.state !== state.referral?.state;
  const deadlines = monitoringDeadlines(occasion.year, state);
  return {
    set: {
      status: judgement.status,
      referral,
      deadlines:
        referral?.state === 'proposed' ? withReferralDeadline(occasion, state, deadlines) : withoutReferral(deadlines),
    },
    isVisible: judgement.status !== state.status || hasReferralChanged,
    note: [statusNote(judgement, state), referralNote(referral, hasReferralChanged)].filter(Boolean).join(' '),
    notices: hasReferralChanged ? referralNotices(referral) : doubtNotices(state.referral, isDue),
  };
}

/** Proposed once a year per school and ground; a proposal whose ground is gone is withdrawn. A decision by a person stands. */
function nextReferral(state: SchoolYearState, isDue: boolean, judgement: Judgement): Referral | undefined {
  const held = state.referral;
  if (held?.state === 'confirmed' || held?.state === 'declined') return held;
  if (held?.state === 'proposed' && !isDue) return { ...held, state: 'withdrawn' };
  if (held?.state === 'proposed' || !isDue || isPaused(state)) return held;
  const ground = judgement.checks.at(-1)?.month;
  return ground === undefined ? held : { state: 'proposed', ground };
}

const statusNote = (judgement: Judgement, state: SchoolYearState): string =>
  judgement.status === state.status ? '' : `The year to date is now judged: ${judgement.status}.`;

function referralNote(referral: Referral | undefined, hasChanged: boolean): string {
  if (!hasChanged || !referral) return '';
  return referral.state === 'proposed'
    ? 'Support is proposed; an adviser decides.'
    : 'The proposal of support is withdrawn because its ground is gone.';
}

const referralNotices = (referral: Referral | undefined): readonly Notice[] => [
  {
    to: 'rise-advisers',
    about:
      referral?.state === 'proposed'
        ? 'A referral for support waits for a decision.'
        : 'A proposed referral has been withdrawn.',
  },
];

const doubtNotices = (held: Referral | undefined, isDue: boolean): readonly Notice[] =>
  held?.state === 'confirmed' && !isDue
    ? [{ to: 'rise-advisers', about: 'The figures on which support was offered have changed.' }]
    : [];

const withReferralDeadline = (
  { year, now }: Occasion,
  state: SchoolYearState,
  deadlines: SchoolYearState['deadlines'],
): SchoolYearState['deadlines'] => ({
  ...deadlines,
  referral: state.deadlines.referral ?? now + year.decisionPolicy.referralDays * year.calendar.dayMilliseconds,
});

const withoutReferral = (deadlines: SchoolYearState['deadlines']): SchoolYearState['deadlines'] =>
  Object.fromEntries(Object.entries(deadlines).filter(([name]) => name !== 'referral'));
