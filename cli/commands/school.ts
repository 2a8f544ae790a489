import { writeFile } from 'node:fs/promises';
import { Option, type Command } from 'commander';
import { type Persona } from '../../api/client/api-client.js';
import { say, table, writeResult } from '../output.js';
import { runningApi, type ApiChoice } from '../stack/running.js';
import { refuseUnwritable } from '../readable.js';
import { apiOption, runningStackOption, urnArgument, version, yearArgument } from '../arguments.js';

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
  const school = program.command('school').description('show one school’s year');
  addShow(school);
  addReport(school);
  addChanges(school);
}

const aboutSchool = (parent: Command, name: string, description: string): Command =>
  parent
    .command(name)
    .addArgument(yearArgument())
    .addArgument(urnArgument())
    .description(description)
    .addOption(apiOption())
    .addOption(runningStackOption());

interface JsonChoice extends ApiChoice {
  readonly json?: boolean;
}

function addShow(parent: Command): void {
  aboutSchool(parent, 'show', 'show its state, and every decision with who took it and why')
    .option('--json', 'print one JSON object')
    .action(async (year: string, urn: string, options: JsonChoice) => {
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

interface ReportOptions extends JsonChoice {
  readonly form: 'text' | 'html';
  readonly reportVersion?: number;
  readonly output?: string;
}

function addReport(parent: Command): void {
  aboutSchool(parent, 'report', 'print its report; each read is recorded')
    .addOption(new Option('--form <form>', 'how to print it').choices(['text', 'html']).default('text'))
    .option('--report-version <number>', 'an earlier version; by default the live one', version)
    .option('--output <file>', 'write it to this file instead of printing it')
    .option('--json', 'print one JSON object, with every figure and its source')
    .action(async (year: string, urn: string, options: ReportOptions) => {
      if (options.output !== undefined) refuseUnwritable(options.output);
      const query = new URLSearchParams({
        form: options.json === true ? 'json' : options.form,
        ...(options.reportVersion !== undefined && { version: String(options.reportVersion) }),
      });
      const answer = await runningApi(options).text(`/school-years/${year}/${urn}/report?${query.toString()}`, analyst);
      if (options.output === undefined) process.stdout.write(answer.endsWith('\n') ? answer : `${answer}\n`);
      else {
        await writeFile(options.output, answer);
        say(`Written to ${options.output}.`);
      }
    });
}

interface Changes {
  readonly from: number;
  readonly to: number;
  readonly reason: string;
  readonly changes: readonly { readonly inWords: string }[];
}

function addChanges(parent: Command): void {
  aboutSchool(parent, 'changes', 'show what changed between two versions of its report')
    .option('--from <number>', 'the earlier version; by default the one that the school had before', version)
    .option('--to <number>', 'the later version; by default the live one', version)
    .option('--json', 'print one JSON object')
    .action(
      async (year: string, urn: string, options: JsonChoice & { readonly from?: number; readonly to?: number }) => {
        const { from, to } = options;
        const query = new URLSearchParams({
          ...(from !== undefined && { from: String(from) }),
          ...(to !== undefined && { to: String(to) }),
        });
        const found = await runningApi(options).request<Changes>(
          `/school-years/${year}/${urn}/report/changes?${query.toString()}`,
          { as: analyst },
        );
        const lines = found.changes.map(({ inWords }) => inWords);
        writeResult(
          options.json,
          found,
          [
            `From version ${found.from} to version ${found.to}: ${found.reason}`,
            ...(lines.length === 0 ? ['No figure, example or note has changed.'] : lines),
          ].join('\n'),
        );
      },
    );
}
