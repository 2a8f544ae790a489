import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  answerOf,
  mayBeNamed,
  namingDecisionKinds,
  namingRefusal,
  namingStage,
  type Consent,
  type NamingDecisionKind,
} from '../../../../domain/naming/consent.js';

const asked: Consent = { version: 1, answerBy: 100 };
const agreed: Consent = { ...asked, version: 2, answer: 'agreed' };
const declined: Consent = { ...asked, version: 2, answer: 'declined' };

interface Case {
  readonly what: string;
  readonly consent: Consent;
  readonly kind: NamingDecisionKind;
  readonly now: number;
  readonly code?: string;
}

test.each<Case>([
  { what: 'a yes within the window', consent: asked, kind: 'agreeToBeNamed', now: 99 },
  { what: 'a yes after the window', consent: asked, kind: 'agreeToBeNamed', now: 100, code: 'WrongStage' },
  { what: 'a no within the window', consent: asked, kind: 'declineToBeNamed', now: 99 },
  { what: 'a no after the window', consent: asked, kind: 'declineToBeNamed', now: 500 },
  { what: 'a yes taken back, long after', consent: agreed, kind: 'declineToBeNamed', now: 500 },
  {
    what: 'another contact of a school that has agreed, long after',
    consent: agreed,
    kind: 'agreeToBeNamed',
    now: 500,
  },
  { what: 'a no turned into a yes in time', consent: declined, kind: 'agreeToBeNamed', now: 50 },
  { what: 'a no turned into a yes too late', consent: declined, kind: 'agreeToBeNamed', now: 500, code: 'WrongStage' },
])('$what', ({ consent, kind, now, code }) => {
  expect(namingRefusal(consent, { kind, expectedVersion: consent.version }, now)?.code).toBe(code);
});

test('a naming answer to a question that no longer applies is refused', () => {
  expect(namingRefusal(agreed, { kind: 'declineToBeNamed', expectedVersion: 1 }, 50)?.code).toBe('StaleVersion');
});

test('silence is not an answer, and the record says so once the window is over', () => {
  expect([namingStage(asked, 99), namingStage(asked, 100), namingStage(agreed, 500)]).toEqual([
    'asked',
    'no-answer',
    'agreed',
  ]);
  expect(mayBeNamed(asked)).toBe(false);
  expect(mayBeNamed(undefined)).toBe(false);
});

describe('any sequence of naming answers from a school', () => {
  const said = fc.array(fc.tuple(fc.constantFrom(...namingDecisionKinds), fc.nat(60)), { maxLength: 12 });

  it('names it only if its last accepted answer is a yes, and its first yes came in time', () => {
    fc.assert(
      fc.property(said, (steps) => {
        let consent: Consent = asked;
        let now = 0;
        let lastTaken: string | undefined;
        for (const [kind, later] of steps) {
          now += later;
          if (namingRefusal(consent, { kind, expectedVersion: consent.version }, now)) continue;
          if (kind === 'agreeToBeNamed' && !mayBeNamed(consent)) expect(now).toBeLessThan(asked.answerBy);
          consent = { ...consent, version: consent.version + 1, answer: answerOf[kind] };
          lastTaken = kind;
        }
        expect(mayBeNamed(consent)).toBe(lastTaken === 'agreeToBeNamed');
      }),
    );
  });
});
