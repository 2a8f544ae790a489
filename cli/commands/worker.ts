import { type Command } from 'commander';
import { dependenciesFrom } from '../../workers/dependencies.js';
import { readBuildInfo } from '../../workers/build-info.js';
import { startWorker } from '../../workers/worker.js';
import { say } from '../output.js';
import { partsFromEnvironment } from '../stack/from-environment.js';
import { untilStopped } from '../stack/until-stopped.js';

export function addWorkerCommand(program: Command): void {
  program
    .command('worker')
    .description('run a worker against TEMPORAL_ADDRESS and DATABASE_URL')
    .action(async () => {
      const { address, namespace, db, client, stop } = await partsFromEnvironment();
      const { buildId } = readBuildInfo();
      const worker = await startWorker({
        address,
        namespace,
        dependencies: dependenciesFrom({ db, client, buildId }, process.env),
      });
      say(`Worker ready, build ${buildId}.`);
      await untilStopped({
        worker,
        patienceMilliseconds: 25_000,
        stop: async () => {
          await worker.stop();
          await stop();
        },
      });
    });
}
