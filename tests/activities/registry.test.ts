import { ApplicationFailure } from '@temporalio/common';
import { type Knex } from 'knex';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { isRecordAccepted } from '../../database/model-records.js';
import { requireModelRecord } from '../../database/recording/issue-gate.js';
import { recordId } from '../../activities/registry/record-id.js';
import { storeModelRecord } from '../../activities/registry/store-record.js';
import { recordSchoolYear } from '../../database/recording/record-school-year.js';
import { type RunRecord } from '../../database/recording/record-transition.js';
import { schoolYearId } from '../../contracts/workflow-ids.js';
import { type ModelRecord } from '../../domain/model-record/model-record.js';
import { demonstrationPublication } from '../../domain/model-record/publication.js';
import { type SchoolYearView } from '../../domain/school-year/state.js';
import { academicYear } from '../../domain/shared/academic-year.js';
import { urn } from '../../domain/shared/urn.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { seedModelRecord } from '../../evidence/stack/model-record.js';
import { exampleLessons, exampleRecord } from '../unit/domain/model-record/record-example.js';

let database: TestDatabase;
let db: Knex;
let record: ModelRecord;
beforeAll(async () => {
  database = await testDatabase();
  db = database.db;
  record = exampleRecord();
});
afterAll(() => database.dispose());

const at = (text: string): Date => new Date(text);
const store = (of: ModelRecord, codeVersion = 'build-1', createdAt = at('2026-11-24T10:00:00Z')): Promise<string> =>
  db.transaction((trx) => storeModelRecord(trx, of, { codeVersion, createdAt }));

describe('a stored model record', () => {
  it('has the hash of its content as its id, which the stored content reproduces', async () => {
    const id = await store(record);
    const row = await db('model_record').where({ id }).first<{ readonly record: ModelRecord }>('record');
    expect(id).toMatch(/^model-202425-[0-9a-f]{12}$/);
    expect(recordId(row.record)).toBe(id);
    expect(row.record).toEqual(JSON.parse(JSON.stringify(record)));
  });

  it('is the same row when another build stores it on another day, and lists that build too', async () => {
    const first = await store(record);
    expect(await store(exampleRecord(), 'build-2', at('2026-12-01T10:00:00Z'))).toBe(first);
    const rows = await db('model_record').where({ id: first });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ code_version: 'build-1', created_at: at('2026-11-24T10:00:00Z') });
    expect(
      await db('model_record_build').where({ record_id: first }).orderBy('code_version').pluck('code_version'),
    ).toEqual(['build-1', 'build-2']);
    expect(await db('model_version').where({ version: first }).pluck('version')).toEqual([first]);
  });

  it('keeps the wording that the transparency record had when it was stored', async () => {
    const id = await store(record);
    const row = await db('model_record')
      .where({ id })
      .first<{ readonly transparency: { readonly title: string } }>('*');
    expect(row.transparency.title).toContain('Algorithmic transparency record');
  });

  it('has another id when a file differs', async () => {
    const other = exampleRecord({
      batches: [{ kind: 'register', fileName: 'edubasealldata.csv', sha256: 'b'.repeat(64), rowCount: 200 }],
    });
    expect(await store(other)).not.toBe(await store(record));
  });

  it('says that it repeats a lesson of an earlier year', async () => {
    const id = await store(exampleRecord({ lessons: exampleLessons }));
    expect(await db('model_record').where({ id }).first('is_within_bounds', 'repeats_lesson')).toEqual({
      is_within_bounds: true,
      repeats_lesson: true,
    });
  });

  it('lists what it lacks', async () => {
    const publication = { ...demonstrationPublication, seniorResponsibleOwner: '' };
    const id = await store(exampleRecord({ publication }));
    const row = await db('model_record').where({ id }).first<{ missing: string[]; is_complete: boolean }>('*');
    expect(row.is_complete).toBe(false);
    expect(row.missing).toContain('senior responsible owner');
  });
});

test.each(['model_record', 'model_record_build', 'model_version', 'fairness_proposal', 'fairness_acceptance'])(
  'rows of %s can be added but not changed or deleted',
  async (table) => {
    await expect(db(table).delete()).rejects.toThrow('rows are only ever added');
    await expect(db.raw('truncate ?? cascade', [table])).rejects.toThrow(/rows are only ever added|only ever added/);
  },
);

const year = academicYear('202425');
let schools = 0;

/** A report of a school of its own, written under the record. */
async function written(
  modelVersion: string,
): Promise<{ readonly academicYear: string; readonly urn: string; readonly reportVersion: number }> {
  schools += 1;
  const school = String(900_000 + schools);
  await db('report').insert({
    academic_year: year,
    urn: school,
    report_version: 1,
    model_version: modelVersion,
    facts: '{}',
    narrative: '',
    written_by: 'template',
    reason: 'first draft',
    created_at: new Date(),
  });
  return { academicYear: year, urn: school, reportVersion: 1 };
}

