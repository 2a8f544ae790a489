import { resolve } from 'node:path';
import { type Command } from 'commander';
import { countReasons } from '../../database/school-years/school-years.js';
import { ApiClient } from '../../api/client/api-client.js';
import { createProgress } from '../../engine/progress.js';
import { type AcademicYear } from '../../domain/shared/academic-year.js';
import { instantOf } from '../../domain/shared/school-calendar.js';
import { port, seed, stackName, wholeNumberFrom, words } from '../arguments.js';
import { stopWith } from '../interruption.js';
import { say, table, writeResult } from '../output.js';
import { refuseNoFolder } from '../readable.js';
import { exampleSchool, nextSteps, type ExampleSchool } from '../stack/next-steps.js';
import { refuseRunning } from '../stack/running.js';
import { loadData } from '../stack/load-data.js';
import { startProduct, type Product } from '../stack/product.js';
import { runCampaign, type CampaignStart, type CampaignState } from '../stack/run-campaign.js';
import { stackNameOf } from '../stack/stack-name.js';
import { untilStopped } from '../stack/until-stopped.js';
import { yearTerms } from '../../academic-years/year-terms.js';

interface UpOptions {
  readonly data?: string;
  readonly schools: number;
  readonly seed: number;
  readonly stack?: string;
  readonly port?: number;
  readonly json?: boolean;
}

export function addUpCommand(program: Command): void {
  program
    .command('up')
    .description('start the whole product: engine, database, data, campaign, API')
    .option('--data <folder>', 'a folder of published files', words, process.env['ABIE_DATA'])
    .option(
      '--schools <count>',
      'schools of the invented England, 60 to 24000',
      wholeNumberFrom(60, 24_000, 'number of schools'),
      600,
    )
    .option('--seed <number>', 'seed of the invented England', seed, 1)
    .option('--stack <name>', 'name under which its data are kept; by default made from the data source', stackName)
    .option(
      '--port <number>',
      'port of the API; by default the one it had before, at first 3000 or the next free one',
      port,
    )
    .option('--json', 'print one JSON object when ready')
    .action(async (options: UpOptions) => {
      if (options.data !== undefined && options.data !== '') refuseNoFolder(options.data);
      refuseRunning(options.stack ?? stackNameOf(options));
      const { product, summary } = await bringUp(options);
      writeResult(options.json, summary, inWords(summary));
      say(
        summary.problems.length === 0
          ? 'Ready. Stop with Ctrl-C; nothing is lost.'
          : 'The campaign is on hold for the reasons above; everything else is ready. Stop with Ctrl-C; nothing is lost.',
      );
      await untilStopped(product);
    });
}

interface Summary {
  readonly stack: string;
  readonly academicYear: AcademicYear;
  readonly campaign: string;
  /** Why no draft goes to review; empty when drafts do. */
  readonly problems: readonly string[];
  readonly schoolsByStage: Readonly<Record<string, number>>;
  readonly reasons: Readonly<Record<string, number>>;
  readonly notice?: string;
  readonly addresses: Readonly<Record<string, string>>;
  /** A school to look at first; undefined where no school has a draft. */
  readonly example?: ExampleSchool;
}

async function bringUp(options: UpOptions): Promise<{ readonly product: Product; readonly summary: Summary }> {
  const progress = createProgress();
  const stack = options.stack ?? stackNameOf(options);
  const product = await startProduct({ name: stack, progress, apiPort: options.port, firstApiPort: 3000 });
  stopWith({ stop: () => product.stop(), isNormalEnd: false });
  try {
    const { campaignYear, notice } = await loadData(product.db, product.stack.folder, options, progress);
    const api = await product.serve(notice);
    const state = await runCampaign(
      new ApiClient(api.address),
      campaignYear,
      demonstrationClock(campaignYear),
      progress,
    );
    const example = await exampleSchool(product.db, campaignYear);
    return {
      product,
      summary: {
        stack,
        academicYear: campaignYear,
        ...(await shown(product, state, campaignYear)),
        ...(notice !== undefined && { notice }),
        addresses: addressesOf(product, api.address),
        ...(example !== undefined && { example }),
      },
    };
  } catch (error) {
    await product.stop();
    throw error;
  }
}

/** A year that is over begins again today, so that its deadlines are still to come. */
function demonstrationClock(year: AcademicYear): CampaignStart {
  const { calendar } = yearTerms(year);
  if (Date.now() < instantOf(calendar, calendar.evaluateOn)) return {};
  return {
    startsAt: new Date(Math.floor(Date.now() / calendar.dayMilliseconds) * calendar.dayMilliseconds).toISOString(),
  };
}

async function shown(
  { db }: Product,
  state: CampaignState,
  year: AcademicYear,
): Promise<Pick<Summary, 'campaign' | 'problems' | 'schoolsByStage' | 'reasons'>> {
  const held = await countReasons(db, year);
  return {
    campaign: state.stage,
    problems: state.problems,
    schoolsByStage: state.schoolsByStage,
    reasons: Object.fromEntries(held.map(({ stage, gate, schools }) => [`${stage}: ${gate}`, schools])),
  };
}

const addressesOf = ({ stack }: Product, api: string): Readonly<Record<string, string>> => ({
  api,
  openApi: `${api}/api/v1/openapi.json`,
  temporal: stack.temporal.address,
  ...(stack.temporal.uiAddress !== undefined && { temporalPages: stack.temporal.uiAddress }),
  data: resolve(stack.folder),
});

function inWords(summary: Summary): string {
  const { stack, academicYear, problems, schoolsByStage, reasons, notice, addresses, example } = summary;
  const parts = [
    `Stack ${stack}, academic year ${academicYear}.`,
    ...problems,
    table([['schools by state', ''], ...Object.entries(schoolsByStage)]),
    table([['reasons', ''], ...Object.entries(reasons)]),
    table(Object.entries(addresses)),
    ...(example === undefined ? [] : [nextSteps({ ...example, stack, academicYear, api: addresses['api'] ?? '' })]),
  ];
  return [...(notice === undefined ? [] : [`${notice}.`]), ...parts].join('\n\n');
}
