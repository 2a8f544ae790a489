import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { openaiWriter } from '../../activities/narrative/openai-writer.js';
import { plainWriter } from '../../activities/narrative/plain-writer.js';
import { standingNotes, type ReportFacts } from '../../domain/report/facts.js';
import { academicYear } from '../../domain/shared/academic-year.js';

const facts: ReportFacts = {
  academicYear: academicYear('202425'),
  urn: '900001',
  name: 'Invented Primary School',
  laName: 'Invented Authority',
  regionName: 'London',
  phase: 'primary',
  modelVersion: 'model-1',
  policyVersion: 'policy-1',
  enrolments: 200,
  years: [
    {
      academicYear: academicYear('202324'),
      attendancePercent: { value: 94.36, source: { batchId: 1, line: 2, asOf: '202324' } },
    },
  ],
  ladder: [],
  similar: { kind: 'no-fair-example', reason: 'There are too few schools alike.' },
  findings: [],
  notes: standingNotes,
};

let server: Server | undefined;
afterEach(() => server?.close());

/** A stand-in that speaks the chat completions protocol. */
async function modelThat(answers: (response: ServerResponse, request: string) => void): Promise<string> {
  server = createServer((request: IncomingMessage, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      answers(response, body);
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/v1`;
}

function completion(content: string): string {
  const message = { role: 'assistant', content, refusal: null };
  return JSON.stringify({
    id: '1',
    object: 'chat.completion',
    created: 0,
    model: 'stand-in',
    choices: [{ index: 0, finish_reason: 'stop', message }],
  });
}

const writer = (baseURL: string): ReturnType<typeof openaiWriter> =>
  openaiWriter({ apiKey: 'none', baseURL, model: 'stand-in', timeoutMilliseconds: 2000 });

describe('a model that words reports', () => {
  it('is asked with a strict schema and the facts alone, and named as the writer', async () => {
    let asked = '';
    const baseURL = await modelThat((response, request) => {
      asked = request;
      response.setHeader('content-type', 'application/json');
      response.end(completion(JSON.stringify({ paragraphs: ['First.', 'Second.'] })));
    });
    expect(await writer(baseURL).write(facts)).toEqual({ text: 'First.\n\nSecond.', writtenBy: 'stand-in' });
    expect(JSON.parse(asked)).toMatchObject({
      response_format: { type: 'json_schema', json_schema: { strict: true } },
    });
    expect(asked).toContain('Invented Primary School');
  });

  it.each([
    ['an error', (response: ServerResponse) => response.writeHead(500).end('{}')],
    ['too many requests', (response: ServerResponse) => response.writeHead(429).end('{}')],
    [
      'text that is no JSON',
      (response: ServerResponse) => response.setHeader('content-type', 'application/json').end(completion('Hello')),
    ],
    [
      'JSON of another shape',
      (response: ServerResponse) =>
        response.setHeader('content-type', 'application/json').end(completion('{"prose":1}')),
    ],
    ['silence', () => undefined],
  ])('never keeps a school waiting: after %s the plain template writes, and says so', async (_name, answer) => {
    const written = await writer(await modelThat(answer)).write(facts);
    expect(written.text).toBe((await plainWriter.write(facts)).text);
    expect(written.writtenBy).toBe('plain template, because the model did not answer');
  });
});

describe('the plain template', () => {
  it('tells the years to one decimal, and why no expectation or example is given', async () => {
    const { text, writtenBy } = await plainWriter.write(facts);
    expect(writtenBy).toBe('plain template');
    expect(text).toContain('94.4% in 2023/24');
    expect(text).toContain('No expectation is set for this school this year.');
    expect(text).toContain('No school is named as an example. There are too few schools alike.');
    for (const note of standingNotes) expect(text).toContain(note);
  });
});
