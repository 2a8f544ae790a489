import { rmSync } from 'node:fs';
import { type Command } from 'commander';
import { ApiClient, ApiProblem } from '../../api/client/api-client.js';
import { openSchools } from '../../database/facts/register.js';
import { learningText } from '../../domain/learning/report-text.js';
import { type AcademicYear } from '../../domain/shared/academic-year.js';
import { type SchoolCalendar } from '../../domain/shared/school-calendar.js';
import { homeFolder, stackFolder } from '../../engine/home.js';
import { createProgress } from '../../engine/progress.js';
import { runningStacks } from '../../engine/stack.js';
import { analyst } from '../../demo/play/personas.js';
import { PlayedYear } from '../../demo/play/school-year.js';
import { playYear, type PlayedResult, type PlaySettings } from '../../demo/play/play-year.js';
import { pathsOver, readNationalShift, readSeason, seasonFileIn } from '../../demo/play/season-file.js';
import { randomStream, shuffled } from '../../demo/england/random.js';
import { CommandProblem, exitCodes } from '../exit-codes.js';
import { say, table, writeResult } from '../output.js';
import { loadData, type LoadedData } from '../stack/load-data.js';
import { startProduct, type Product } from '../stack/product.js';
import { runCampaign } from '../stack/run-campaign.js';
import { runningApi, type ApiChoice } from '../stack/running.js';
import { stackNameOf } from '../stack/stack-name.js';
import { knownYears, yearTerms } from '../../academic-years/year-terms.js';
import { apiAddress, port, seed, stackName, wholeNumberFrom, words } from '../arguments.js';
import { stopWith } from '../interruption.js';
import { refuseNoFolder } from '../readable.js';

interface YearOptions extends ApiChoice {
  readonly data?: string;
  readonly schools: number;
  readonly seed: number;
  readonly port?: number;
  readonly json?: boolean;
}

/** Size of the invented England in which a year is played when no folder is given. */
const inventedSchools = 600;

export function addYearCommand(program: Command): void {
  program
    .command('year')
    .description(
      'play a compressed year through the API and the importer, on a stack of its own that starts empty, or on a running one',
    )
    .option('--stack <name>', 'play on this running stack, and close its year at the end', stackName)
    .option('--api <address>', 'play on the stack behind this API, and close its year at the end', apiAddress)
    .option('--data <folder>', 'a folder of published files', words, process.env['ABIE_DATA'])
    .option('--schools <count>', 'how many schools take part', wholeNumberFrom(1, 24_000, 'number of schools'), 200)
    .option('--seed <number>', 'the same seed plays the same year', seed, 1)
    .option('--port <number>', 'port of the API; by default 3100 or the next free one', port)
    .option('--json', 'print one JSON object as the last line')
    .action(async (options: YearOptions) => {
      if (options.data !== undefined && options.data !== '') {
        refuseNoFolder(options.data);
        refuseWithoutSeason(options.data);
      }
      const { result, notice } =
        options.stack === undefined && options.api === undefined
          ? await onFreshStack(options)
          : await onRunningStack(options);
      writeResult(options.json, { ...result, ...(notice !== undefined && { notice }) }, inWords(result, notice));
      if (!result.reconciled) process.exitCode = exitCodes.differences;
    });
}

interface Played {
  readonly result: PlayedResult;
  readonly notice: string | undefined;
}

async function onFreshStack(options: YearOptions): Promise<Played> {
  const name = `year-${stackNameOf({ ...options, schools: inventedSchools })}`.slice(0, 41);
  const home = homeFolder(process.env);
  if (runningStacks(home).some((one) => one.name === name)) {
    throw new CommandProblem(
      `The stack "${name}" is running. Stop it, or wait until it ends: a played year starts with an empty stack.`,
      exitCodes.usage,
    );
  }
  rmSync(stackFolder(home, name), { recursive: true, force: true });
  const progress = createProgress();
  const product = await startProduct({ name, progress, apiPort: options.port, firstApiPort: 3100 });
  stopWith({ stop: () => product.stop(), isNormalEnd: false });
  try {
    const data = await loadData(product.db, product.stack.folder, { ...options, schools: inventedSchools }, progress);
    return await play(product, data, options);
  } finally {
    await product.stop();
    stopWith(undefined);
  }
}

async function play(
  product: Product,
  { folder, campaignYear, notice }: LoadedData,
  { schools, seed }: YearOptions,
): Promise<Played> {
  const server = await product.serve(notice);
  const api = new ApiClient(server.address);
  const clock = { startsAtMilliseconds: Date.now(), dayMilliseconds: dayLength(schools) };
  const { stage, problems } = await runCampaign(
    api,
    campaignYear,
    {
      urns: await chosenSchools(product, schools, seed),
      startsAt: new Date(clock.startsAtMilliseconds).toISOString(),
      dayMilliseconds: clock.dayMilliseconds,
      schoolWindowDays: 1,
    },
    createProgress(),
  );
  if (stage === 'refused-model') throw new CommandProblem(problems.join('\n'), exitCodes.refused);
  const { calendar } = yearTerms(campaignYear, clock);
  const season = await seasonFor(folder, calendar, campaignYear);
  const result = await playYear({ api, year: campaignYear, seed, calendar, ...season, say, isRealClock: false });
  return { result, notice };
}

