import { expect, it } from 'vitest';
import {
  campaignGates,
  findingsBySchool,
  stoppingFindings,
} from '../../../../../domain/gates/campaign/run-campaign-gates.js';
import { type CampaignFinding } from '../../../../../domain/gates/campaign/types.js';
import { files, found, gatesOf, lastRows, takesOver, withLastRows, yearBefore } from './files.js';

const finding = (change: Partial<CampaignFinding>): CampaignFinding => ({
  gate: 'rows-missing',
  severity: 'blocks',
  owner: 'data-team',
  reason: 'Rows are missing.',
  remedy: 'Import the whole file.',
  ...change,
});

it('files without a fault pass, and a year without rows says nothing', () => {
  expect(gatesOf(files)).toEqual([]);
  expect(gatesOf({ ...files, rows: [], areas: [], context: new Map() })).toEqual([]);
  expect(gatesOf({ ...files, rows: files.rows.filter((row) => row.academicYear !== yearBefore) })).toEqual([]);
});

it('a finding carries the gate’s name, owner and remedy, and says what is wrong', () => {
  const shifted = withLastRows((row, index) => (index < 12 ? takesOver(row, lastRows[(index + 1) % 12]) : row));
  const [first] = found(shifted);
  const gate = campaignGates.find(({ name }) => name === first?.gate);
  expect(first).toMatchObject({ severity: gate?.severity, owner: gate?.owner, remedy: gate?.remedy });
});

it('a finding that blocks and names no schools stops the campaign', () => {
  const [stops, warns, holds] = [
    finding({}),
    finding({ severity: 'warns' }),
    finding({ gate: 'schools-exchanged', schools: ['900001'] }),
  ];
  expect(stoppingFindings([stops, warns, holds])).toEqual([stops]);
});

it('findings that name schools are those of each school, and of no other', () => {
  const shared = finding({ gate: 'authority-out-of-order' });
  const own = finding({ gate: 'schools-exchanged' });
  const bySchool = findingsBySchool([
    finding({}),
    { ...shared, schools: ['900001', '900002'] },
    { ...own, schools: ['900002'] },
  ]);
  expect([...bySchool]).toEqual([
    ['900001', [shared]],
    ['900002', [shared, own]],
  ]);
});
