import { randomUUID } from 'node:crypto';
import { type Command } from 'commander';
import { type CampaignState } from '../stack/run-campaign.js';
import { type Persona } from '../../api/client/api-client.js';
import { apiOption, runningStackOption, yearArgument } from '../arguments.js';
import { table, writeResult } from '../output.js';
import { runningApi, type ApiChoice } from '../stack/running.js';

interface CampaignOptions extends ApiChoice {
  readonly json?: boolean;
  readonly reason?: string;
}

const analyst: Persona = { role: 'senior-analyst', id: 'abie-campaign' };

const commands = [
  ['release', 'releaseCampaign', 'start the other schools after the first page'],
  ['pause', 'pauseCampaign', 'start no further school until you resume'],
  ['resume', 'resumeCampaign', 'continue to start schools'],
  ['cancel', 'cancelCampaign', 'start no further school; those that have started continue'],
] as const;

export function addCampaignCommands(program: Command): void {
  const campaign = program.command('campaign').description('start, watch and control the campaign of a year');
  withOptions(
    campaign
      .command('start')
      .addArgument(yearArgument())
      .description('check the data, fit the model, draft a first page'),
  ).action(async (year: string, options: CampaignOptions) => {
    const answer = await runningApi(options).request(`/campaigns/${year}`, { as: analyst, method: 'POST', json: {} });
    writeResult(options.json, answer, `Campaign ${year} started.`);
  });
  withOptions(
    campaign.command('status').addArgument(yearArgument()).description('show the progress of the campaign'),
  ).action(async (year: string, options: CampaignOptions) => {
    const state = await runningApi(options).request<CampaignState>(`/campaigns/${year}`, { as: analyst });
    writeResult(options.json, state, inWords(state));
  });
  for (const [name, kind, description] of commands) {
    withOptions(campaign.command(name).addArgument(yearArgument()).description(description))
      .option('--reason <text>', 'why')
      .action(async (year: string, options: CampaignOptions) => {
        const api = runningApi(options);
        const { version } = await api.request<CampaignState>(`/campaigns/${year}`, { as: analyst });
        const body = kind === 'releaseCampaign' || kind === 'resumeCampaign' ? {} : { reason: options.reason ?? '' };
        const json = { commandId: randomUUID(), expectedVersion: version, body };
        const answer = await api.request(`/campaigns/${year}/decisions/${kind}`, { as: analyst, method: 'POST', json });
        writeResult(options.json, answer, `Done: ${name}.`);
      });
  }
}

function inWords({ stage, problems, schoolsByStage, startsFrom }: CampaignState): string {
  return [
    table([['stage', stage], ...Object.entries(schoolsByStage)]),
    ...problems,
    ...(startsFrom
      ? [[startsFrom.headline, ...startsFrom.lessons.map(({ sentence }) => `  ${sentence}`)].join('\n')]
      : []),
  ].join('\n\n');
}

const withOptions = (command: Command): Command =>
  command.addOption(apiOption()).addOption(runningStackOption()).option('--json', 'print one JSON object');