/** Plays schools of a running campaign, on its clock. At the end the year is closed for every school. */
async function onRunningStack({ data, schools, seed, ...choice }: YearOptions): Promise<Played> {
  const api = runningApi(choice);
  const { year, notice } = await runningCampaign(api);
  const stack = runningStacks(homeFolder(process.env)).find(({ name }) => name === choice.stack);
  const { calendar } = yearTerms(year);
  const season = await seasonFor(data ?? `${stack?.folder ?? '.'}/england`, calendar, year);
  const waiting = (await new PlayedYear(api, year).list(analyst)).filter(
    ({ stage }) => stage === 'in-review' || stage === 'quarantined',
  );
  const urns = shuffled(
    waiting.map(({ urn }) => urn),
    randomStream(seed, 'who takes part'),
  ).slice(0, schools);
  const result = await playYear({ api, year, seed, calendar, ...season, say, urns, isRealClock: true });
  return { result, notice };
}

/** The year whose campaign runs there. */
async function runningCampaign(
  api: ApiClient,
): Promise<{ readonly year: AcademicYear; readonly notice: string | undefined }> {
  for (const year of knownYears()) {
    const campaign = await api
      .request<{ readonly stage: string; readonly notice?: string }>(`/campaigns/${year}`, { as: analyst })
      .catch(unlessMissing);
    if (campaign?.stage === 'running') return { year, notice: campaign.notice };
  }
  throw new CommandProblem('No campaign is running there. Start one with: npm start', exitCodes.notRunning);
}

function unlessMissing(error: unknown): undefined {
  if (!(error instanceof ApiProblem) || error.status !== 404) throw error;
}

/** Long enough that a school's one-day window never passes before its answer arrives, short enough to wait for. */
const dayLength = (schools: number): number => 30_000 + 50 * schools;

/** Schools of the register that are open and of a mainstream phase, picked by seed. */
async function chosenSchools({ db }: Product, count: number, seed: number): Promise<readonly string[]> {
  const urns = await openSchools(db, [
    'primary',
    'middle-deemed-primary',
    'secondary',
    'middle-deemed-secondary',
    'all-through',
  ]);
  return shuffled(urns, randomStream(seed, 'who takes part')).slice(0, count).sort();
}

/** The year-to-date release, where it is in the data folder or next to it. @throws CommandProblem where it is not */
function refuseWithoutSeason(folder: string): string {
  const file = seasonFileIn(folder);
  if (file !== undefined) return file;
  throw new CommandProblem(
    `No year-to-date release (attendance_la_ytd_snapshots*.csv) is in ${folder} or next to it, so the months have no season to follow. docs/data.md says where to get it.`,
    exitCodes.usage,
  );
}

/** The season and the nation's shift, where the release is in the data folder or next to it. */
async function seasonFor(
  folder: string,
  calendar: SchoolCalendar,
  year: AcademicYear,
): Promise<Pick<PlaySettings, 'paths' | 'nationalShift'>> {
  const file = refuseWithoutSeason(folder);
  return { paths: pathsOver(await readSeason(file), calendar), nationalShift: await readNationalShift(file, year) };
}

const namingTable = (naming: PlayedResult['naming']): string =>
  table([
    ['asked whether they may be named', naming.asked],
    ['agreed', naming.agreed],
    ['agreed, then withdrew', naming.withdrawn],
    ['declined', naming.declined],
    ['did not answer', naming.withoutAnswer],
    ['schools named in reports', naming.named],
    ['reports that name a school', naming.reportsThatName],
  ]);

function inWords(result: PlayedResult, notice: string | undefined): string {
  const counted = (title: string, counts: Readonly<Record<string, number>>): string =>
    table([[title, ''], ...Object.entries(counts)]);
  const reconciliation = result.reconciled
    ? 'Workflow, read model and audit log agree for every school and for the campaign.'
    : `Workflow, read model and audit log differ in ${result.differences.length} places.`;
  return [
    ...(notice === undefined ? [] : [`${notice}.`]),
    counted('schools by outcome', result.outcomes),
    counted('decisions', result.decisions),
    counted('referrals', result.referrals),
    counted('support', result.places),
    namingTable(result.naming),
    table([
      ['local shocks', result.exemptions],
      ['restatements that changed a status', result.restatementsThatChangedStatus],
      ['events per school-year', result.eventsPerSchoolYear],
      ['seconds', result.wallSeconds],
    ]),
    reconciliation,
    learningText(result.learning),
  ].join('\n\n');
}