const issueDirectly = async (report: Awaited<ReturnType<typeof written>>): Promise<void> => {
  await db('live_report').insert({
    academic_year: report.academicYear,
    urn: report.urn,
    report_version: report.reportVersion,
    published_at: new Date(),
  });
};

const gate = (report: Awaited<ReturnType<typeof written>>): Promise<void> =>
  db.transaction((trx) => requireModelRecord(trx, report));

describe('a report', () => {
  beforeEach(async () => {
    await seedModelRecord(db, { id: 'whole' });
    await seedModelRecord(db, { id: 'incomplete', missing: ['method note'] });
    await seedModelRecord(db, { id: 'unfair', isWithinBounds: false });
    await seedModelRecord(db, { id: 'repeating', repeatsLesson: true });
  });

  it('cannot be written under a model without a record', async () => {
    await expect(written('model-unknown')).rejects.toThrow('report_has_model_record');
  });

  it('is issued under a complete record', async () => {
    const report = await written('whole');
    await gate(report);
    await issueDirectly(report);
  });

  it.each([
    ['is not complete', 'incomplete', 'the record incomplete is not complete'],
    ['breaks a fairness bound', 'unfair', 'breaks a fairness bound that two people have not accepted'],
    ['repeats a lesson', 'repeating', 'would repeat what the year before taught'],
  ])('is not issued under a record that %s, by the activity or by the database', async (_name, model, why) => {
    const report = await written(model);
    await expect(gate(report)).rejects.toThrow(why);
    await expect(gate(report)).rejects.toMatchObject({ type: 'ModelRecordMissing', nonRetryable: false });
    await expect(issueDirectly(report)).rejects.toThrow('only under a complete model record');
  });

  it('is not issued when it was never written', async () => {
    await expect(gate({ academicYear: year, urn: '999999', reportVersion: 1 })).rejects.toThrow('no such report');
  });

  it.each([
    ['an unfair record', { isWithinBounds: false }],
    ['a record that repeats a lesson', { repeatsLesson: true }],
  ])('is issued under %s once two people have accepted it', async (name, fault) => {
    const id = `${name}, accepted`;
    await seedModelRecord(db, { id, ...fault });
    expect(await isRecordAccepted(db, id)).toBe(false);
    const [proposal] = await db('fairness_proposal')
      .insert({ record_id: id, proposed_by: 'ana', reason: 'A shock.', proposed_at: new Date() })
      .returning<{ readonly id: string }[]>('id');
    const acceptance = {
      record_id: id,
      proposal_id: proposal?.id ?? '',
      proposed_by: 'ana',
      reason: 'Agreed.',
      accepted_at: new Date(),
    };
    await expect(db('fairness_acceptance').insert({ ...acceptance, accepted_by: 'ana' })).rejects.toThrow('check');
    await expect(
      db('fairness_acceptance').insert({ ...acceptance, proposed_by: 'someone else', accepted_by: 'ana' }),
    ).rejects.toThrow('foreign key');
    await db('fairness_acceptance').insert({ ...acceptance, accepted_by: 'sam' });
    expect(await isRecordAccepted(db, id)).toBe(true);
    const report = await written(id);
    await gate(report);
    await issueDirectly(report);
  });
});

describe('issuing a report as a transition of a school-year', () => {
  const transition = (school: string): RunRecord<SchoolYearView> =>
    ({
      workflowId: schoolYearId(year, urn(school)),
      version: 5,
      atMilliseconds: Date.parse('2024-10-01T00:00:00Z'),
      cause: { kind: 'agreeTarget' },
      isAccepted: true,
      note: 'The school agrees.',
      view: {
        stage: 'monitoring',
        status: 'not-enough-data',
        isPaused: false,
        reasons: [],
        isWaitingForSecondPerson: false,
      },
      notices: [],
      publishes: 1,
      runId: 'run-1',
    }) as unknown as RunRecord<SchoolYearView>;

  it('writes no audit row, read model or live report when the model record is incomplete', async () => {
    await seedModelRecord(db, { id: 'incomplete-2', missing: ['equality analysis'] });
    const { urn: school } = await written('incomplete-2');
    await expect(recordSchoolYear(db, transition(school))).rejects.toThrow(ApplicationFailure);
    expect(await db('audit_log').where({ workflow_id: schoolYearId(year, urn(school)) })).toEqual([]);
    expect(await db('school_year_view').where({ urn: school })).toEqual([]);
    expect(await db('live_report').where({ urn: school })).toEqual([]);
  });

  it('succeeds under a complete model record', async () => {
    await seedModelRecord(db, { id: 'whole' });
    const { urn: school } = await written('whole');
    await recordSchoolYear(db, transition(school));
    expect(await db('live_report').where({ urn: school }).pluck('report_version')).toEqual([1]);
  });
});
