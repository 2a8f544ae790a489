import { type Command } from 'commander';
import { type ApiClient, type Persona } from '../../api/client/api-client.js';
import { readSuggestions, type Suggestion } from '../../api/client/suggested-shocks.js';
import { CommandProblem, exitCodes } from '../exit-codes.js';
import { table, writeResult } from '../output.js';
import { runningApi, type ApiChoice } from '../stack/running.js';
import { readShockRequests, type WaitingRequest } from '../../api/client/shock-requests.js';
import { apiOption, date, month, oneOf, regionOption, runningStackOption, words, yearArgument } from '../arguments.js';
import { shockKinds } from '../../domain/monitoring/exemption.js';

const analyst: Persona = { role: 'analyst', id: 'abie-shocks' };

interface JsonChoice extends ApiChoice {
  readonly json?: boolean;
}

interface SuggestedOptions extends JsonChoice {
  readonly month?: string;
  readonly region?: string;
}

interface OpenOptions extends JsonChoice {
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  readonly evidence: string;
  readonly id: string;
  readonly month?: string;
}

export function addShockCommands(program: Command): void {
  const shocks = program
    .command('shocks')
    .description('list local shocks that schools ask for or returns suggest, and open one');
  withApi(shocks.command('requests').addArgument(yearArgument()))
    .description('list requests to set days aside that have no answer yet')
    .addOption(regionOption())
    .action(async (year: string, options: SuggestedOptions) => {
      const items = await readShockRequests(runningApi(options), analyst, year, options.region);
      writeResult(options.json, { items }, requestsInWords(items));
    });
  withApi(shocks.command('suggested').addArgument(yearArgument()))
    .description('list suggested shocks: which schools, which month and why')
    .option('--month <yyyy-mm>', 'by default the newest month of each region’s returns', month)
    .addOption(regionOption())
    .action(async (year: string, options: SuggestedOptions) => {
      const items = await readSuggestions(runningApi(options), analyst, year, options);
      writeResult(options.json, { items }, inWords(items));
    });
  withApi(
    shocks.command('open').addArgument(yearArgument()).argument('<suggestion>', 'its id, from `abie shocks suggested`'),
  )
    .description('open a suggested shock as the hub manager of its region')
    .requiredOption('--kind <kind>', 'what kind of shock it is', oneOf(shockKinds, 'kind of shock'))
    .requiredOption('--from <date>', 'the first day set aside, yyyy-mm-dd', date)
    .requiredOption('--to <date>', 'the last day set aside, yyyy-mm-dd', date)
    .requiredOption('--evidence <text>', 'evidence from outside the school', words)
    .option('--month <yyyy-mm>', 'the month of the suggestion, where it is not the newest', month)
    .option('--id <name>', 'your name', words, 'command-line')
    .action(async (year: string, id: string, options: OpenOptions) => {
      const api = runningApi(options);
      const found = (await readSuggestions(api, analyst, year, options)).find(
        ({ suggestionId }) => suggestionId === id,
      );
      if (!found)
        throw new CommandProblem(
          `There is no suggestion "${id}" now. To see those there are: abie shocks suggested ${year}`,
          exitCodes.notFound,
        );
      const opened = await open(api, year, found, options);
      writeResult(options.json, opened, 'Opened.');
    });
}

async function open(
  api: ApiClient,
  year: string,
  { kind, regionCode, schools, open: { address, body } }: Suggestion,
  { kind: shockKind, from, to, evidence, id }: OpenOptions,
): Promise<unknown> {
  const as: Persona = { role: 'hub-manager', id, regionCode };
  const shock = { shockKind, from, to, evidence };
  if (kind === 'area') return api.request(address, { as, method: 'POST', json: { ...body, ...shock } });
  const path = `/school-years/${year}/${schools[0]?.urn ?? ''}`;
  const { version: expectedVersion } = await api.request<{ readonly version: number }>(path, { as: analyst });
  return api.decide(address, as, { commandId: String(body['commandId']), expectedVersion, body: shock });
}

function inWords(items: readonly Suggestion[]): string {
  if (items.length === 0) return 'No return so far suggests a local shock.';
  const rows = items.map(({ suggestionId, month, laCode, phase, schools, why }) => [
    suggestionId,
    month,
    laCode,
    phase ?? '',
    schools.map(({ urn }) => urn).join(' '),
    why,
  ]);
  return `${table(rows)}\n\nTo open one as a hub manager of the region, with its days and evidence: abie shocks open. Nothing opens by itself.`;
}

function requestsInWords(items: readonly WaitingRequest[]): string {
  if (items.length === 0) return 'No school is waiting for an answer.';
  const rows = items.map(({ urn, name, from, to, kind, evidence, id }) => [urn, name, from, to, kind, evidence, id]);
  return `${table(rows)}\n\nTo answer as a hub manager of the region: abie decide grantShockRequest, or declineShockRequest with a reason. Support waits until then.`;
}

const withApi = (command: Command): Command =>
  command.addOption(apiOption()).addOption(runningStackOption()).option('--json', 'print one JSON object');
