import { type Notice } from '../process/transition-record.js';
import { judgeMonths, type Judgement } from '../monitoring/judgement.js';
import { daysAfter } from '../shared/school-calendar.js';
import { riseNote, riseNotices, risesOf } from './absence-watch.js';
import { ratesToDate, type BothRates } from './both-rates.js';
import { type Change, type Occasion } from './change.js';
import { newWarnings, warningNote, warningNotices, warningsOf } from './month-warnings.js';
import { monitoringDeadlines, without } from './deadlines.js';
import { type Effect } from './effects.js';
import { nextReferral, referralNews, type ReferralNews } from './referral-rule.js';
import { type Referral, type SchoolYearState } from './state.js';

/** The judgement of everything the school has reported; undefined while there is no floor. */
export function judge({ input: year }: Occasion, state: SchoolYearState): Judgement | undefined {
  const figures = state.draft?.figures;
  if (!figures || !state.floor) return undefined;
  return judgeMonths({
    phase: figures.phase,
    floorAttendancePercent: state.floor.attendancePercent,
    months: state.months,
    exemptions: state.shocks,
    acceptedGaps: state.acceptedGaps,
    confirmedMonths: state.confirmedMonths,
    calendar: year.calendar,
    season: year.season,
    policy: year.monitoringPolicy,
    expected: {
      attendancePercent: figures.expectedAttendancePercent,
      deviationPoints: figures.standardDeviationPoints,
    },
  });
}

/** What judging again changes: status, referral and deadlines, with the notices and effects. */
export interface Rejudged {
  readonly set: Change['set'];
  readonly isVisible: boolean;
  readonly note: string;
  readonly notices: readonly Notice[];
  readonly effects: readonly Effect[];
}

const nothing: Rejudged = { set: {}, isVisible: false, note: '', notices: [], effects: [] };

/**
 * Judges a monitored school again. The order of arrival does not matter, because the judgement is a function of the set of months.
 * `mayReverse`: new figures came, so an offer that they no longer support is withdrawn.
 */
export function rejudge(occasion: Occasion, state: SchoolYearState, { mayReverse = false } = {}): Rejudged {
  const judgement = judge(occasion, state);
  if (state.stage !== 'monitoring' || !judgement) return nothing;
  const { referral, news } = nextReferral(judgement, state, { policy: occasion.input.monitoringPolicy, mayReverse });
  const watched = watch(occasion, state, judgement);
  return {
    set: {
      ...watched.set,
      status: judgement.status,
      checks: judgement.checks,
      referral,
      deadlines: referralDeadline(occasion, state, referral),
      ...(news === 'reversed' && { isSupportEnding: true }),
    },
    isVisible: watched.isVisible || judgement.status !== state.status || news !== undefined,
    note: [statusNote(judgement, state), news && referralNews[news].note, watched.note].filter(Boolean).join(' '),
    notices: [...noticesOf(news), ...watched.notices],
    effects: news === 'reversed' ? [{ do: 'signalSupport', news: { kind: 'referralWithdrawn' } }] : [],
  };
}

/** What is watched as well as the status: rises in severe and persistent absence, and both rates while days are set aside. */
function watch({ input: year }: Occasion, state: SchoolYearState, judgement: Judgement): Omit<Rejudged, 'effects'> {
  const before = state.absenceRises ?? [];
  const rises = risesOf(year, state);
  const hasDaysSetAside = state.shocks.some(({ isRevoked }) => !isRevoked);
  const rates = hasDaysSetAside ? ratesToDate(judgement) : undefined;
  const isNewRates = !areSame(rates, state.rates);
  const warnings = warningsOf(judgement, state);
  const news = newWarnings(state.monthWarnings ?? [], warnings);
  const isWarned = news.length > 0 || warnings.length !== (state.monthWarnings ?? []).length;
  return {
    set: {
      absenceRises: rises.length > 0 ? rises : undefined,
      monthWarnings: warnings.length > 0 ? warnings : undefined,
      rates,
    },
    isVisible: rises.join() !== before.join() || isNewRates || isWarned,
    note: [riseNote(before, rises), warningNote(news), isNewRates && ratesNote(rates)].filter(Boolean).join(' '),
    notices: [...riseNotices(before, rises), ...warningNotices(news)],
  };
}

const ratesNote = (rates: BothRates | undefined): string =>
  rates ? 'Both rates are shown, with and without the days set aside.' : 'No days are set aside any longer.';

const areSame = (a: BothRates | undefined, b: BothRates | undefined): boolean =>
  a?.through === b?.through &&
  a?.publishedAttendancePercent === b?.publishedAttendancePercent &&
  a?.comparableAttendancePercent === b?.comparableAttendancePercent;

const noticesOf = (news: ReferralNews | undefined): readonly Notice[] =>
  news === undefined ? [] : referralNews[news].to.map((to) => ({ to, about: referralNews[news].about }));

const statusNote = (judgement: Judgement, state: SchoolYearState): string =>
  judgement.status === state.status ? '' : `The year to date is now judged: ${judgement.status}.`;

/** An adviser's deadline runs from the day of the proposal; once it has passed, a later month does not start it again. */
function referralDeadline(
  { input: year, now }: Occasion,
  state: SchoolYearState,
  referral: Referral | undefined,
): SchoolYearState['deadlines'] {
  const deadlines = monitoringDeadlines(year, state);
  if (referral?.state !== 'proposed') return without(deadlines, 'referral');
  if (state.referral?.state === 'proposed') return deadlines;
  return { ...deadlines, referral: daysAfter(year.calendar, now, year.decisionPolicy.referralDays) };
}
