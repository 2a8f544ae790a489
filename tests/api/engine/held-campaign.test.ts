import { type Knex } from 'knex';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { campaignId } from '../../../contracts/workflow-ids.js';
import { academicYear } from '../../../domain/shared/academic-year.js';
import { yearTerms } from '../../../academic-years/year-terms.js';
import { people, testApi, type TestApi } from '../support/test-api.js';
import { engineStack, type EngineStack } from './support/stack.js';
import { until } from './support/until.js';

const year = academicYear('202425');
const clock = { startsAtMilliseconds: Date.now(), dayMilliseconds: 3_600_000 };

let stack: EngineStack;

beforeAll(async () => {
  stack = await engineStack();
  await plantDrift(stack.db);
});
afterAll(() => stack.stop());

/**
 * From year to year these schools lose more attendance than the nation that they are set against: no model of the past expects it. In the
 * primaries it is too little for the gates of whole files, and the others are too few for them; the nation's sessions are left out.
 */
async function plantDrift(db: Knex): Promise<void> {
  await db.raw(`
    with planted as (
      select academic_year, urn, phase, batch_id,
        least(possible_sessions, absence_sessions + round(possible_sessions * case phase when 'primary' then 0.004 else 0.03 end * (left(academic_year, 4)::int - 2021))) as sessions
      from school_absence where possible_sessions > 0 and absence_sessions is not null and academic_year > '202122'
    )
    update school_absence set absence_sessions = sessions, absence_percent = 100 * sessions / possible_sessions,
      persistent_absence_percent = least(100, persistent_absence_percent + 1.6 * (left(school_absence.academic_year, 4)::int - 2021))
    from planted
    where school_absence.urn = planted.urn and school_absence.academic_year = planted.academic_year
      and school_absence.phase = planted.phase and school_absence.batch_id = planted.batch_id`);
  await db('area_absence').update({ possible_sessions: null, absence_sessions: null });
}

const api = (): Promise<TestApi> =>
  testApi({
    db: stack.db,
    client: stack.client,
    terms: (known) => (known === year ? yearTerms(year, clock) : undefined),
    engineWaitMilliseconds: 20_000,
  });

interface Campaign {
  readonly stage: string;
  readonly problems: readonly string[];
  readonly modelVersion: string;
  readonly schoolsByStage: Readonly<Record<string, number>>;
}

test('a model that breaks a fairness bound holds the campaign until two people accept its record', async () => {
  const on = await api();
  const start = async (): Promise<number> =>
    (await on.as(people.operator).post(`/campaigns/${year}`, { canarySize: 5 })).statusCode;
  const read = async (): Promise<Campaign> => (await on.as(people.analyst).get(`/campaigns/${year}`)).json<Campaign>();

  expect(await start()).toBe(202);
  await stack.client.workflow.getHandle(campaignId(year)).result();
  const held = await read();
  expect(held.stage).toBe('refused-model');
  expect(held.problems[0]).toContain('A fairness bound is broken.');
  expect(held.schoolsByStage).not.toHaveProperty('in-review');
  expect(await stack.db('draft_input').count('* as drafts').first()).not.toEqual({ drafts: '0' });

  const decide = (path: string, person: Parameters<TestApi['as']>[0]): Promise<{ readonly statusCode: number }> =>
    on.as(person).post(`/model-records/${year}/fairness/${path}`, { recordId: held.modelVersion, reason: 'Planted.' });
  expect((await decide('proposals', people.analyst)).statusCode).toBe(200);
  expect((await decide('acceptances', people.seniorAnalyst)).statusCode).toBe(200);

  expect(await start()).toBe(202);
  await until(
    () => stack.db('report').first<object | undefined>('urn'),
    (report) => report !== undefined,
  );
  expect(await stack.db('report').distinct('model_version')).toEqual([{ model_version: held.modelVersion }]);
  expect(await stack.db('model_record')).toHaveLength(1);
});
