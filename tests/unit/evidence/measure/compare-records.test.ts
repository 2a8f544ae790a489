import { describe, expect, it } from 'vitest';
import { compareRecords, type AuditRow, type LoggedDecision } from '../../../../evidence/measure/records/compare.js';

const decision = (version: number, commandId: string, isAccepted = true): LoggedDecision => ({
  version,
  isAccepted,
  cause: { kind: 'approveTarget', commandId },
});

const row = (version: number, commandId: string, isAccepted = true): AuditRow => ({
  version,
  kind: 'approveTarget',
  commandId,
  isAccepted,
});

describe('compareRecords', () => {
  it('finds no difference between a log and its rows in any order, and leaves out refusals by the API', () => {
    const refused: AuditRow = { kind: 'approveTarget', commandId: 'c', isAccepted: false };
    expect(compareRecords([decision(1, 'a'), decision(2, 'b')], [row(2, 'b'), refused, row(1, 'a')])).toEqual({
      decisions: 2,
      rows: 2,
      phantom: 0,
      missing: 0,
    });
  });

  it('counts a row recorded for another command as phantom, and the decision it hides as missing', () => {
    expect(compareRecords([decision(1, 'a')], [row(1, 'b')])).toMatchObject({ phantom: 1, missing: 1 });
  });

  it('counts a second row for a version as phantom, even when both are the same', () => {
    expect(compareRecords([decision(1, 'a')], [row(1, 'b'), row(1, 'a')])).toMatchObject({ phantom: 1, missing: 0 });
    expect(compareRecords([decision(1, 'a')], [row(1, 'a'), row(1, 'a')])).toMatchObject({ phantom: 1, missing: 0 });
  });

  it('counts a row above the last version of the log as phantom', () => {
    expect(compareRecords([decision(1, 'a')], [row(1, 'a'), row(2, 'b')])).toMatchObject({ phantom: 1, missing: 0 });
  });

  it('distinguishes a refused change from an accepted one of the same command', () => {
    expect(compareRecords([decision(1, 'a', false)], [row(1, 'a')])).toMatchObject({ phantom: 1, missing: 1 });
  });
});
