import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differencesOf, type ThreePlaces } from '../../../api/routes/reconciliation/compare.js';

const same = { version: 4, stage: 'monitoring', status: 'on-track', outcome: '' };
const oneRun = { runId: 'run-1', runs: 1 };
const whole: ThreePlaces = {
  urn: '900001',
  workflow: same,
  run: { runId: 'run-1', status: 'RUNNING' },
  readModel: same,
  auditLog: { ...same, rows: 4, lowestVersion: 1, ...oneRun },
};

describe('reconciliation of workflow, read model and audit log', () => {
  test('finds no difference when all three agree and no version is missing', () => {
    expect(differencesOf(whole)).toEqual([]);
  });

  test.each(['workflow', 'readModel', 'auditLog'] as const)(
    'reports a difference when %s says anything else',
    (place) => {
      fc.assert(
        fc.property(fc.constantFrom('stage', 'status', 'outcome'), fc.string({ minLength: 1 }), (field, said) => {
          fc.pre(said !== same[field]);
          const differences = differencesOf({ ...whole, [place]: { ...whole[place], [field]: said } });
          expect(differences).toMatchObject([{ urn: '900001', field, [place]: said }]);
          expect(differences).toHaveLength(1);
        }),
      );
    },
  );

  test.each(['workflow', 'readModel'] as const)('reports a difference when the version of %s differs', (place) => {
    expect(differencesOf({ ...whole, [place]: { ...same, version: 5 } })).toMatchObject([
      { field: 'version', [place]: '5' },
    ]);
  });
});

describe('reconciliation of the audit log', () => {
  test('reports a missing version, even when everything else agrees', () => {
    expect(differencesOf({ ...whole, auditLog: { ...same, rows: 3, lowestVersion: 1, ...oneRun } })).toEqual([
      { urn: '900001', field: 'versions', workflow: '4', readModel: '4', auditLog: '3 rows from 1 to 4' },
    ]);
  });

  test('reports a log that does not begin with the first version', () => {
    expect(differencesOf({ ...whole, auditLog: { ...same, rows: 4, lowestVersion: 2, ...oneRun } })).toMatchObject([
      { field: 'versions' },
    ]);
  });

  test('reports a log that is missing entirely', () => {
    expect(differencesOf({ ...whole, auditLog: undefined })).toEqual([
      { urn: '900001', field: 'presence', workflow: 'present', readModel: 'present', auditLog: 'missing' },
    ]);
  });
});

test('reconciliation reports a workflow that the engine does not know', () => {
  expect(differencesOf({ ...whole, workflow: undefined })).toMatchObject([{ field: 'presence', workflow: 'missing' }]);
});

describe('reconciliation of a workflow that was stopped in the engine itself', () => {
  test.each(['TERMINATED', 'CANCELLED', 'FAILED', 'TIMED_OUT'])('reports one that was %s', (status) => {
    expect(differencesOf({ ...whole, run: { runId: 'run-1', status } })).toEqual([
      {
        urn: '900001',
        field: 'run',
        workflow: status.toLowerCase().replace('_', ' '),
        readModel: '',
        auditLog: 'no decision did that',
      },
    ]);
  });

  test('reports a reset before and after the new run has recorded anything', () => {
    for (const auditLog of [
      { ...same, rows: 4, lowestVersion: 1, ...oneRun },
      { ...same, rows: 4, lowestVersion: 1, runId: 'run-2', runs: 2 },
    ])
      expect(differencesOf({ ...whole, auditLog, run: { runId: 'run-2', status: 'RUNNING' } })).toMatchObject([
        { field: 'run', workflow: 'reset in the engine' },
      ]);
  });

  test('reports nothing once it has completed or the engine has deleted it', () => {
    expect(differencesOf({ ...whole, run: { runId: 'run-1', status: 'COMPLETED' } })).toEqual([]);
    expect(differencesOf({ ...whole, run: undefined })).toEqual([]);
  });
});
