import { describe, expect, it } from 'vitest';
import { type CampaignGateInput, type FiledRow } from '../../../../../domain/gates/campaign/types.js';
import { alike, finds, findingsOf, lastYear, value, withNational } from './files.js';

describe('the median change of the schools', () => {
  const [rate, persistent] = [value(7), value(30)];
  const moved = alike(
    48,
    { absence: rate, persistentAbsence: persistent },
    { absence: value(6), persistentAbsence: value(10) },
  );
  const marked = { kind: 'suppressed', raw: 'c' } as const;
  const changed = (change: (row: FiledRow, index: number) => Partial<FiledRow>): CampaignGateInput => ({
    ...withNational(moved, 9, 6),
    rows: moved.rows.map((row, index) => ({ ...row, ...change(row, index) })),
  });
  const found = (input: CampaignGateInput): readonly boolean[] => [
    finds('national-change-disagrees', input),
    finds('persistence-redefined', input),
  ];

  it('is computed from those with both years, whatever else is missing', () => {
    expect(found(changed(() => ({})))).toEqual([true, true]);
    // Rows come in pairs of last year and the year before.
    for (const gap of [0, 1])
      expect(found(changed((_, index) => (index % 8 === gap ? { absence: marked } : {})))).toEqual([true, true]);
    for (const gap of [0, 1])
      expect(
        finds(
          'persistence-redefined',
          changed((_, index) => (index % 8 === gap ? { persistentAbsence: marked } : {})),
        ),
      ).toBe(true);
  });

  it('is computed for a phase from its own schools', () => {
    const half = changed(({ academicYear }, index) =>
      index < 60
        ? { phase: 'secondary', absence: value(6), persistentAbsence: value(10) }
        : { absence: academicYear === lastYear ? rate : value(6) },
    );
    const reasonsOf = (gate: 'national-change-disagrees' | 'persistence-redefined'): readonly string[] =>
      findingsOf(gate, half, { fewestSchools: 10 }).map(({ reason }) => reason);
    expect(reasonsOf('persistence-redefined')).toEqual([
      'Persistent absence in primary schools moved far more than overall absence explains.',
    ]);
    // The nation moved as its own phase did, and the secondary schools, which are more, did not move.
    const areas = [
      ...withNational(half, 7, 6).areas,
      ...withNational(half, 9, 9).areas.map((area) => ({ ...area, phase: 'secondary' as const })),
    ];
    expect(findingsOf('national-change-disagrees', { ...half, areas }, { fewestSchools: 10 })).toEqual([]);
  });
});

it('a national rate is found by its own level, phase and year, anywhere in the file', () => {
  const input = withNational(alike(40, { possibleSessions: 1000, absenceSessions: 60 }), 6, 5.53);
  const own = input.areas.map((area) => ({ ...area, possibleSessions: 40_000 }));
  const ofAuthority = own.map((area) => ({ ...area, level: 'local-authority' as const, absencePercent: 9 }));
  const ofOther = own.map((area) => ({ ...area, phase: 'secondary' as const, absencePercent: 8.88 }));
  expect(finds('national-total-disagrees', { ...input, areas: [...ofAuthority, ...own] })).toBe(false);
  // Last year's rate of primary schools has one decimal, so it repeats nothing, whatever other rows come before it.
  const repeated = [...ofOther, ...own.toReversed(), ...ofOther.map((area) => ({ ...area }))];
  expect(
    findingsOf('national-rate-repeats', { ...input, areas: repeated }).map(({ reason }) => reason.includes('primary')),
  ).toEqual([false]);
});
