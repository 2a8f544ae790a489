import { describe, expect, test } from 'vitest';
import { absenceRises } from '../../../../domain/monitoring/severe-absence.js';
import { type MonthFigures } from '../../../../domain/monitoring/month-figures.js';
import { exampleMonths } from './school-year-example.js';

interface Counts {
  readonly severe: readonly number[];
  readonly persistent?: readonly number[];
  readonly enrolments?: number;
}

const months = ({ severe, persistent = [], enrolments = 400 }: Counts): MonthFigures[] =>
  exampleMonths({ phase: 'secondary', enrolments, absencePercent: 8 })
    .slice(0, severe.length)
    .map((figures, index) => ({
      ...figures,
      severelyAbsentEnrolments: severe[index] ?? 0,
      persistentlyAbsentEnrolments: persistent[index] ?? 80,
    }));

describe('severe and persistent absence next to the year to date', () => {
  test('ask a person to look after a severe rise, even when nothing else has changed', () => {
    expect(absenceRises(months({ severe: [8, 8, 8, 9, 12, 24] }))).toEqual([
      { kind: 'severe', since: '2024-11', month: '2025-02' },
    ]);
  });

  test.each<[string, Counts]>([
    ['a steady share', { severe: [8, 8, 8, 8, 8, 9] }],
    ['a fall', { severe: [24, 22, 20, 12, 9, 8] }],
    ['the first months, in which a share to date means little', { severe: [1, 1, 24] }],
    ['a handful of pupils, who could be one family', { severe: [0, 0, 0, 0, 4], enrolments: 60 }],
    ['a rise by less than the floor in a large school', { severe: [40, 40, 40, 41, 62], enrolments: 2000 }],
    ['no month at all', { severe: [] }],
  ])('ask nobody after %s', (_what, counts) => {
    expect(absenceRises(months(counts))).toEqual([]);
  });

  test('ask a person to look after a persistent rise, against the season of its month', () => {
    const persistent = [70, 70, 70, 75, 90, 120];
    expect(absenceRises(months({ severe: [8, 8, 8, 8, 8, 8], persistent }))).toEqual([
      { kind: 'persistent', since: '2024-11', month: '2025-02' },
    ]);
  });

  test('no longer ask after a rise that has gone back', () => {
    expect(absenceRises(months({ severe: [8, 8, 8, 24, 24, 9] }))).toEqual([]);
  });
});
