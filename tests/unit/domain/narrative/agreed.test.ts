import { describe, expect, it } from 'vitest';
import { plainNarrative } from '../../../../domain/narrative/template.js';
import { verifyWhole } from '../../../../domain/narrative/verify.js';
import { type ReportFacts } from '../../../../domain/report/facts.js';
import { exampleFacts } from './example.js';

const agreed = (setBy: 'override' | 'school'): ReportFacts =>
  exampleFacts({ agreed: { floorAttendancePercent: 96.04, setBy } });

describe('a floor that people agreed', () => {
  it.each(['override', 'school'] as const)('by %s is what the text asks, and passes the verifier', (setBy) => {
    const text = plainNarrative(agreed(setBy));
    expect(text).toContain('asked to reach at least 96.0%');
    expect(verifyWhole(text, agreed(setBy))).toEqual([]);
  });
});
