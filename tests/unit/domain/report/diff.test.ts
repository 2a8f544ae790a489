import { describe, expect, it } from 'vitest';
import { diffOf } from '../../../../domain/report/diff.js';
import { type ReportFacts } from '../../../../domain/report/facts.js';
import { exampleFacts } from '../narrative/example.js';

const before = exampleFacts();

const inWords = (after: ReportFacts): readonly string[] => diffOf(before, after).map((change) => change.inWords);

describe('the difference between two versions of a report', () => {
  it('is empty where both say the same, even when a file was read again', () => {
    expect(diffOf(before, exampleFacts())).toEqual([]);
    const years = before.years.map((year) => ({
      ...year,
      attendancePercent: { ...year.attendancePercent, source: { batchId: 9, line: 99, asOf: '202324' } },
    }));
    expect(diffOf(before, exampleFacts({ years }))).toEqual([]);
  });

  it('gives each changed figure with its old and new value', () => {
    const [latest, ...rest] = before.years;
    const { expectation } = before;
    if (!latest || !expectation) throw new Error('The example has years and an expectation.');
    const after = exampleFacts({
      years: [{ ...latest, correctedAttendancePercent: 95 }, ...rest],
      expectation: { ...expectation, floorAttendancePercent: 94.9 },
    });
    expect(diffOf(before, after)).toEqual([
      {
        what: 'Expected level in 2024/25',
        before: '94.3%',
        after: '94.9%',
        inWords: 'Expected level in 2024/25: was 94.3%, is now 94.9%.',
      },
      {
        what: 'Attendance in 2023/24, corrected after a challenge',
        after: '95.0%',
        inWords: 'Attendance in 2023/24, corrected after a challenge: 95.0% is new.',
      },
    ]);
  });

  it('shows more decimals where a change would not be seen', () => {
    const levels = before.levels.map((level) =>
      level.name === 'national' ? { ...level, attendancePercent: 94.53 } : level,
    );
    expect(inWords(exampleFacts({ levels }))).toEqual(['National average: was 94.5% (94.52), is now 94.5% (94.53).']);
  });

  it('lists a similar school that was added or removed once', () => {
    const { similar } = before;
    if (similar.kind !== 'found') throw new Error('The example has similar schools.');
    const [first, ...others] = similar.schools;
    if (!first) throw new Error('The example has similar schools.');
    const after = exampleFacts({
      similar: { kind: 'found', schools: [{ ...first, urn: '900199', name: 'Vale School' }, ...others] },
    });
    expect(inWords(after)).toEqual([
      'Similar school: Vale School (900199) is new.',
      'Similar school: Hill School (900102) is no longer in the report.',
    ]);
  });

  it('lists a withdrawn expectation with the reason', () => {
    const { expectation, ...rest } = before;
    expect(expectation).toBeDefined();
    const words = diffOf(before, { ...rest, withheldBecause: ['Too few pupils.'] }).map((change) => change.inWords);
    expect(words).toContain('Expected level in 2024/25: 94.3% is no longer in the report.');
    expect(words).toContain('Reason why no expectation is set: Too few pupils. is new.');
  });

  it('lists the agreed level as new', () => {
    expect(inWords(exampleFacts({ agreed: { floorAttendancePercent: 96, setBy: 'school' } }))).toEqual([
      'Agreed for 2024/25: 96.0% is new.',
    ]);
  });
});
