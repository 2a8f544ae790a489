import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ApiProblem } from '../../../api/problems.js';
import { eachAtOnce } from '../../../api/routes/shared/at-once.js';
import { cursorOf, keyOfCursor, pageFrom } from '../../../api/routes/shared/cursor.js';
import { withNotice, withoutNulls } from '../../../api/routes/shared/present.js';
import { allowedMethods } from '../../../api/plugins/route-table.js';

describe('a cursor', () => {
  test('gives back the key it was made of', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{6}$/), (urn) => {
        expect(keyOfCursor(cursorOf(urn), /^\d{6}$/)).toBe(urn);
      }),
    );
  });

  test('of anything else is refused, never read as the start', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !/^\d{6}$/.test(Buffer.from(text, 'base64url').toString('utf8'))),
        (text) => {
          expect(() => keyOfCursor(text, /^\d{6}$/)).toThrow(ApiProblem);
        },
      ),
    );
  });

  test('a page is followed exactly when there is one row more than it shows', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 12 }), fc.integer({ min: 1, max: 10 }), (all, limit) => {
        const { rows, nextCursor } = pageFrom(all.slice(0, limit + 1), limit, String);
        expect(rows).toEqual(all.slice(0, limit));
        expect(nextCursor !== undefined).toBe(all.length > limit);
      }),
    );
  });
});

describe('doing something for each, a few at a time', () => {
  test('keeps the order of the results and never exceeds the width', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: 5 }), { maxLength: 30 }),
        fc.integer({ min: 1, max: 8 }),
        async (turns, width) => {
          let running = 0;
          let most = 0;
          const results = await eachAtOnce(turns, width, async (turn) => {
            running += 1;
            most = Math.max(most, running);
            for (let count = 0; count < turn; count += 1) await Promise.resolve();
            running -= 1;
            return turn * 2;
          });
          expect(results).toEqual(turns.map((turn) => turn * 2));
          expect(most).toBeLessThanOrEqual(width);
        },
      ),
    );
  });

  test('fails when one fails', async () => {
    await expect(
      eachAtOnce([1, 2, 3], 2, (item) => (item === 2 ? Promise.reject(new Error('two')) : Promise.resolve(item))),
    ).rejects.toThrow('two');
  });
});

test('what is not known is left out, and a zero or a no is known', () => {
  expect(withoutNulls({ a: null, b: 0, c: false, d: '' })).toEqual({ b: 0, c: false, d: '' });
});

test('a notice is put on a page only where there is one', () => {
  expect(withNotice(undefined, { items: [] })).toEqual({ items: [] });
  expect(withNotice('simulated', { items: [] })).toEqual({ items: [], notice: 'simulated' });
});

describe('methods of an address', () => {
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
