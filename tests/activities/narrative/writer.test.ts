import { type Knex } from 'knex';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { modelWriter } from '../../../activities/narrative/model-writer.js';
import { type Narrative } from '../../../activities/narrative/narrative-writer.js';
import { plainWriter } from '../../../activities/narrative/plain-writer.js';
import { modelSettings, type ModelSettings } from '../../../activities/narrative/settings.js';
import { plainNarrative } from '../../../domain/narrative/template.js';
import { verifyWhole } from '../../../domain/narrative/verify.js';
import { type ReportFacts } from '../../../domain/report/facts.js';
import { randomStream } from '../../../demo/england/random.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { standInServer, type StandIn, type StandInAnswer } from '../../support/stand-in-model.js';
import { exampleFacts } from '../../unit/domain/narrative/example.js';
import { faultKinds } from './support/faults.js';
import { honestParaphrase } from './support/honest.js';
import { honestContent } from './support/honest-model.js';
import { narrativeReports } from './support/reports.js';

let database: TestDatabase;
let db: Knex;
let standIn: StandIn;

beforeAll(async () => {
  database = await testDatabase();
  db = database.db;
});
afterAll(() => database.dispose());
beforeEach(async () => {
  standIn = await standInServer();
  await db('narrative_request').delete();
  await db('narrative_answer').delete();
});
afterEach(() => standIn.stop());

const settings = (change: Partial<ModelSettings> = {}): ModelSettings => ({
  apiKey: 'stand-in-key',
  baseURL: standIn.baseURL,
  model: 'stand-in-model',
  promptPoundsPerMillion: 1,
  completionPoundsPerMillion: 2,
  budgetPounds: 100,
  requestsPerMinute: 10_000,
  completionTokens: 1000,
  timeoutMilliseconds: 1500,
  isStreamed: false,
  ...change,
});

const write = (facts: ReportFacts, change: Partial<ModelSettings> = {}): Promise<Narrative> =>
  modelWriter(db, settings(change)).write(facts);

const facts = exampleFacts();
const falseContent = JSON.stringify({
  sections: [{ section: 'attendance', text: 'Attendance at {school} was 99.9% in 2023/24.' }],
});

