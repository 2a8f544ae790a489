import { setTimeout as pause } from 'node:timers/promises';
import pMap from 'p-map';
import { type ApiClient } from '../../api/client/api-client.js';
import { type SchoolCalendar } from '../../domain/shared/school-calendar.js';
import { type LearningReport } from '../../domain/learning/report.js';
import { cast, type Part } from './casting.js';
import { closeYear, type Reconciliation } from './closing.js';
import { deliver, deliveries, type Playing } from './months.js';
import { answerNaming, countNaming, withdrawNames, type PlayedNaming } from './naming.js';
import { analyst } from './personas.js';
import { playedSchool, readReport, type PlayedReport } from './reports.js';
import { PlayedYear, type SchoolYearItem } from './school-year.js';
import { decideReferral, setExpectation } from './setting.js';
import { type PhasePaths, type PhasePoints } from './season-file.js';
import { endShocks, openShocks } from './shocks.js';
import { placed, playSupport } from './support.js';

export interface PlaySettings {
  readonly api: ApiClient;
  readonly year: string;
  readonly seed: number;
  readonly calendar: SchoolCalendar;
  readonly paths: PhasePaths;
  /** How the nation's absence differs from last year's; every played school moves with it. */
  readonly nationalShift: PhasePoints;
  /** The schools that take part; without them, all of the campaign. */
  readonly urns?: readonly string[];
  /** True on a clock of real days, where nobody waits for a silent school: it agrees instead. */
  readonly isRealClock: boolean;
  /** Receives a sentence for each step, for a person who waits. */
  readonly say: (text: string) => void;
}

export interface PlayedResult {
  readonly schools: number;
  readonly reconciled: boolean;
  readonly differences: Reconciliation['differences'];
  readonly outcomes: Readonly<Record<string, number>>;
  readonly decisions: Readonly<Record<string, number>>;
  readonly referrals: Readonly<Record<string, number>>;
  readonly places: Readonly<Record<string, number>>;
  readonly naming: PlayedNaming;
  readonly exemptions: number;
  readonly restatementsThatChangedStatus: number;
  readonly eventsPerSchoolYear: number;
  readonly wallSeconds: number;
  /** Findings of the learning report. */
  readonly learning: LearningReport;
}

const atOnce = 8;

/** Plays a whole year in compressed time, through the API and the importer only: everything that people and files would do. */
export async function playYear(settings: PlaySettings): Promise<PlayedResult> {
  const began = Date.now();
  const { api, year, seed, calendar, paths, say } = settings;
  const played = new PlayedYear(api, year, settings.urns);
  const schools = (await played.list(analyst)).filter(({ stage }) => stage !== 'out-of-scope');
  const urns = schools.map(({ urn }) => urn);
  const parts = settings.isRealClock ? withoutSilence(cast(urns, seed)) : cast(urns, seed);
  const reports = await readReports(settings, schools);

  say(`${schools.length} schools: expectations are reviewed, and schools answer`);
  await pMap(schools, (school) => setExpectation(played, school, partOf(parts, school.urn), reports.get(school.urn)), {
    concurrency: atOnce,
  });
  say('schools answer whether they may be named as examples');
  const withdrawing = await answerNaming(settings, played);
  say('waiting for the windows of schools that stay silent');
  await untilIssued(played);

  const playing: Playing = {
    parts,
    calendar,
    paths,
    seed,
    schools: playedSchools(await played.list(analyst), { reports, parts, ...settings }),
  };
  const shocks = { played, calendar, parts, atOnce };
  for (const delivery of deliveries(calendar)) {
    say(`return for ${delivery.month.month}, ${delivery.content}`);
    await deliver(api, year, playing, delivery);
    if (delivery.month === calendar.months[2] && delivery.content === 'whole') await openShocks(shocks);
    await decideReferrals(settings, played, { urns, parts, on: delivery.month.dueOn });
  }
  await withdrawNames(settings, played, withdrawing);
  say('support: places, milestones');
  await endShocks(shocks, urns);
  await decideReferrals(settings, played, { urns, parts, on: calendar.evaluateOn });
  const places = await playSupport(settings, played, atOnce);

  say('the year is closed and evaluated');
  const closed = await closeYear(settings, played);
  return {
    schools: schools.length,
    ...closed,
    places,
    naming: await countNaming(settings, withdrawing, [...reports.keys()]),
    decisions: sorted(played.decisions),
    wallSeconds: Math.round((Date.now() - began) / 1000),
  };
}

const withoutSilence = (parts: ReadonlyMap<string, Part>): ReadonlyMap<string, Part> =>
  new Map([...parts].map(([urn, part]) => [urn, part.school === 'silent' ? { ...part, school: 'agree' } : part]));

function partOf(parts: ReadonlyMap<string, Part>, urn: string): Part {
  const part = parts.get(urn);
  if (!part) throw new Error(`School ${urn} was not cast.`);
  return part;
}

const sorted = (counts: ReadonlyMap<string, number>): Readonly<Record<string, number>> =>
  Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));

async function readReports(
  { api, year }: PlaySettings,
  schools: readonly SchoolYearItem[],
): Promise<ReadonlyMap<string, PlayedReport>> {
  const reports = new Map<string, PlayedReport>();
  await pMap(
    schools,
    async ({ urn }) => {
      const report = await readReport(api, year, urn);
      if (report) reports.set(urn, report);
    },
    { concurrency: atOnce },
  );
  return reports;
}

function playedSchools(
  schools: readonly SchoolYearItem[],
  {
    reports,
    parts,
    seed,
    nationalShift,
  }: Pick<PlaySettings, 'seed' | 'nationalShift'> & {
    readonly reports: ReadonlyMap<string, PlayedReport>;
    readonly parts: ReadonlyMap<string, Part>;
  },
): Playing['schools'] {
  return schools.flatMap((school) => {
    const report = reports.get(school.urn);
    return report && school.stage === 'monitoring'
      ? [playedSchool(school, report, partOf(parts, school.urn), { seed, nationalShift })]
      : [];
  });
}

/** Waits until every school has an issued report or gets none this year; silent schools get theirs when their window passes. */
async function untilIssued(played: PlayedYear): Promise<void> {
  const waiting = ['with-school', 'in-review', 'drafting', 'challenged', 'quarantined'];
  while ((await played.list(analyst)).some(({ stage }) => waiting.includes(stage))) await pause(1000);
}

interface Undecided {
  readonly urns: readonly string[];
  readonly parts: ReadonlyMap<string, Part>;
  readonly on: string;
}

/**
 * Reading a school asks its workflow, which answers only after it has handled the month it was sent, so nobody decides on an old state.
 * All schools that are offered support now are placed in one round, by need, so that the same seed gives the same places.
 */
async function decideReferrals(
  { api, year }: PlaySettings,
  played: PlayedYear,
  { urns, parts, on }: Undecided,
): Promise<void> {
  const proposed = (await played.readAll(urns, analyst, atOnce)).filter(
    ({ referralState, stage }) => referralState === 'proposed' && stage === 'monitoring',
  );
  await pMap(proposed, (school) => decideReferral(played, school, partOf(parts, school.urn), on), {
    concurrency: atOnce,
  });
  const offered = proposed.filter(({ urn }) => partOf(parts, urn).adviser !== 'decline');
  await pMap(
    offered,
    async ({ urn }) => {
      await placed(api, year, urn);
    },
    { concurrency: atOnce },
  );
}
