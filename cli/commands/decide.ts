import { InvalidArgumentError, type Command } from 'commander';
import { type Persona } from '../../api/client/api-client.js';
import { type RegionCode } from '../../domain/shared/phase.js';
import { decisionKinds } from '../../domain/school-year/decisions/index.js';
import { CommandProblem, exitCodes } from '../exit-codes.js';
import { writeResult } from '../output.js';
import { runningApi, type ApiChoice } from '../stack/running.js';

interface DecideOptions extends ApiChoice {
  readonly as: string;
  readonly id: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly json?: boolean;
}

export function addDecideCommand(program: Command): void {
  program
    .command('decide <kind> <year> <urn>')
    .description(`take a decision for a school: ${decisionKinds.join(', ')}`)
    .requiredOption('--as <role>', 'your role')
    .option('--id <name>', 'who decides', 'command-line')
    .option('--body <json>', 'content of the decision', jsonObject, {})
    .option('--api <address>', 'address of the API')
    .option('--stack <name>', 'a running stack')
    .option('--json', 'print one JSON object')
    .action(async (kind: string, year: string, urn: string, options: DecideOptions) => {
      if (!(decisionKinds as readonly string[]).includes(kind)) {
        throw new CommandProblem(
          `There is no decision "${kind}". Use one of: ${decisionKinds.join(', ')}.`,
          exitCodes.usage,
        );
      }
      const api = runningApi(options);
      const school = await api.request<{ readonly version: number; readonly regionCode: RegionCode }>(
        `/school-years/${year}/${urn}`,
        {
          as: { role: 'analyst', id: options.id },
        },
      );
      const persona: Persona = { role: options.as, id: options.id, urn, regionCode: school.regionCode };
      const decision = { expectedVersion: school.version, body: options.body };
      const receipt = await api.decide(`/school-years/${year}/${urn}/decisions/${kind}`, persona, decision);
      writeResult(
        options.json,
        receipt,
        `Decision taken. The school-year is now ${receipt.stage}, version ${receipt.version}.`,
      );
    });
}

function jsonObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>;
  } catch {
    // falls through to the one message below
  }
  throw new InvalidArgumentError('Write the body as a JSON object, such as {"reason":"..."}.');
}
