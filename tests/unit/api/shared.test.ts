import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ApiProblem } from '../../../api/problems.js';
import { cursorOf, keyOfCursor, pageFrom } from '../../../api/routes/shared/cursor.js';
import { withNotice, withoutNulls } from '../../../api/routes/shared/present.js';
import { allowedMethods } from '../../../api/plugins/route-table.js';

describe('a cursor', () => {
  test('returns the key that it was made from', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{6}$/), (urn) => {
        expect(keyOfCursor(cursorOf(urn), /^\d{6}$/)).toBe(urn);
      }),
    );
  });

  test('made from anything else is refused, never read as the start', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !/^\d{6}$/.test(Buffer.from(text, 'base64url').toString('utf8'))),
        (text) => {
          expect(() => keyOfCursor(text, /^\d{6}$/)).toThrow(ApiProblem);
        },
      ),
    );
  });

  test('a page has a next page exactly when there is one more row than it shows', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 12 }), fc.integer({ min: 1, max: 10 }), (all, limit) => {
        const { rows, nextCursor } = pageFrom(all.slice(0, limit + 1), limit, String);
        expect(rows).toEqual(all.slice(0, limit));
        expect(nextCursor !== undefined).toBe(all.length > limit);
      }),
    );
  });
});

test('an unknown value is left out, while zero and false are kept', () => {
  expect(withoutNulls({ a: null, b: 0, c: false, d: '' })).toEqual({ b: 0, c: false, d: '' });
});

test('a page has a notice only where there is one', () => {
  expect(withNotice(undefined, { items: [] })).toEqual({ items: [] });
  expect(withNotice('simulated', { items: [] })).toEqual({ items: [], notice: 'simulated' });
});

describe('the methods of an address', () => {
  const routes = [
    { method: 'GET', pattern: /^\/a\/[^/]+$/ },
    { method: 'POST', pattern: /^\/a\/[^/]+$/ },
    { method: 'GET', pattern: /^\/b$/ },
  ];

  test.each([
    ['/a/1', ['GET', 'POST']],
    ['/a/1?x=/b', ['GET', 'POST']],
    ['/a/1/2', []],
    ['/b', ['GET']],
    ['/c', []],
  ])('%s', (url, methods) => {
    expect(allowedMethods(routes, url)).toEqual(methods);
  });
});
