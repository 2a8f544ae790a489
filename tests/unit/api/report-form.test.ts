import { fastifyAccepts } from '@fastify/accepts';
import { fastify } from 'fastify';
import { expect, test } from 'vitest';
import { formOf } from '../../../api/routes/school-years/report-form.js';
import { ApiProblem } from '../../../api/problems.js';

const app = fastify();
await app.register(fastifyAccepts);
app.get('/', (request) => {
  try {
    return formOf(request, undefined);
  } catch (error) {
    return error instanceof ApiProblem ? error.code : 'another error';
  }
});

/** RFC 9110, 12.5.1. */
test.each([
  [undefined, 'json'],
  ['*/*', 'json'],
  ['text/*', 'html'],
  ['text/plain', 'text'],
  ['text/html;q=0.5, text/plain', 'text'],
  ['text/html, application/json;q=0.9, */*;q=0.1', 'html'],
  ['text/*;q=0.8, text/html;q=0.1, application/json;q=0.5', 'text'],
  ['TEXT/HTML ; Q=1', 'html'],
  ['application/json;q=0, text/html;q=0', 'NotAcceptable'],
  ['application/pdf', 'NotAcceptable'],
  ['text/html;q=x', 'NotAcceptable'],
])('a report requested with Accept %s is sent as %s', async (accept, form) => {
  const answer = await app.inject({ url: '/', headers: accept === undefined ? {} : { accept } });
  expect(answer.body).toBe(form);
});