describe.each([false, true])('a language model that words reports, with streaming: %s', (isStreamed) => {
  it('receives codes instead of names and a strict output form, and is recorded as the writer with its cost', async () => {
    standIn.answerWith((request) => ({ kind: 'content', content: honestContent(request) }));
    const { text, writtenBy, record } = await write(facts, { isStreamed });
    expect(writtenBy).toBe('stand-in-model');
    expect(text).toContain('attendance at Invented Primary School was 94.4%');
    expect(text).toContain('Ysgol Tŷ Gŵyr had 95.5%.');
    expect(verifyWhole(text, facts)).toEqual([]);
    const [request] = standIn.requests;
    const sent = JSON.stringify(request?.body);
    for (const name of ['Invented Primary', 'Inventedshire', 'Hill School', 'Dale', 'Ysgol', '900101', 'London'])
      expect(sent).not.toContain(name);
    expect(request?.body.response_format).toMatchObject({
      type: 'json_schema',
      json_schema: { strict: true, name: 'narrative' },
    });
    expect(request?.body.max_completion_tokens).toBe(1000);
    expect(record).toMatchObject({
      writer: 'model',
      model: 'stand-in-model',
      isFromCache: false,
      requests: 1,
      verdicts: ['agrees'],
    });
    expect(record.promptHash).toMatch(/^[0-9a-f]{64}$/);
    const { promptTokens = 0, completionTokens = 0 } = record;
    expect(promptTokens).toBeGreaterThan(100);
    expect(record.costPounds).toBeCloseTo((promptTokens + 2 * completionTokens) / 1e6, 9);
    const [row] = await db('narrative_request').select<Record<string, unknown>[]>('*');
    expect(row).toMatchObject({
      urn: '900101',
      academic_year: '202425',
      outcome: 'agrees',
      prompt_tokens: promptTokens,
    });
    expect(Number(row?.['cost_pounds'])).toBeCloseTo(record.costPounds ?? 0, 9);
  });

  it('is asked once more with its faults as codes, and its corrected text is used', async () => {
    standIn.answerWith((request, index) => ({
      kind: 'content',
      content: index === 0 ? falseContent : honestContent(request),
    }));
    const { writtenBy, record } = await write(facts, { isStreamed });
    expect(writtenBy).toBe('stand-in-model');
    expect(record.verdicts).toEqual(['disagreed', 'agrees']);
    const messages = standIn.requests[1]?.body.messages ?? [];
    expect(messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user']);
    expect(messages[3]?.content).toContain('99.9%');
    expect(messages[3]?.content).toContain('{school}');
    expect(messages[3]?.content).not.toContain('Invented Primary School');
  });

  it('has its answer kept, so that the same facts are not sent twice and other facts are', async () => {
    standIn.answerWith((request) => ({ kind: 'content', content: honestContent(request) }));
    const first = await write(facts, { isStreamed });
    const again = await write(exampleFacts({ name: 'Renamed School' }), { isStreamed });
    expect(standIn.requests).toHaveLength(1);
    expect(again.text).toBe(first.text.replaceAll('Invented Primary School', 'Renamed School'));
    expect(again.record).toMatchObject({ writer: 'model', isFromCache: true, requests: 0, costPounds: 0 });
    await write(exampleFacts({ enrolments: 301 }), { isStreamed });
    expect(standIn.requests).toHaveLength(2);
  });

  it.each<[string, StandInAnswer, string, number]>([
    ['an error of the server', { kind: 'status', status: 500 }, 'the model did not answer', 2],
    ['too many requests', { kind: 'status', status: 429, retryAfter: 0 }, 'the model did not answer', 2],
    ['a wait that is too long', { kind: 'status', status: 429, retryAfter: 3600 }, 'the model did not answer', 1],
    ['silence', { kind: 'silence' }, 'the model did not answer', 1],
    ['an answer that stops half way', { kind: 'stalled', content: falseContent }, 'the model did not answer', 1],
    ['a wrong key', { kind: 'status', status: 401 }, 'the model did not take the request', 1],
    ['an unknown model', { kind: 'status', status: 404 }, 'the model did not take the request', 1],
    ['a prompt that a filter holds', { kind: 'status', status: 400, code: 'content_filter' }, 'the model declined', 1],
    ['a refusal', { kind: 'refusal' }, 'the model declined', 1],
    ['a text that a filter holds', { kind: 'content-filter' }, 'the model declined', 1],
    ['truncated JSON', { kind: 'cut-off', content: falseContent.slice(0, 40) }, 'the model’s text broke off', 1],
    [
      'truncated JSON that claims to be whole',
      { kind: 'content', content: falseContent.slice(0, 40) },
      'the model’s text was not in the form asked for',
      1,
    ],
    [
      'plain text',
      { kind: 'content', content: 'Attendance was 94.4%.' },
      'the model’s text was not in the form asked for',
      1,
    ],
    [
      'JSON of another form',
      { kind: 'content', content: '{"prose":1}' },
      'the model’s text was not in the form asked for',
      1,
    ],
    ['nothing', { kind: 'content', content: '' }, 'the model’s text was not in the form asked for', 1],
    [
      'a flood',
      {
        kind: 'content',
        content: JSON.stringify({ sections: [{ section: 'levels', text: 'More. '.repeat(20_000) }] }),
      },
      'the model’s text broke off',
      1,
    ],
    [
      'a text that does not agree, twice',
      { kind: 'content', content: falseContent },
      'the model’s text did not agree with the facts',
      2,
    ],
    ['a broken connection', { kind: 'broken' }, '', 1],
    ['a page of a proxy', { kind: 'no-json' }, '', 1],
  ])('falls back to the template and gives the reason after %s', async (_name, answer, why, requests) => {
    standIn.answerWith(() => answer);
    const { text, writtenBy, record } = await write(facts, { isStreamed });
    expect(text).toBe(plainNarrative(facts));
    expect(writtenBy.startsWith(`plain template, because ${why}`), writtenBy).toBe(true);
    expect(record.writer).toBe('template');
    expect(standIn.requests.length).toBeGreaterThanOrEqual(requests);
    expect(standIn.requests.length).toBeLessThanOrEqual(2);
    const open = await db('narrative_request').whereNull('outcome').select('id');
    expect(open).toEqual([]);
  });
});

describe('a language model that fails once', () => {
  it.each([
    ['too many requests', { kind: 'status', status: 429, retryAfter: 1 }],
    ['an error of the server', { kind: 'status', status: 503 }],
  ] as const)('is asked again: %s', async (_name, stumble) => {
    standIn.answerWith((request, index) =>
      index === 0 ? stumble : { kind: 'content', content: honestContent(request) },
    );
    const { writtenBy, record } = await write(facts);
    expect(writtenBy).toBe('stand-in-model');
    expect(record.requests).toBe(2);
  });

  it('is charged at the highest possible cost when it leaves out its usage', async () => {
    standIn.answerWith((request) => ({ kind: 'content', content: honestContent(request), usage: false }));
    const { record } = await write(facts);
    expect(record.costPounds).toBeGreaterThan(0.002);
  });
});

describe('the limits on a language model', () => {
  it('keep spending within the budget, even with many requests at once, and then fall back to the template', async () => {
    standIn.answerWith((request) => ({ kind: 'content', content: honestContent(request) }));
    const writer = modelWriter(db, settings({ budgetPounds: 0.012 }));
    const narratives = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        writer.write(exampleFacts({ urn: `9002${10 + index}`, enrolments: 200 + index })),
      ),
    );
    const [{ spent } = { spent: 0 }] = await db('narrative_request').select<{ spent: number }[]>(
      db.raw('sum(cost_pounds)::float8 as spent'),
    );
    expect(spent).toBeLessThanOrEqual(0.012);
    const byTemplate = narratives.filter(
      ({ writtenBy }) => writtenBy === 'plain template, because the budget for this year is spent',
    );
    expect(byTemplate.length).toBeGreaterThan(0);
    expect(narratives.filter(({ record }) => record.writer === 'model').length).toBe(20 - byTemplate.length);
  });

  it('keep requests per minute at or below the limit', async () => {
    standIn.answerWith((request) => ({ kind: 'content', content: honestContent(request) }));
    const writer = modelWriter(db, settings({ requestsPerMinute: 3 }));
    const narratives = await Promise.all(
      Array.from({ length: 5 }, (_, index) => writer.write(exampleFacts({ enrolments: 200 + index }))),
    );
    expect(standIn.requests).toHaveLength(3);
    expect(narratives.map(({ writtenBy }) => writtenBy).sort()).toEqual([
      'plain template, because the model had no turn free in time',
      'plain template, because the model had no turn free in time',
      'stand-in-model',
      'stand-in-model',
      'stand-in-model',
    ]);
  });

  it('pause requests to a model that is down, so that a thousand schools do not each wait for it', async () => {
    standIn.answerWith(() => ({ kind: 'silence' }));
    const writer = modelWriter(db, settings({ timeoutMilliseconds: 300 }));
    for (let school = 0; school < 5; school += 1) await writer.write(exampleFacts({ enrolments: 100 + school }));
    const asked = standIn.requests.length;
    for (let school = 0; school < 100; school += 1) await writer.write(exampleFacts({ enrolments: 200 + school }));
    expect(standIn.requests.length).toBe(asked);
  });
});

