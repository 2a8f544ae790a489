import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainHash, firstHash } from '../../../database/audit-log.js';

type Row = Parameters<typeof chainHash>[1];

const row: Row = {
  workflow_id: 'school-year/202425/900001',
  run_id: 'run-1',
  version: 3,
  at: new Date('2024-11-04T10:00:00Z'),
  actor_id: 'analyst-1',
  actor_role: 'analyst',
  kind: 'approveTarget',
  command_id: 'command-1',
  is_accepted: true,
  note: 'Approved as drafted.',
  body: { view: { stage: 'with-school', isPaused: false }, notices: [{ to: 'school', about: 'Ready.' }] },
};

/** The same value with the keys of every object in the opposite order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, turned(item)]),
  );
}

describe('the hash of an audit row', () => {
  it('does not depend on the order of keys, which the database does not keep', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        const stored: unknown = JSON.parse(JSON.stringify(turned(body)));
        expect(chainHash(firstHash, { ...row, body: stored })).toBe(chainHash(firstHash, { ...row, body }));
      }),
    );
  });

  it('leaves out what JSON leaves out', () => {
    const body = { kept: 1, dropped: undefined };
    expect(chainHash(firstHash, { ...row, body })).toBe(chainHash(firstHash, { ...row, body: { kept: 1 } }));
  });

  const changes: readonly Partial<Row>[] = [
    { workflow_id: 'school-year/202425/900002' },
    { version: 4 },
    { version: null },
    { run_id: 'run-2' },
    { run_id: null },
    { at: new Date('2024-11-04T10:00:01Z') },
    { actor_id: 'analyst-2' },
    { actor_role: 'senior-analyst' },
    { kind: 'withholdReport' },
    { command_id: 'command-2' },
    { is_accepted: false },
    { note: 'Approved as drafted' },
    { body: { view: { stage: 'with-school', isPaused: true }, notices: [{ to: 'school', about: 'Ready.' }] } },
    { body: { view: { stage: 'with-school', isPaused: false }, notices: [] } },
  ];

  it.each(changes)('changes with %j', (change) => {
    expect(chainHash(firstHash, { ...row, ...change })).not.toBe(chainHash(firstHash, row));
  });

  it('covers every field of a row in that table', () => {
    expect([...new Set(changes.flatMap((change) => Object.keys(change)))].sort()).toEqual(Object.keys(row).sort());
  });

  it('depends on the row before', () => {
    expect(chainHash('1'.repeat(64), row)).not.toBe(chainHash(firstHash, row));
  });

  it('differs for an object and the list of its entries, and for lists in another order', () => {
    const hashOf = (body: unknown): string => chainHash(firstHash, { ...row, body });
    expect(hashOf([1, 2])).not.toBe(hashOf([2, 1]));
    expect(hashOf({ a: 1 })).not.toBe(hashOf([['a', 1]]));
    expect(hashOf({})).not.toBe(hashOf([]));
  });
});
