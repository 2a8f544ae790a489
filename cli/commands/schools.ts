import { type Command } from 'commander';
import { table, writeResult } from '../output.js';
import { runningApi, type ApiChoice } from '../stack/running.js';
import { apiOption, runningStackOption, yearArgument } from '../arguments.js';

interface ChangedOptions extends ApiChoice {
  readonly json?: boolean;
}

interface ChangedSchool {
  readonly urn: string;
  readonly name: string;
  readonly kind: 'converted' | 'ended';
  readonly because?: string;
  readonly closedOn?: string;
  readonly heirs: readonly string[];
  readonly whatToDo: string;
}

const analyst = { role: 'analyst', id: 'abie-schools' } as const;

export function addSchoolsCommand(program: Command): void {
  const schools = program.command('schools').description('list schools of a running year');
  schools
    .command('changed')
    .addArgument(yearArgument())
    .description('list schools that the newest register has closed: converted, merged, split or closed for good')
    .addOption(apiOption())
    .addOption(runningStackOption())
    .option('--json', 'print one JSON object')
    .action(async (year: string, options: ChangedOptions) => {
      const { items } = await runningApi(options).request<{ readonly items: readonly ChangedSchool[] }>(
        `/changed-schools/${year}`,
        { as: analyst },
      );
      writeResult(options.json, { items }, inWords(items));
    });
}

function inWords(items: readonly ChangedSchool[]): string {
  if (items.length === 0) return 'Every school of this year is open in the register.';
  return table(
    items.map(({ urn, name, kind, because = '', closedOn = '', heirs, whatToDo }) => [
      urn,
      name,
      kind,
      because,
      closedOn,
      heirs.join(' '),
      whatToDo,
    ]),
  );
}
