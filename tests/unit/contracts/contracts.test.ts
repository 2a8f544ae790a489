import { describe, expect, it, test } from 'vitest';
import { roles } from '../../../domain/process/actor.js';
import { campaignProcess } from '../../../domain/campaign/process.js';
import { refusalCodes } from '../../../domain/process/command.js';
import { hubProcess } from '../../../domain/hubs/process.js';
import { searchAttributeNames, searchAttributeTypes } from '../../../contracts/search-attributes.js';
import { decisionKinds } from '../../../domain/school-year/decisions/index.js';
import { factSignals, schoolYearQueries } from '../../../domain/school-year/messages/messages.js';
import { supportProcess } from '../../../domain/support/process.js';
import {
  campaignId,
  hubId,
  monthlyReturnId,
  schoolOfId,
  schoolYearId,
  supportId,
} from '../../../contracts/workflow-ids.js';
import { accessPolicy } from '../../../domain/process/access-policy.js';
import { academicYear } from '../../../domain/shared/academic-year.js';
import { urn } from '../../../domain/shared/urn.js';

const year = academicYear('202425');
const school = urn('900001');

describe('workflow ids', () => {
  it('are made from the year and the school, the hub or the month, and name no figure', () => {
    expect([
      schoolYearId(year, school),
      supportId(year, school),
      campaignId(year),
      hubId(year, 'HUB-1'),
      monthlyReturnId(year, '2024-09', 7),
    ]).toEqual([
      'school-year/202425/900001',
      'support/202425/900001',
      'campaign/202425',
      'hub/202425/HUB-1',
      'month/202425/2024-09/7',
    ]);
  });

  it('of a school give back the year and the school', () => {
    for (const id of [schoolYearId(year, school), supportId(year, school)])
      expect(schoolOfId(id)).toEqual({ year, urn: school });
  });

  it.each([
    '',
    'school-year',
    'school-year/202425',
    'school-year/202426/900001',
    'school-year/202425/90001',
    'campaign/202425',
  ])('that do not belong to a school are refused: "%s"', (id) => {
    expect(() => schoolOfId(id)).toThrow(RangeError);
  });
});

describe('the message names', () => {
  it.each([
    ['a school-year', [...decisionKinds, ...Object.values(factSignals), ...Object.values(schoolYearQueries)]],
    ['a support', [...supportProcess.decisionKinds, ...supportProcess.factKinds]],
    ['a hub', [...hubProcess.decisionKinds, ...hubProcess.factKinds]],
    ['a campaign', campaignProcess.decisionKinds],
  ])('of %s are each used once', (_of, names) => {
    expect(new Set<string>(names).size).toBe(names.length);
  });

  it('of facts from outside are the names of their signals', () => {
    for (const [fact, signal] of Object.entries(factSignals)) expect(signal).toBe(fact);
  });
});

describe('the access policy', () => {
  it('has an entry for every decision, and no decision open to everybody', () => {
    for (const kind of [
      ...decisionKinds,
      ...supportProcess.decisionKinds,
      ...hubProcess.decisionKinds,
      ...campaignProcess.decisionKinds,
    ]) {
      const allowed = Object.keys(accessPolicy[kind]);
      expect(allowed.length).toBeGreaterThan(0);
      expect(allowed.length).toBeLessThan(roles.length);
    }
  });

  it('names known roles only, and none for the inspectorate, the press or the public', () => {
    const named = new Set(Object.values(accessPolicy).flatMap((line) => Object.keys(line)));
    expect([...named].filter((role) => !(roles as readonly string[]).includes(role))).toEqual([]);
    expect(roles.filter((role) => /ofsted|inspect|press|public/i.test(role))).toEqual([]);
  });

  it('lets an auditor and an operator decide nothing about a school', () => {
    for (const kind of [...decisionKinds, ...supportProcess.decisionKinds, ...hubProcess.decisionKinds]) {
      expect(Object.keys(accessPolicy[kind]).filter((role) => role === 'auditor' || role === 'operator')).toEqual([]);
    }
  });
});

test('search attributes have the product’s own names, and hold keywords only', () => {
  const names = Object.values(searchAttributeNames);
  expect(names.every((name) => name.startsWith('Abie'))).toBe(true);
  expect(Object.keys(searchAttributeTypes).sort()).toEqual([...names].sort());
  expect(new Set(Object.values(searchAttributeTypes))).toEqual(new Set(['Keyword']));
});

test('refusal codes are each listed once', () => {
  expect(new Set(refusalCodes).size).toBe(refusalCodes.length);
});
