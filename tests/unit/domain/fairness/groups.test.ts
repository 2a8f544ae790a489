import { expect, test } from 'vitest';
import { dimensions, groupOf, groupsOf } from '../../../../domain/fairness/groups.js';
import { fairYear, judgedSchool } from './judged.js';

test.each([
  ['all', judgedSchool(), 'all'],
  ['deprivation', judgedSchool({ fifths: { deprivation: 5, language: 2 } }), '5'],
  ['special-needs', judgedSchool({ fifths: { specialNeeds: 3 } }), '3'],
  ['language', judgedSchool({ fifths: { language: 1 } }), '1'],
  ['language', judgedSchool({ fifths: { deprivation: 1 } }), 'not-known'],
  ['size', judgedSchool({ enrolments: 99 }), 'under-100'],
  ['size', judgedSchool({ enrolments: 100 }), '100-to-199'],
  ['size', judgedSchool({ enrolments: 399 }), '200-to-399'],
  ['size', judgedSchool({ enrolments: 400 }), '400-to-799'],
  ['size', judgedSchool({ enrolments: 800 }), '800-and-over'],
  ['phase', judgedSchool({ phase: 'secondary' }), 'secondary'],
  ['region', judgedSchool({ regionCode: 'K' }), 'K'],
  ['rurality', judgedSchool({ isRural: true }), 'rural'],
  ['rurality', judgedSchool({ isRural: false }), 'urban'],
  ['rurality', judgedSchool(), 'not-known'],
] as const)('by %s a school belongs to one group: %#', (dimension, school, group) => {
  expect(groupOf(dimension, school)).toBe(group);
});

test('every school belongs to a listed group in every dimension', () => {
  for (const school of [...fairYear(200, { seed: 1 }), judgedSchool()]) {
    for (const dimension of dimensions)
      expect(groupsOf[dimension].map(({ name }) => name)).toContain(groupOf(dimension, school));
  }
});

test('the groups of a dimension have their own names and titles', () => {
  for (const dimension of dimensions) {
    expect(new Set(groupsOf[dimension].map(({ name }) => name)).size).toBe(groupsOf[dimension].length);
    expect(new Set(groupsOf[dimension].map(({ title }) => title)).size).toBe(groupsOf[dimension].length);
  }
});
