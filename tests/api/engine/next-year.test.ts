import { type Knex } from 'knex';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plainWriter } from '../../../activities/narrative/plain-writer.js';
import { writeLearning } from '../../../activities/learning/write-learning.js';
import { yearTerms } from '../../../academic-years/year-terms.js';
import { campaignId } from '../../../contracts/workflow-ids.js';
import { type YearTerms } from '../../../domain/school-year/messages/input.js';
import { type LearningReport } from '../../../domain/learning/report.js';
import { academicYear, type AcademicYear } from '../../../domain/shared/academic-year.js';
import { type CarriedSupport } from '../../../domain/support/messages.js';
import { beginMilestones } from '../../../domain/support/milestones.js';
import { testBuild } from '../../support/stack.js';
import { people, testApi, type TestApi } from '../support/test-api.js';
import { engineStack, type EngineStack } from './support/stack.js';
import { until } from './support/until.js';

const first = academicYear('202425');
const next = academicYear('202526');
const clock = { startsAtMilliseconds: Date.now(), dayMilliseconds: 3_600_000 };
const termsOf = (year: AcademicYear): YearTerms => yearTerms(year, clock);

let stack: EngineStack;
beforeAll(async () => {
  stack = await engineStack(120, first);
});
afterAll(() => stack.stop());

interface Campaign {
  readonly stage: string;
  readonly problems: readonly string[];
  readonly modelVersion: string;
  readonly schoolsByStage: Readonly<Record<string, number>>;
  readonly startsFrom?: { readonly academicYear?: string; readonly headline: string };
}

/** Every school whose draft has been written ends its year with two points more absence than was expected of it. */
const closeWorse = (db: Knex, year: AcademicYear): Promise<unknown> =>
  db.raw(
    `update school_year_view view set stage = 'closed', outcome = 'not-met', rates = jsonb_build_object(
       'publishedAttendancePercent', (report.facts#>>'{expectation,expectedAttendancePercent}')::float8 - 2,
       'comparableAttendancePercent', (report.facts#>>'{expectation,expectedAttendancePercent}')::float8 - 2)
     from report where report.academic_year = view.academic_year and report.urn = view.urn and report.report_version = view.report_version
       and report.facts#>'{expectation,expectedAttendancePercent}' is not null and view.academic_year = ?`,
    [year],
  );

test(
  'a campaign that would repeat a lesson of the year before is held until two people accept it',
  { timeout: 180_000 },
  async () => {
    const on = await testApi({ db: stack.db, client: stack.client, terms: termsOf, engineWaitMilliseconds: 20_000 });
    const start = async (year: AcademicYear): Promise<number> =>
      (await on.as(people.operator).post(`/campaigns/${year}`, { canarySize: 200 })).statusCode;
    const read = async (year: AcademicYear): Promise<Campaign> =>
      (await on.as(people.analyst).get(`/campaigns/${year}`)).json<Campaign>();

    expect(await start(first)).toBe(202);
    await until(
      () => read(first),
      ({ stage, schoolsByStage }) => stage === 'running' && !('drafting' in schoolsByStage),
    );
    expect((await read(first)).startsFrom).toMatchObject({
      headline: expect.stringContaining('a learning report: there was none of 2023/24') as string,
    });

    await closeWorse(stack.db, first);
    const dependencies = { db: stack.db, client: stack.client, buildId: testBuild.buildId, narrative: plainWriter };
    const terms = termsOf(first);
    await writeLearning(dependencies)({ terms, nationalShift: { primary: 0, secondary: 0, special: 0 } });
    const { report } = (await on.as(people.analyst).get(`/learning/${first}`)).json<{ report: LearningReport }>();
    expect(report.judgedUnder).toEqual({
      baseline: [expect.stringMatching(/^baseline-/)],
      monitoring: terms.monitoringPolicy.version,
      season: terms.season.version,
    });
    expect(report.expectations.byPhase.primary?.schools).toBeGreaterThanOrEqual(30);

    expect(await start(next)).toBe(202);
    await stack.client.workflow.getHandle(campaignId(next)).result();
    const held = await read(next);
    expect(held).toMatchObject({
      stage: 'refused-model',
      startsFrom: {
        academicYear: first,
        headline: 'It starts from the lessons of 2024/25. It would repeat something, and is held.',
      },
    });
    expect(held.problems).toContain(
      'This campaign would repeat what went wrong in 2024/25. Primary schools: more absence came than was expected, so the expectation asked too much. The rules behind it have not changed.',
    );
    expect(await stack.db('report').where({ academic_year: next })).toEqual([]);

    const decide = (path: string, person: Parameters<TestApi['as']>[0]): Promise<{ readonly statusCode: number }> =>
      on
        .as(person)
        .post(`/model-records/${next}/fairness/${path}`, { recordId: held.modelVersion, reason: 'Planted.' });
    expect((await decide('proposals', people.analyst)).statusCode).toBe(200);
    expect((await decide('acceptances', people.seniorAnalyst)).statusCode).toBe(200);

    const supported = await carryOneSupport(stack.db);
    expect(await start(next)).toBe(202);
    await until(
      () => stack.db('report').where({ academic_year: next }).first<object | undefined>('urn'),
      (written) => written !== undefined,
    );
    expect(await stack.db('report').where({ academic_year: next }).distinct('model_version')).toEqual([
      { model_version: held.modelVersion },
    ]);

    const resumed = await until(
      () => stack.db('support_view').where({ academic_year: next }).first<SupportRow | undefined>('*'),
      (row) => row !== undefined,
    );
    expect(resumed).toMatchObject({ ...supported, stage: 'in-progress', days_used: 0.5 });
    const hub = await until(
      () => stack.db('hub_view').where({ academic_year: next, enhanced_taken: 1 }).first<object | undefined>('*'),
      (row) => row !== undefined,
    );
    expect(hub).toMatchObject({ hub_id: supported.hub_id });
  },
);

interface SupportRow {
  readonly urn: string;
  readonly hub_id: string;
}

/** One support of the first year that was not finished, as its workflow would have recorded it. */
async function carryOneSupport(db: Knex): Promise<SupportRow> {
  const { urn } = await db('school_year_view')
    .where({ academic_year: first })
    .whereNotNull('report_version')
    .orderBy('urn')
    .first<Pick<SupportRow, 'urn'>>('urn');
  const { hub_id } = await db('current_hub').orderBy('hub_id').first<Pick<SupportRow, 'hub_id'>>('hub_id');
  const milestones = beginMilestones('enhanced', '2025-02-10', termsOf(first).calendar);
  const entry = {
    milestone: 'partnership-agreed',
    reachedOn: '2025-02-20',
    evidence: 'A document.',
    days: 0.5,
  } as const;
  const carries: CarriedSupport = {
    pathway: 'enhanced',
    ground: '2025-01',
    needPoints: 1,
    milestones: { ...milestones, entries: [entry] },
    hubId: hub_id,
  };
  await db('support_view').insert({
    academic_year: first,
    urn,
    workflow_id: `support/${first}/${urn}`,
    version: 4,
    stage: 'ended',
    pathway: 'enhanced',
    outcome: 'carried-forward',
    carries: JSON.stringify(carries),
    updated_at: new Date(),
  });
  return { urn, hub_id };
}
