import { describe, expect, test } from 'vitest';
import { commandDigest } from '../../../../api/engine/command-digest.js';
import { campaignProcess } from '../../../../domain/campaign/process.js';
import { hubProcess } from '../../../../domain/hubs/process.js';
import { type Command, type Refusal } from '../../../../domain/process/command.js';
import { causeOf } from '../../../../domain/process/change.js';
import { type Logged } from '../../../../domain/process/log.js';
import { recallProcess } from '../../../../domain/recall/process.js';
import { schoolYearProcess } from '../../../../domain/school-year/process.js';
import { supportProcess } from '../../../../domain/support/process.js';
import { at, command as schoolYearCommand } from '../school-year/fixture.js';

interface AnyProcess {
  readonly decisionKinds: readonly string[];
  readonly refusal: (occasion: object, state: Logged, decision: Command<string, unknown>) => Refusal | undefined;
}

const processes = {
  'school-year': schoolYearProcess,
  support: supportProcess,
  hub: hubProcess,
  recall: recallProcess,
  campaign: campaignProcess,
} as unknown as Readonly<Record<string, AnyProcess>>;

const applied = (kind: string): Command<string, unknown> => ({
  kind,
  commandId: 'once',
  actor: { id: 'ana', role: 'analyst' },
  expectedVersion: 3,
  body: { reason: 'Why.', places: { enhanced: 7, regional: 60 } },
});

describe.each(Object.entries(processes))('the command id of a decision about a %s', (_name, process) => {
  const [kind = '', otherKind = ''] = process.decisionKinds;
  const first = applied(kind);
  const state: Logged = {
    version: 4,
    log: [{ version: 4, atMilliseconds: 0, cause: causeOf(first), isAccepted: true, note: 'Why.' }],
  };
  const codeOf = (decision: Command<string, unknown>): string | undefined =>
    process.refusal({ input: {} }, state, decision)?.code;

  test('is refused with another kind, body, person or role', () => {
    expect(codeOf({ ...first, kind: otherKind })).toBe('CommandIdReused');
    expect(codeOf({ ...first, body: { reason: 'Why!' } })).toBe('CommandIdReused');
    expect(codeOf({ ...first, body: { reason: 'Why.', places: { enhanced: 7, regional: 61 } } })).toBe(
      'CommandIdReused',
    );
    expect(codeOf({ ...first, body: {} })).toBe('CommandIdReused');
    expect(codeOf({ ...first, actor: { id: 'bea', role: 'analyst' } })).toBe('CommandIdReused');
    expect(codeOf({ ...first, actor: { id: 'ana', role: 'senior-analyst' } })).toBe('CommandIdReused');
  });

  test('is taken again with the same content, whatever version and order of fields it comes with', () => {
    expect(codeOf(first)).toBeUndefined();
    expect(codeOf({ ...first, expectedVersion: 9 })).toBeUndefined();
    expect(codeOf({ ...first, body: { places: { regional: 60, enhanced: 7 }, reason: 'Why.' } })).toBeUndefined();
  });
});

test('a refused command may be corrected and sent again under its id', () => {
  const year = at('in-review');
  const refused = schoolYearCommand('overrideTarget', { floorAttendancePercent: 400, reason: 'A slip.' });
  expect(year.refusal(refused)).toBe('OutOfRange');
  expect(
    year.refusal({ ...refused, body: { floorAttendancePercent: 94.3, reason: 'A slip.' } } as never),
  ).toBeUndefined();
});

test('the log of a process keeps what a person sent, so that the same id is recognised after a restart', () => {
  const year = at('in-review');
  const decision = schoolYearCommand('overrideTarget', {
    floorAttendancePercent: 94.3,
    reason: 'New bus.',
    evidence: 'A letter.',
  });
  year.send(decision);
  const stored = JSON.parse(JSON.stringify(year.state)) as typeof year.state;
  expect(stored.log.at(-1)?.cause.said).toEqual(decision.body);
  year.state = stored;
  expect(year.refusal(decision)).toBeUndefined();
  expect(year.refusal({ ...decision, body: { floorAttendancePercent: 94.4, reason: 'New bus.' } } as never)).toBe(
    'CommandIdReused',
  );
});

test('the id of an update differs for another kind, body or person, and not for another order of fields', () => {
  const content = {
    kind: 'approveTarget',
    actor: { id: 'ana', role: 'analyst' },
    body: { note: 'Yes.', more: 1 },
  } as const;
  const digest = commandDigest(content);
  expect(commandDigest({ ...content, body: { more: 1, note: 'Yes.' } })).toBe(digest);
  expect(commandDigest({ ...content, kind: 'agreeTarget' })).not.toBe(digest);
  expect(commandDigest({ ...content, body: { note: 'No.' } })).not.toBe(digest);
  expect(commandDigest({ ...content, actor: { id: 'bea', role: 'analyst' } })).not.toBe(digest);
});

test('a body with a character that cannot be stored is refused wherever it is', () => {
  const year = at('in-review');
  const nul = String.fromCharCode(0);
  expect(year.refusal(schoolYearCommand('approveTarget', { extra: [{ deep: `a${nul}` }] }))).toBe('Malformed');
  expect(year.refusal(schoolYearCommand('approveTarget', { [`a${nul}`]: 1 }))).toBe('Malformed');
  expect(year.refusal(schoolYearCommand('approveTarget', { half: String.fromCharCode(0xd800) }))).toBe('Malformed');
});
