import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differencesOf, type ThreePlaces } from '../../../api/routes/reconciliation/compare.js';

const same = { version: 4, stage: 'monitoring', status: 'on-track', outcome: '' };
const whole: ThreePlaces = {
  urn: '900001',
  workflow: same,
  readModel: same,
  auditLog: { ...same, rows: 4, lowestVersion: 1 },
};

describe('three places tell the same story', () => {
  test('when all of it is the same and no version is missing', () => {
    expect(differencesOf(whole)).toEqual([]);
  });

  test.each(['workflow', 'readModel', 'auditLog'] as const)('until %s says anything else', (place) => {
    fc.assert(
      fc.property(fc.constantFrom('stage', 'status', 'outcome'), fc.string({ minLength: 1 }), (field, said) => {
        fc.pre(said !== same[field]);
        const told = differencesOf({ ...whole, [place]: { ...whole[place], [field]: said } });
        expect(told).toMatchObject([{ urn: '900001', field, [place]: said }]);
        expect(told).toHaveLength(1);
      }),
    );
  });

  test.each(['workflow', 'readModel'] as const)('until the version of %s is another', (place) => {
    expect(differencesOf({ ...whole, [place]: { ...same, version: 5 } })).toMatchObject([
      { field: 'version', [place]: '5' },
    ]);
  });
});

describe('the audit log', () => {
  test('with a version missing is told, though all else agrees', () => {
    expect(differencesOf({ ...whole, auditLog: { ...same, rows: 3, lowestVersion: 1 } })).toEqual([
      { urn: '900001', field: 'versions', workflow: '4', readModel: '4', auditLog: '3 rows from 1 to 4' },
    ]);
  });

  test('that does not begin with the first version is told', () => {
    expect(differencesOf({ ...whole, auditLog: { ...same, rows: 4, lowestVersion: 2 } })).toMatchObject([
      { field: 'versions' },
    ]);
  });

  test('that is missing altogether is told as such', () => {
    expect(differencesOf({ ...whole, auditLog: undefined })).toEqual([
      { urn: '900001', field: 'presence', workflow: 'present', readModel: 'present', auditLog: 'missing' },
    ]);
  });
});

test('a workflow that the engine does not know is told', () => {
  expect(differencesOf({ ...whole, workflow: undefined })).toMatchObject([{ field: 'presence', workflow: 'missing' }]);
});
