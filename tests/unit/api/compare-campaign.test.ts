import { describe, expect, test } from 'vitest';
import { campaignDifferences, type CampaignPlaces } from '../../../api/routes/reconciliation/compare-campaign.js';

const workflowId = 'campaign/202425';
const whole: CampaignPlaces = {
  workflowId,
  workflow: { version: 4, stage: 'running' },
  run: { runId: 'run-1', status: 'RUNNING' },
  auditLog: { version: 4, stage: 'running', runId: 'run-1', rows: 4 },
};
const found = (change: { readonly [Key in keyof CampaignPlaces]?: CampaignPlaces[Key] | undefined }): string[] =>
  campaignDifferences({ ...whole, ...change } as CampaignPlaces).map(
    ({ field, workflow, auditLog }) => `${field}: ${workflow} | ${auditLog}`,
  );

describe('reconciliation of a campaign', () => {
  test('finds no difference where campaign and log agree, also after the campaign went on in a new run', () => {
    expect(found({})).toEqual([]);
    expect(found({ run: { runId: 'run-2', status: 'RUNNING' } })).toEqual([]);
  });

  test('finds no difference in a year without a campaign', () => {
    expect(found({ workflow: undefined, run: undefined, auditLog: undefined })).toEqual([]);
  });

  test.each(['TERMINATED', 'FAILED', 'TIMED_OUT', 'CANCELED'])(
    'reports a campaign that the engine ended as %s',
    (status) => {
      expect(found({ run: { runId: 'run-1', status } })).toEqual([
        `run: ${status.toLowerCase().replaceAll('_', ' ')} | no decision did that`,
      ]);
    },
  );

  test('does not report a closed campaign that the engine ended or forgot afterwards', () => {
    const auditLog = { version: 9, stage: 'closed', runId: 'run-1', rows: 9 };
    expect(found({ run: undefined, workflow: undefined, auditLog })).toEqual([]);
    expect(
      found({ run: { runId: 'run-1', status: 'TERMINATED' }, workflow: { version: 9, stage: 'closed' }, auditLog }),
    ).toEqual([]);
  });

  test('reports a campaign that took no further decision because its records disagree with the log', () => {
    expect(found({ workflow: { version: 1, stage: 'checking-data', isHalted: true } })).toEqual([
      'run: halted | holds another record of a version',
    ]);
  });

  test('reports a campaign that only one of the two places knows', () => {
    expect(found({ run: undefined, workflow: undefined })).toEqual(['presence: missing | present']);
    expect(found({ auditLog: undefined })).toEqual(['presence: present | missing']);
  });

  test('reports another version, another stage and a version that is missing from the log', () => {
    expect(found({ workflow: { version: 3, stage: 'running' } })).toEqual(['version: 3 | 4']);
    expect(found({ workflow: { version: 4, stage: 'starting' } })).toEqual(['stage: starting | running']);
    expect(found({ auditLog: { version: 4, stage: 'running', runId: 'run-1', rows: 3 } })).toEqual([
      'versions: 4 | 3 rows to 4',
    ]);
  });
});