describe('without a key for a language model', () => {
  it('the template writes, and the report says so', async () => {
    expect(modelSettings({})).toBeUndefined();
    expect(modelSettings({ ABIE_NARRATIVE_API_KEY: '' })).toBeUndefined();
    expect(await plainWriter.write(facts)).toEqual({
      text: plainNarrative(facts),
      writtenBy: 'plain template, because no model is set up',
      record: { writer: 'template' },
    });
  });

  it('invalid settings are named without their values', () => {
    expect(() =>
      modelSettings({
        ABIE_NARRATIVE_API_KEY: 'secret',
        ABIE_NARRATIVE_BUDGET_POUNDS: 'lots',
        ABIE_NARRATIVE_BASE_URL: 'nowhere',
      }),
    ).toThrow(/ABIE_NARRATIVE_BASE_URL.*ABIE_NARRATIVE_BUDGET_POUNDS/);
    expect(modelSettings({ ABIE_NARRATIVE_API_KEY: 'secret', ABIE_NARRATIVE_BASE_URL: '' })).toMatchObject({
      model: 'gpt-4o-mini',
      isStreamed: false,
    });
  });
});

const { source, reports } = narrativeReports();

describe(`a language model that gives a wrong text, over reports of ${source}`, () => {
  it.each(faultKinds)('never has that text shown: $name', async ({ name, plant }) => {
    let served = '';
    standIn.answerWith(() => ({ kind: 'content', content: served }));
    const writer = modelWriter(db, settings());
    let planted = 0;
    for (let attempt = 0; planted < 15 && attempt < 1000; attempt += 1) {
      const random = randomStream(7, name, attempt);
      const base = (given: ReportFacts): string =>
        attempt % 2 === 0 ? plainNarrative(given) : honestParaphrase(given, randomStream(7, name, attempt, 'base'));
      const fault = plant(random.pick(reports), base, random);
      if (!fault) continue;
      planted += 1;
      served = JSON.stringify({ sections: [{ section: 'attendance', text: fault.text }] });
      const { text, writtenBy } = await writer.write(fault.facts);
      expect(writtenBy, served).toBe('plain template, because the model’s text did not agree with the facts');
      expect(text).toBe(plainNarrative(fault.facts));
    }
    expect(planted).toBe(15);
  });

  it('is replaced by the template, while an honest model writes nearly all reports', async () => {
    standIn.answerWith((request) => ({ kind: 'content', content: honestContent(request) }));
    const writer = modelWriter(db, settings());
    const some = reports.filter((_, index) => index % Math.ceil(reports.length / 200) === 0);
    const narratives = await Promise.all(some.map((report) => writer.write(report)));
    const byModel = narratives.filter(({ record }) => record.writer === 'model');
    expect(byModel.length / some.length).toBeGreaterThanOrEqual(0.98);
  });
});
