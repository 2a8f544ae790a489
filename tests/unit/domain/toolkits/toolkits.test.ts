import { describe, expect, it } from 'vitest';
import { toolkitLibrary } from '../../../../domain/toolkits/library.js';
import { toolkitsFor } from '../../../../domain/toolkits/toolkits-for.js';
import { exampleFacts } from '../narrative/example.js';

const idsFor = (phase: string, change: Parameters<typeof exampleFacts>[0] = {}): readonly string[] =>
  toolkitsFor(exampleFacts(change), phase).map(({ id }) => id);

describe('the library of practice', () => {
  it('has a unique id, a version, steps and a summary for each entry', () => {
    const ids = toolkitLibrary.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { version, steps, summary, phases, gaps } of toolkitLibrary) {
      expect(version).toBeGreaterThanOrEqual(1);
      expect(steps.length).toBeGreaterThanOrEqual(3);
      expect(summary).not.toBe('');
      expect(phases.length).toBeGreaterThan(0);
      expect(gaps.length).toBeGreaterThan(0);
    }
  });

  it('covers the moves from Year 6 to 7 and from Year 7 to 8, with the examples of the announcement', () => {
    const text = JSON.stringify(toolkitLibrary);
    for (const part of [
      'Year 6 to Year 7',
      'Year 7 to Year 8',
      'King’s Leadership Academy Warrington',
      'CHS South, Manchester',
    ])
      expect(text).toContain(part);
  });

  it('has no blame and no exclamation marks', () => {
    expect(JSON.stringify(toolkitLibrary)).not.toMatch(/fail|blame|poor|worst|!|truan|lazy|excuse/i);
  });
});

describe('the toolkits for a school', () => {
  it('follow its phase: no primary gets one on Year 8, no secondary one on leaving Year 6', () => {
    expect(idsFor('primary')).toContain('year-6-leavers');
    expect(idsFor('primary')).not.toContain('year-7-to-8');
    expect(idsFor('secondary')).toEqual(expect.arrayContaining(['year-7-arrivals']));
    expect(idsFor('secondary')).not.toContain('year-6-leavers');
    expect(idsFor('all-through')).toEqual(expect.arrayContaining(['year-6-leavers']));
    expect(idsFor('special')).toEqual([]);
  });

  it('follow where its gap is', () => {
    const [latest, before] = exampleFacts().years;
    if (!latest || !before) throw new Error('The example has two years.');
    const severe = { ...latest, severeAbsencePercent: { ...latest.attendancePercent, value: 2.4 } };
    const persistent = { ...latest, persistentAbsencePercent: { ...latest.attendancePercent, value: 14.7 } };
    expect(idsFor('primary')).not.toContain('long-absence');
    expect(idsFor('primary', { years: [severe, before] })).toContain('long-absence');
    expect(idsFor('primary')).not.toContain('attendance-talks');
    expect(idsFor('primary', { years: [persistent, before] })).toContain('first-weeks');
    expect(idsFor('primary', { levels: [{ name: 'similar-median', attendancePercent: 95 }] })).toContain(
      'fridays-and-ends-of-term',
    );
    expect(idsFor('secondary', { years: [before, latest] })).toContain('year-7-to-8');
  });

  it('are at most five, each with a reason, and the same for the same facts', () => {
    const [latest, before] = exampleFacts().years;
    if (!latest || !before) throw new Error('The example has two years.');
    const everything = {
      years: [
        {
          ...before,
          severeAbsencePercent: { ...before.attendancePercent, value: 5 },
          persistentAbsencePercent: { ...before.attendancePercent, value: 40 },
        },
        latest,
      ],
    };
    const found = toolkitsFor(exampleFacts(everything), 'all-through');
    expect(found).toHaveLength(5);
    for (const { why } of found) expect(why).not.toBe('');
    expect(toolkitsFor(exampleFacts(everything), 'all-through')).toEqual(found);
  });

  it('use a corrected figure and not the published one', () => {
    const [latest, before] = exampleFacts().years;
    if (!latest || !before) throw new Error('The example has two years.');
    const corrected = { years: [{ ...latest, correctedAttendancePercent: 93 }, before] };
    expect(toolkitsFor(exampleFacts(corrected), 'primary').map(({ why }) => why)).toContain(
      'Attendance was lower than the year before.',
    );
  });
});
