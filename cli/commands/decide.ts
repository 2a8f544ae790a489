import { Argument, type Command } from 'commander';
import { type Persona } from '../../api/client/api-client.js';
import { type RegionCode } from '../../domain/shared/phase.js';
import { decisionKinds } from '../../domain/school-year/decisions/index.js';
import {
  apiOption,
  jsonObject,
  oneOf,
  roleOption,
  runningStackOption,
  urnArgument,
  version,
  words,
  yearArgument,
} from '../arguments.js';
import { confirmed } from '../confirm.js';
import { CommandProblem, exitCodes } from '../exit-codes.js';
import { say, table, writeResult } from '../output.js';
import { runningApi, type ApiChoice } from '../stack/running.js';

interface DecideOptions extends ApiChoice {
  readonly as: string;
  readonly id: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly expectedVersion?: number;
  readonly json?: boolean;
}

interface School {
  readonly urn: string;
  readonly name: string;
  readonly version: number;
  readonly stage: string;
  readonly status: string;
  readonly regionCode: RegionCode;
}

export function addDecideCommand(program: Command): void {
  program
    .command('decide')
    .addArgument(new Argument('<kind>', 'the decision').argParser(oneOf<string>(decisionKinds, 'decision')))
    .addArgument(yearArgument())
    .addArgument(urnArgument())
    .description(
      `take a decision for a school: ${decisionKinds.join(', ')}. Without --expected-version it shows the present state and asks`,
    )
    .addOption(roleOption().makeOptionMandatory())
    .option('--id <name>', 'who decides', words, 'command-line')
    .option('--body <json>', 'content of the decision', jsonObject, {})
    .option('--expected-version <number>', 'the version you have read; refused if it has changed since', version)
    .addOption(apiOption())
    .addOption(runningStackOption())
    .option('--json', 'print one JSON object')
    .action(async (kind: string, year: string, urn: string, options: DecideOptions) => {
      const api = runningApi(options);
      const school = await api.request<School>(`/school-years/${year}/${urn}`, {
        as: { role: 'analyst', id: options.id },
      });
      const expectedVersion = options.expectedVersion ?? (await readAndConfirmed(kind, school));
      const persona: Persona = { role: options.as, id: options.id, urn, regionCode: school.regionCode };
      const decision = { expectedVersion, body: options.body };
      const receipt = await api.decide(`/school-years/${year}/${urn}/decisions/${kind}`, persona, decision);
      writeResult(
        options.json,
        receipt,
        `Decision taken. The school-year is now ${receipt.stage}, version ${receipt.version}.`,
      );
    });
}

/** The version that the person has seen and decides on. @throws CommandProblem where nobody can be asked, or the answer was not yes. */
async function readAndConfirmed(kind: string, { urn, name, stage, status, version: seen }: School): Promise<number> {
  say(
    table([
      ['school', `${name} (${urn})`],
      ['stage', stage],
      ['status', status],
      ['version', String(seen)],
    ]),
  );
  const answer = await confirmed(`Take the decision ${kind} on version ${seen}?`);
  if (answer === 'nobody-to-ask')
    throw new CommandProblem(
      `Nothing was decided, because nobody can be asked here. To decide on the state above, add: --expected-version ${seen}`,
      exitCodes.usage,
    );
  if (answer === 'no') throw new CommandProblem('Nothing was decided.', exitCodes.refused);
  return seen;
}
