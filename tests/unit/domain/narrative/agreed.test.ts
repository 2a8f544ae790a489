import { describe, expect, it } from 'vitest';
import { plainNarrative } from '../../../../domain/narrative/template.js';
import { verifyWhole } from '../../../../domain/narrative/verify.js';
import { verifyNarrative } from '../../../support/narrative.js';
import { type ReportFacts } from '../../../../domain/report/facts.js';
import { exampleFacts } from './example.js';

const agreed = (setBy: 'override' | 'school'): ReportFacts =>
  exampleFacts({ agreed: { floorAttendancePercent: 96.04, setBy } });

describe('an agreed floor in the narrative', () => {
  it.each(['override', 'school'] as const)('by %s is what the text asks, and passes the verifier', (setBy) => {
    const text = plainNarrative(agreed(setBy));
    expect(text).toContain('asked to reach at least 96.0%');
    expect(verifyWhole(text, agreed(setBy))).toEqual([]);
  });

  it('is required of every other text, and the drafted floor and gain are no longer accepted', () => {
    const kinds = (text: string): readonly string[] => verifyNarrative(text, agreed('school')).map(({ kind }) => kind);
    expect(kinds('The school is asked to reach at least 96.0%.')).not.toContain('figure');
    expect(kinds('That is an improvement of 1.9 percentage points on its baseline.')).not.toContain('figure');
    expect(kinds('The school is asked to reach at least 94.3%.')).toContain('figure');
    expect(kinds('That is an improvement of 0.2 percentage points on its baseline.')).toContain('figure');
  });
});
