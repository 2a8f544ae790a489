import { type Command } from 'commander';
import { type Persona } from '../../client/api-client.js';
import { table, writeResult } from '../output.js';
import { runningApi, type ApiChoice } from '../stack/running.js';

const analyst: Persona = { role: 'analyst', id: 'abie-school' };

interface LogLine {
  readonly version: number;
  readonly at: string;
  readonly kind: string;
  readonly actorId?: string;
  readonly actorRole?: string;
  readonly isAccepted: boolean;
  readonly note: string;
}

export function addSchoolCommands(program: Command): void {
  program
    .command('school')
    .description('look at one school’s year')
    .command('show <year> <urn>')
    .description('its state, and every decision with who took it and why')
    .option('--api <address>', 'address of the API')
    .option('--stack <name>', 'a running stack')
    .option('--json', 'print one JSON object')
    .action(async (year: string, urn: string, options: ApiChoice & { readonly json?: boolean }) => {
      const api = runningApi(options);
      const school = await api.request<Record<string, unknown>>(`/school-years/${year}/${urn}`, { as: analyst });
      const { entries } = await api.request<{ readonly entries: readonly LogLine[] }>(
        `/school-years/${year}/${urn}/decision-log`,
        { as: analyst },
      );
      const facts = Object.entries(school).filter(([, value]) => typeof value !== 'object') as [
        string,
        string | number | boolean,
      ][];
      const log = entries.map(({ version, at, kind, actorId, actorRole, isAccepted, note }) => [
        String(version),
        at,
        kind,
        actorId === undefined ? '' : `${actorRole ?? ''} ${actorId}`,
        isAccepted ? '' : 'not applied',
        note,
      ]);
      writeResult(
        options.json,
        { school, decisionLog: entries },
        `${table(facts.map(([name, value]) => [name, String(value)]))}\n\n${table(log)}`,
      );
    });
}
