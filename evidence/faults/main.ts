import { resolve } from 'node:path';
import { Command } from 'commander';
import { runTrials, type Trial } from './campaign.js';
import { nationalFolder } from './data/national-folder.js';
import { recentFolder } from './data/recent-folder.js';
import { faultKinds } from './kinds/all-kinds.js';
import { soundRun } from './sound.js';
import { summaryOf, tableOf } from './summary.js';

interface Options {
  readonly seeds: string;
  readonly firstSeed: string;
  readonly kinds?: string;
  readonly json?: boolean;
  readonly data: string;
}

const program = new Command('faults')
  .description('plant faults in copies of real published files and count what is caught before anybody reviews a draft')
  .option('--seeds <number>', 'how often each kind is planted, each time elsewhere', '5')
  .option('--first-seed <number>', 'where the seeds begin, for other places than those of an earlier run', '1')
  .option('--kinds <names>', 'only these kinds, separated by commas')
  .option('--data <folder>', 'folder of the published files', process.env['ABIE_SHARED_DATA'] ?? '../shared/data')
  .option('--json', 'one JSON object on standard output')
  .action(async (options: Options) => {
    const named = options.kinds?.split(',');
    const kinds = faultKinds.filter(({ name }) => named === undefined || named.includes(name));
    const data = resolve(options.data);
    const folders = { recent: recentFolder(data), national: nationalFolder(data) };
    const sound = await soundRun([folders.recent, folders.national]);
    const trials: Trial[] = [];
    const seeds = Array.from({ length: Number(options.seeds) }, (_, index) => Number(options.firstSeed) + index);
    const counts = await runTrials(folders, kinds, seeds, (trial) => {
      trials.push(trial);
      if (trial.verdict === 'missed')
        process.stderr.write(
          `missed: ${trial.kind.name}, seed ${trial.seed}, ${trial.missedSchools.length} of ${trial.schools} schools\n`,
        );
    });
    const summary = summaryOf(trials, sound, counts);
    process.stdout.write(options.json === true ? `${JSON.stringify(summary)}\n` : `${tableOf(summary)}\n`);
    process.exitCode = summary.criticalMissed === 0 ? 0 : 1;
  });

await program.parseAsync();
