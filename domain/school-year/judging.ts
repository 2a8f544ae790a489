import { type Notice } from '../../contracts/transition-record.js';
import { judgeMonths, type Judgement } from '../monitoring/judgement.js';
import { daysAfter } from '../shared/school-calendar.js';
import { type Change, type Occasion } from './change.js';
import { monitoringDeadlines, without } from './deadlines.js';
import { nextReferral, referralNews } from './referral-rule.js';
import { type Referral, type SchoolYearState } from './state.js';

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
  const { referral, news } = nextReferral(judgement, state, occasion.year.monitoringPolicy);
  return {
    set: { status: judgement.status, referral, deadlines: referralDeadline(occasion, state, referral) },
    isVisible: judgement.status !== state.status || news !== undefined,
    note: [statusNote(judgement, state), news && referralNews[news].note].filter(Boolean).join(' '),
    notices: news ? [{ to: 'rise-advisers', about: referralNews[news].about }] : [],
  };
}

const statusNote = (judgement: Judgement, state: SchoolYearState): string =>
  judgement.status === state.status ? '' : `The year to date is now judged: ${judgement.status}.`;

/** An adviser's deadline runs from the day of the proposal; once it has passed, a later month does not start it again. */
function referralDeadline(
  { year, now }: Occasion,
  state: SchoolYearState,
  referral: Referral | undefined,
): SchoolYearState['deadlines'] {
  const deadlines = monitoringDeadlines(year, state);
  if (referral?.state !== 'proposed') return without(deadlines, 'referral');
  if (state.referral?.state === 'proposed') return deadlines;
  return { ...deadlines, referral: daysAfter(year.calendar, now, year.decisionPolicy.referralDays) };
}
