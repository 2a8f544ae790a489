import { type Knex } from 'knex';
import { nobodyNamed, withNames } from '../../../domain/naming/examples.js';
import { type ReportFacts } from '../../../domain/report/facts.js';
import { exampleFacts } from '../../unit/domain/narrative/example.js';
import { seedModelRecord } from '../../../evidence/stack/model-record.js';
import { examplesOf } from '../../support/named.js';

interface SchoolYearSeed {
  readonly urn: string;
  readonly academic_year?: string;
  readonly region_code?: string;
  readonly la_code?: string;
  readonly stage?: string;
  readonly status?: string;
  readonly outcome?: string;
  readonly report_version?: number;
  readonly workflow_id?: string | null;
  readonly version?: number;
  readonly floor_attendance_percent?: number;
  readonly improvement_points?: number;
  readonly reasons?: string;
  readonly challenge?: string;
  readonly pending_override?: string;
  readonly applied_override?: string;
  readonly corrections?: string;
  readonly months?: string;
  readonly held_version?: number;
}

/** A school-year of the read model, with figures that no error or log may show. */
export async function seedSchoolYear(db: Knex, seed: SchoolYearSeed): Promise<void> {
  const { urn, academic_year = '202425', ...rest } = seed;
  await db('school_year_view').insert({
    academic_year,
    urn,
    workflow_id: `school-year/${academic_year}/${urn}`,
    version: 1,
    stage: 'monitoring',
    status: 'on-track',
    reasons: JSON.stringify([{ gate: 'interval', reason: 'the interval is 3.14159 points wide' }]),
    floor_attendance_percent: canary,
    floor_set_by: 'draft',
    improvement_points: 0.6421,
    rung: 'expectation',
    name: `School ${urn}`,
    la_code: '301',
    la_name: 'Invented',
    region_code: 'A',
    phase: 'primary',
    updated_at: new Date('2024-10-01T00:00:00Z'),
    ...rest,
  });
}

/** A figure that can be looked for in everything written. */
export const canary = 93.2718;

/** Whole facts with the figure to look for, and no example named, because nobody was asked; each version has a likely range of its own. */
function factsOf(urn: string, reportVersion: number): ReportFacts {
  const { expectation } = exampleFacts();
  if (!expectation) throw new Error('The example has an expectation.');
  const interval80 = { ...expectation.interval80, lowPercent: 90 + reportVersion / 10 };
  const similar = withNames({ kind: 'found', schools: examplesOf(exampleFacts()) }, nobodyNamed);
  return exampleFacts({ urn, similar, expectation: { ...expectation, floorAttendancePercent: canary, interval80 } });
}

/** What the workflow would have written down as it came to a stage with a report version in hand. */
export const seedTransition = (
  db: Knex,
  urn: string,
  version: number,
  {
    note = 'Seeded.',
    said,
    ...view
  }: Readonly<Record<string, unknown>> & { readonly note?: string; readonly said?: object },
): Promise<unknown> =>
  db('audit_log').insert({
    workflow_id: `school-year/202425/${urn}`,
    version,
    at: new Date('2024-10-01T00:00:00Z'),
    kind: 'seeded',
    is_accepted: true,
    note,
    body: JSON.stringify({ view, ...(said && { said }) }),
    previous_hash: '',
    hash: '',
  });

export async function seedReport(db: Knex, urn: string, reportVersion: number, isLive = false): Promise<void> {
  await seedReportOf(db, factsOf(urn, reportVersion), reportVersion);
  const key = { academic_year: '202425', urn, report_version: reportVersion };
  if (isLive) await db('live_report').insert({ ...key, published_at: new Date('2024-10-01T00:00:00Z') });
}

/** A version with facts of the test's own. */
export async function seedReportOf(db: Knex, facts: ReportFacts, reportVersion: number): Promise<void> {
  const key = { academic_year: '202425', urn: facts.urn, report_version: reportVersion };
  await seedModelRecord(db, { id: 'model-1' });
  await db('report').insert({
    ...key,
    model_version: 'model-1',
    facts: JSON.stringify(facts),
    narrative: `Version ${reportVersion}.`,
    written_by: 'template',
    reason: 'first draft',
    created_at: new Date('2024-09-10T00:00:00Z'),
  });
}

export async function seedBatch(db: Knex, kind: string, name = `${kind}.csv`): Promise<number> {
  const [row] = await db('batch')
    .insert({
      kind,
      file_name: name,
      sha256: Buffer.from(name.padEnd(32, 'x').slice(0, 32)).toString('hex'),
      byte_count: 100,
      row_count: 10,
      imported_by: 'test',
      imported_at: new Date('2024-09-01T00:00:00Z'),
    })
    .returning<{ readonly id: string }[]>('id');
  return Number(row?.id);
}

export async function seedHub(db: Knex, hubId: string, regionCode: string, batchId: number): Promise<void> {
  await db('hub').insert({
    hub_id: hubId,
    name: `Hub ${hubId}`,
    lead_urn: '900100',
    region_code: regionCode,
    phase: 'primary',
    opens_on: '2024-09-02',
    enhanced_places: 6,
    regional_places: 50,
    batch_id: batchId,
    line: 2,
  });
}
