import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { storeModelRecord } from '../../activities/registry/store-record.js';
import { type ModelRecord } from '../../domain/model-record/model-record.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { exampleLessons, exampleRecord } from '../unit/domain/model-record/record-example.js';
import { people, testApi, type TestApi } from './support/test-api.js';

let database: TestDatabase;
let fairId: string;
let unfairId: string;

const store = (record: ModelRecord, createdAt: string): Promise<string> =>
  database.db.transaction((trx) =>
    storeModelRecord(trx, record, { codeVersion: 'build-1', createdAt: new Date(createdAt) }),
  );

const unfair = exampleRecord({}, 0.9);

beforeAll(async () => {
  database = await testDatabase();
  fairId = await store(exampleRecord(), '2026-11-24T10:00:00Z');
  unfairId = await store({ ...unfair, academicYear: '202526' as ModelRecord['academicYear'] }, '2026-11-24T11:00:00Z');
});
afterAll(() => database.dispose());

let api: TestApi;
beforeEach(async () => {
  api = await testApi({ db: database.db, banner: 'Real published data, simulated decisions' });
});

const second = { id: 'sal', role: 'senior-analyst' } as const;

describe('the model record of a year', () => {
  it('is returned with its card, what holds it and who accepted it', async () => {
    const answer = await api.as(people.analyst).get('/model-records/202425');
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({
      recordId: fairId,
      createdAt: '2026-11-24T10:00:00.000Z',
      codeVersion: 'build-1',
      missing: [],
      isWithinBounds: true,
      repeatsLesson: false,
      startsFrom: {
        headline: expect.stringContaining('a learning report: there was none of 2023/24') as string,
        lessons: [],
      },
      held: [],
      proposals: [],
      notice: 'Real published data, simulated decisions',
    });
    expect(answer.json<{ card: { title: string } }>().card.title).toContain('Model card');
  });

  it('is the one that the drafts were prepared under, even when a newer one exists', async () => {
    const newer = exampleRecord({ policies: { gates: 'another' } });
    const newerId = await store(newer, '2026-11-25T10:00:00Z');
    const read = async (): Promise<string> =>
      (await api.as(people.auditor).get('/model-records/202425')).json<{ recordId: string }>().recordId;
    expect(await read()).toBe(newerId);
    await database.db('draft_input').insert({
      academic_year: '202425',
      urn: '900001',
      model_version: fairId,
      is_to_start: true,
      input: '{}',
    });
    expect(await read()).toBe(fairId);
  });

  it('is not found when there is none', async () => {
    expect((await api.as(people.analyst).get('/model-records/202021')).json()).toMatchObject({ code: 'NotFound' });
  });

  it('has a transparency record and fairness figures', async () => {
    const transparency = await api.as(people.operator).get('/model-records/202425/transparency');
    expect(transparency.json<{ transparency: { sections: unknown[] } }>().transparency.sections).toHaveLength(9);
    const fairness = await api.as(people.analyst).get('/model-records/202425/fairness');
    expect(fairness.json<{ years: unknown[]; breaches: unknown[] }>()).toMatchObject({
      boundsVersion: 'fairness-1',
      years: [{ judgedYear: '202223' }, { judgedYear: '202324' }],
    });
  });

  it.each(['fairness', 'transparency'])('has a page of its %s that runs no script and loads nothing', async (name) => {
    const answer = await api.as(people.analyst).get(`/model-records/202425/${name}/page`);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; frame-ancestors 'none'$/,
    );
    expect(answer.body).not.toMatch(/<script|href=|src=/);
  });
});

