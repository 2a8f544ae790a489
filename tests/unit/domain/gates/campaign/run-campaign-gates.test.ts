import { expect, it } from 'vitest';
import {
  campaignGates,
  findingsBySchool,
  stoppingFindings,
} from '../../../../../domain/gates/campaign/run-campaign-gates.js';
import { type CampaignFinding } from '../../../../../domain/gates/campaign/types.js';
import { files, findingsOf, gatesOf, yearBefore } from './files.js';
import { plantedFiles } from './planted-files.js';

const finding = (change: Partial<CampaignFinding>): CampaignFinding => ({
  gate: 'rows-missing',
  severity: 'blocks',
  owner: 'data-team',
  reason: 'Rows are missing.',
  remedy: 'Import the whole file.',
  ...change,
});

it('the campaign gates pass files without a fault, and find nothing in a year without rows', () => {
  expect(gatesOf(files)).toEqual([]);
  expect(gatesOf({ ...files, rows: [], areas: [], context: new Map() })).toEqual([]);
  expect(gatesOf({ ...files, rows: files.rows.filter((row) => row.academicYear !== yearBefore) })).toEqual([]);
});

it.each(plantedFiles)('%s finds its fault, and says what, which and what to do, without a figure', (name, input) => {
  const gate = campaignGates.find((one) => one.name === name);
  const findings = findingsOf(name, input);
  expect(findings).not.toEqual([]);
  for (const { reason, remedy, severity, owner } of findings) {
    expect({ remedy, severity, owner }).toEqual({ remedy: gate?.remedy, severity: gate?.severity, owner: gate?.owner });
    expect(reason).toMatch(/^[A-Z].*\.$/);
    expect(reason.replaceAll(/\d{4}\/\d{2}/g, '')).not.toMatch(/\d/);
    expect(`${reason} ${remedy}`).not.toMatch(/!|failing/i);
  }
});

it('every campaign gate has a planted fault and its own name', () => {
  const planted = new Set(plantedFiles.map(([name]) => name));
  expect(campaignGates.filter(({ name }) => !planted.has(name))).toEqual([]);
  expect(new Set(campaignGates.map(({ name }) => name)).size).toBe(campaignGates.length);
});

it('a blocking finding that names no schools stops the campaign', () => {
  const [stops, warns, holds] = [
    finding({}),
    finding({ severity: 'warns' }),
    finding({ gate: 'schools-exchanged', schools: ['900001'] }),
  ];
  expect(stoppingFindings([stops, warns, holds])).toEqual([stops]);
});

it('a finding that names schools belongs to each of those and to no other', () => {
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
