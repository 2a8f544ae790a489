import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCampaignFacts } from '../../../database/facts/campaign-facts.js';
import { makeDraft } from '../../../domain/drafting/draft.js';
import { prepareCampaign } from '../../../domain/drafting/prepare-drafts.js';
import { type NamingOf } from '../../../domain/naming/examples.js';
import { plainNarrative } from '../../../domain/narrative/template.js';
import { renderHtml } from '../../../web/documents/report-html.js';
import { renderText } from '../../../domain/report/forms/text.js';
import { buildReport } from '../../../domain/report/report.js';
import { academicYear } from '../../../domain/shared/academic-year.js';
import { importFolder } from '../../../importers/import-folder.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { sharedData, sharedDataIsMissing } from '../../support/shared-data.js';

const folder = sharedData();
const sample = join(folder ?? '', 'sample');

if (folder === undefined) console.warn(`Reports are not checked against real files: ${sharedDataIsMissing}.`);

interface Verdict {
  readonly reports: number;
  readonly checks: number;
  readonly byKind: Readonly<Record<string, number>>;
  readonly differences: number;
  readonly first: readonly { readonly kind: string }[];
}

describe.skipIf(folder === undefined)('the reports of every school of the published sample that is in scope', () => {
  let database: TestDatabase;
  let home: string;
  let lines: readonly string[];

  beforeAll(async () => {
    database = await testDatabase();
    home = await mkdtemp(join(tmpdir(), 'abie-reports-'));
    lines = await exportedReports(database);
    await writeFile(join(home, 'reports.jsonl'), lines.join('\n'));
  });
  afterAll(async () => {
    await rm(home, { recursive: true, force: true });
    await database.dispose();
  });

  it('have only figures that agree with the files, checked by code that the product does not share', async () => {
    const verdict = await checked(join(home, 'reports.jsonl'));
    console.info(`${verdict.reports} reports, ${verdict.checks} checks, ${verdict.differences} differences`);
    expect(verdict.first).toEqual([]);
    expect(verdict.differences).toBe(0);
    expect(verdict.reports).toBeGreaterThan(1860);
    for (const kind of [
      'own-attendance',
      'persistent-absence',
      'level national',
      'level local-authority',
      'page',
      'text',
      'rung is a figure',
    ])
      expect(verdict.byKind[kind], kind).toBeGreaterThan(1800);
    expect(verdict.byKind['similar attendance']).toBeGreaterThan(1000);
    expect(verdict.byKind['similar miles']).toBe(verdict.byKind['similar attendance']);
    expect(verdict.byKind['unnamed attendance']).toBeGreaterThan(1000);
    expect(verdict.byKind['unnamed miles']).toBe(verdict.byKind['unnamed attendance']);
    expect(verdict.byKind['unnamed is nowhere']).toBe(verdict.byKind['unnamed attendance']);
  });

  it.each([
    ['own-attendance', (text: string) => text.replace(/("key":"own-attendance 202324",.*?"value":)(\d+)/, '$19$2')],
    ['similar miles', (text: string) => text.replace(/("key":"similar-miles \d+",.*?"value":)/, '$11')],
    ['unnamed attendance', (text: string) => text.replace(/("key":"similar-attendance example-1",.*?"value":)/, '$11')],
    [
      'unnamed is nowhere',
      (text: string) =>
        text.replace(/^(?=.*similar-attendance example-1")(.*"html":")(.*"examples":\[")(\d+)/, '$1$3$2$3'),
    ],
    ['level national', (text: string) => text.replace(/("key":"level national",.*?"line":)/, '$11')],
    ['page', (text: string) => text.replaceAll(/\.\d%(<br><small>file)/g, '.x%$1')],
  ])('fail that check when a fault is planted in %s', async (kind, plant) => {
    const at = lines.findIndex((line) => plant(line) !== line);
    expect(at).toBeGreaterThan(0);
    const file = join(home, `planted-${kind.replaceAll(' ', '-')}.jsonl`);
    await writeFile(file, [lines[0], plant(lines[at] ?? '')].join('\n'));
    const verdict = await checked(file);
    expect(verdict.first.map((difference) => difference.kind)).toContain(kind);
  });
});

/** Through the importers, the database and the campaign's own drafting, as in life. */
async function exportedReports({ db }: TestDatabase): Promise<readonly string[]> {
  await importFolder(db, sample, { importedBy: 'test', importedAt: new Date('2024-10-01T08:00:00Z') });
  const year = academicYear('202425');
  const { drafts, model } = prepareCampaign(await readCampaignFacts(db, year));
  const terms = {
    academicYear: year,
    reportVersion: 1,
    modelVersion: 'model-1',
    model,
    corrections: [],
    notices: [],
    namingOf: halfNamed,
  };
  const batches = await db('batch').select<{ id: string; kind: string }[]>('id', 'kind');
  const reports = drafts
    .filter(({ scope }) => scope.kind === 'in-scope')
    .map((draft) => {
      const { facts } = makeDraft(draft, terms);
      const narrative = plainNarrative(facts);
      const report = buildReport(facts, {
        reportVersion: 1,
        standing: 'draft',
        reason: 'first draft',
        createdOn: '2024-10-01',
        narrative,
        writtenBy: 'plain template',
      });
      const examples = draft.similar.kind === 'found' ? draft.similar.schools.map(({ urn }) => urn) : [];
      return JSON.stringify({ report, html: renderHtml(report), text: renderText(report), examples });
    });
  return [JSON.stringify({ batches }), ...reports];
}

/** As if every other school had agreed. */
const halfNamed: NamingOf = (urn) => (Number(urn) % 2 === 0 ? 'named' : 'not-agreed');

async function checked(file: string): Promise<Verdict> {
  const child = spawn(process.execPath, ['tests/web/documents/check-figures.mjs', sample, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await new Promise((resolve) => child.once('close', resolve));
  return JSON.parse(text) as Verdict;
}