describe('a model record that breaks a bound', () => {
  const propose = (
    person = people.analyst as Parameters<TestApi['as']>[0],
    recordId = unfairId,
  ): ReturnType<ReturnType<TestApi['as']>['post']> =>
    api.as(person).post('/model-records/202526/fairness/proposals', { recordId, reason: 'The year of the flood.' });
  const accept = (
    person: Parameters<TestApi['as']>[0],
    recordId = unfairId,
  ): ReturnType<ReturnType<TestApi['as']>['post']> =>
    api.as(person).post('/model-records/202526/fairness/acceptances', { recordId, reason: 'Looked at together.' });

  it('says what holds the campaign', async () => {
    const answer = (await api.as(people.analyst).get('/model-records/202526')).json<{ held: string[] }>();
    expect(answer.held[0]).toContain('A fairness bound is broken.');
  });

  it('can be accepted only after somebody has proposed it', async () => {
    expect((await accept(people.seniorAnalyst)).json()).toMatchObject({ code: 'NothingPending' });
  });

  it('is accepted by a second person, never by the proposer, and the acceptance is recorded', async () => {
    expect((await propose(people.seniorAnalyst)).statusCode).toBe(200);
    const alone = await accept(people.seniorAnalyst);
    expect([alone.statusCode, alone.json()]).toMatchObject([422, { code: 'SecondPersonNeeded' }]);
    const accepted = await accept(second);
    expect(accepted.json()).toMatchObject({ held: [], acceptance: { proposedBy: 'sam', by: 'sal' } });
    expect((await accept(second)).statusCode).toBe(200);
    expect(await database.db('fairness_acceptance').where({ record_id: unfairId })).toHaveLength(1);
    const rows = await database
      .db('audit_log')
      .where({ workflow_id: 'campaign/202526' })
      .orderBy('id')
      .select('kind', 'actor_id', 'note');
    expect(rows.slice(0, 2)).toEqual([
      { kind: 'proposeFairnessAcceptance', actor_id: 'sam', note: 'The year of the flood.' },
      { kind: 'acceptFairness', actor_id: 'sal', note: 'Looked at together.' },
    ]);
  });

  it('can no longer be decided once it is not the year’s record', async () => {
    expect((await propose(people.analyst, fairId)).json()).toMatchObject({ code: 'StaleVersion' });
  });

  it('is hidden from operators, auditors and schools, and analysts cannot accept it', async () => {
    for (const person of [people.operator, people.auditor, people.head])
      expect((await propose(person)).statusCode).toBe(403);
    expect((await accept(people.analyst)).statusCode).toBe(403);
  });

  it('is not accepted without a reason', async () => {
    const answer = await api
      .as(people.analyst)
      .post('/model-records/202526/fairness/proposals', { recordId: unfairId, reason: '  ' });
    expect(answer.json()).toMatchObject({ code: 'Malformed' });
  });
});

describe('a model record that would repeat a lesson of the year before', () => {
  const year = '202627' as ModelRecord['academicYear'];
  let recordId: string;
  beforeAll(async () => {
    recordId = await store(exampleRecord({ academicYear: year, lessons: exampleLessons }), '2026-11-24T12:00:00Z');
  });
  interface Answer {
    readonly held: readonly string[];
  }
  const decide = async (person: Parameters<TestApi['as']>[0], path: string): Promise<Answer> =>
    (
      await api.as(person).post(`/model-records/${year}/fairness/${path}`, { recordId, reason: 'Seen.' })
    ).json<Answer>();

  it('says what it starts from and what holds it', async () => {
    const answer = (await api.as(people.analyst).get(`/model-records/${year}`)).json<Answer>();
    expect(answer).toMatchObject({
      isWithinBounds: true,
      repeatsLesson: true,
      startsFrom: { academicYear: '202324', boundsVersion: 'lessons-1', lessons: exampleLessons.lessons },
    });
    expect(answer.held[0]).toContain('This campaign would repeat what went wrong in 2023/24.');
  });

  it('is accepted by two people, as one that breaks a bound is', async () => {
    expect((await decide(people.analyst, 'proposals')).held).toHaveLength(2);
    expect((await decide(people.seniorAnalyst, 'acceptances')).held).toEqual([]);
  });
});

it('a model record within its bounds has nothing to accept', async () => {
  const answer = await api
    .as(people.analyst)
    .post('/model-records/202425/fairness/proposals', { recordId: fairId, reason: 'No need.' });
  expect(answer.json()).toMatchObject({ code: 'NothingPending' });
});
