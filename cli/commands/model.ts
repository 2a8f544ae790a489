import { writeFile } from 'node:fs/promises';
import { type Command } from 'commander';
import { findModelRecord, type ModelRecordRow } from '../../database/model-records.js';
import { type Persona } from '../../api/client/api-client.js';
import { documentPage } from '../../web/documents/document-page.js';
import { documentText } from '../../domain/model-record/document-text.js';
import { fairnessDocument } from '../../domain/model-record/fairness-document.js';
import { recordFairnessPage } from '../../web/documents/fairness-page.js';
import { type AcademicYear } from '../../domain/shared/academic-year.js';
import { CommandProblem, exitCodes } from '../exit-codes.js';
import { say, writeResult } from '../output.js';
import { runningApi, type ApiChoice } from '../stack/running.js';
import { withDatabase } from '../stack/with-database.js';
import { academicYearIn, apiOption, runningStackOption, stackOption, words, yearArgument } from '../arguments.js';
import { refuseUnwritable } from '../readable.js';

interface RecordOptions {
  readonly year: AcademicYear;
  readonly stack?: string;
  readonly html?: string;
  readonly json?: boolean;
}

/** One view of a record, in three forms: data, text and a page. */
interface View {
  readonly data: (row: ModelRecordRow) => unknown;
  readonly words: (row: ModelRecordRow) => string;
  readonly page: (row: ModelRecordRow) => string;
}

const headOf = ({ id, created_at: createdAt, code_version: codeVersion }: ModelRecordRow): object => ({
  recordId: id,
  createdAt,
  codeVersion,
});

const views = {
  card: {
    description: 'print the model card of a year: what the model is, how well it does, what it rests on',
    data: (row) => ({ ...headOf(row), card: row.card, model: row.record.model, batches: row.record.batches }),
    words: ({ card }) => documentText(card),
    page: ({ card }) => documentPage(card),
  },
  record: {
    description: 'print the algorithmic transparency record of a year, tiers 1 and 2',
    data: (row) => ({ ...headOf(row), missing: row.missing, transparency: row.transparency }),
    words: ({ transparency }) => documentText(transparency),
    page: ({ transparency }) => documentPage(transparency),
  },
  fairness: {
    description: 'print fairness figures by intake, size, phase, region and setting, with their bounds',
    data: (row) => ({ ...headOf(row), judgements: row.record.judgements, fairness: row.record.fairness }),
    words: ({ record }) => documentText(fairnessDocument(record)),
    page: ({ id, record }) => recordFairnessPage(id, record),
  },
} as const satisfies Readonly<Record<string, View & { readonly description: string }>>;

export function addModelCommands(program: Command): void {
  const model = program
    .command('model')
    .description('print model card, transparency record and fairness; accept a held record');
  for (const [name, view] of Object.entries(views)) {
    model
      .command(name)
      .description(view.description)
      .requiredOption('--year <code>', 'academic year of the campaign, such as 202425', academicYearIn)
      .addOption(stackOption())
      .option('--html <file>', 'write it as a page to this file')
      .option('--json', 'print one JSON object')
      .action((options: RecordOptions) => showRecord(view, options));
  }
  addOpinion(
    model,
    'propose',
    'proposals',
    'propose to accept a held record: one that breaks a fairness bound or would repeat a lesson',
  );
  addOpinion(model, 'accept', 'acceptances', 'accept a held record, as a second person');
}

async function showRecord(view: View, { year, stack, html, json }: RecordOptions): Promise<void> {
  if (html !== undefined) refuseUnwritable(html);
  const row = await withDatabase(stack, (db) => findModelRecord(db, year));
  if (!row)
    throw new CommandProblem(
      `There is no model record for ${year}. A campaign makes one when it fits its model.`,
      exitCodes.notFound,
    );
  if (html !== undefined) {
    await writeFile(html, view.page(row));
    say(`Written: ${html}`);
  }
  if (html === undefined || json === true) writeResult(json, view.data(row), view.words(row));
}

interface OpinionOptions extends ApiChoice {
  readonly id: string;
  readonly reason: string;
  readonly json?: boolean;
}

function addOpinion(model: Command, name: string, address: string, description: string): void {
  model
    .command(name)
    .addArgument(yearArgument())
    .description(description)
    .requiredOption('--id <name>', 'your name, as a senior analyst', words)
    .requiredOption('--reason <text>', 'why', words)
    .addOption(apiOption())
    .addOption(runningStackOption())
    .option('--json', 'print one JSON object')
    .action(async (year: string, { id, reason, json, ...choice }: OpinionOptions) => {
      const as: Persona = { role: 'senior-analyst', id };
      const api = runningApi(choice);
      const { recordId } = await api.request<{ readonly recordId: string }>(`/model-records/${year}`, { as });
      const answer = await api.request(`/model-records/${year}/fairness/${address}`, {
        as,
        method: 'POST',
        json: { recordId, reason },
      });
      writeResult(json, answer, `Done: ${name}, record ${recordId}.`);
    });
}
