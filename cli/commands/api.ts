import { type Command } from 'commander';
import { startApi } from '../../api/server.js';
import { readBuildInfo } from '../../workers/build-info.js';
import { say } from '../output.js';
import { partsFromEnvironment, required } from '../stack/from-environment.js';
import { untilStopped } from '../stack/until-stopped.js';
import { apiLogger } from '../api-logger.js';
import { termsIfKnown } from '../../academic-years/year-terms.js';
import { port as portNumber } from '../arguments.js';

interface ApiOptions {
  readonly host: string;
  readonly port: number;
  readonly development?: boolean;
}

export function addApiCommand(program: Command): void {
  program
    .command('api')
    .description('run the API against TEMPORAL_ADDRESS and DATABASE_URL')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--port <number>', 'port to listen on', portNumber, 3000)
    .option('--development', 'allow the development sign-in, from this machine only')
    .action(async ({ host, port, development }: ApiOptions) => {
      const { db, client, stop } = await partsFromEnvironment();
      const banner = process.env['ABIE_NOTICE'];
      const api = await startApi({
        db,
        client,
        logger: apiLogger(),
        host,
        port,
        buildId: readBuildInfo().buildId,
        signInSecret: required('ABIE_SIGN_IN_SECRET', 'a secret of at least 32 characters that signs tokens'),
        isDevelopment: development === true,
        terms: termsIfKnown,
        ...(banner !== undefined && banner !== '' && { banner }),
      });
      say(`API at ${api.address}.`);
      await untilStopped({
        stop: async () => {
          await api.close();
          await stop();
        },
      });
    });
}
