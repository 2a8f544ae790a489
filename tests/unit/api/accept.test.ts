import { expect, test } from 'vitest';
import { preferredType } from '../../../api/routes/shared/accept.js';

const offered = ['application/json', 'text/html', 'text/plain'] as const;

/** RFC 9110, 12.5.1. */
test.each([
  [undefined, 'application/json'],
  ['*/*', 'application/json'],
  ['text/*', 'text/html'],
  ['text/plain', 'text/plain'],
  ['text/html;q=0.5, text/plain', 'text/plain'],
  ['text/html, application/json;q=0.9, */*;q=0.1', 'text/html'],
  ['text/*;q=0.8, text/html;q=0.1, application/json;q=0.5', 'text/plain'],
  ['TEXT/HTML ; Q=1', 'text/html'],
  ['application/json;q=0, text/html;q=0', undefined],
  ['application/pdf', undefined],
  ['text/html;q=x', undefined],
  ['', undefined],
])('Accept %s prefers %s', (accept, type) => {
  expect(preferredType(accept, offered)).toBe(type);
});
