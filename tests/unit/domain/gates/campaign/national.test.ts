import { describe, expect, it } from 'vitest';
import { type CampaignGateInput } from '../../../../../domain/gates/campaign/types.js';
import { without } from '../sound-draft.js';
import {
  alike,
  areas,
  files,
  finds,
  findingsOf,
  lastRows,
  lastYear,
  stops,
  value,
  withLastRows,
  withNational,
  yearBefore,
} from './files.js';

const withAreas = (change: (area: CampaignGateInput['areas'][number]) => object | undefined): CampaignGateInput => ({
  ...files,
  areas: areas.flatMap((area) => {
    const changed = change(area);
    return changed === undefined ? [] : [{ ...area, ...changed }];
  }),
});
const lastNational = (absencePercent: number): CampaignGateInput =>
  withAreas((area) => (area.academicYear === lastYear && area.phase === 'primary' ? { absencePercent } : {}));

describe('the gates on national rates', () => {
  it('stop the campaign when rates are missing, except for special schools', () => {
    expect(
      stops(
        withAreas(({ academicYear, phase }) => (academicYear === lastYear && phase === 'primary' ? undefined : {})),
      ),
    ).toContain('national-rate-missing');
    const special = {
      ...files,
      rows: [...files.rows, ...lastRows.slice(0, 1).map((row) => ({ ...row, phase: 'special' as const }))],
    };
    expect(stops(special)).toEqual([]);
  });

  it('require rates that equal the sum of the schools, where nearly all schools are present', () => {
    const own = lastRows.filter(({ phase }) => phase === 'primary');
    const possible = own.reduce((sum, { possibleSessions = 0 }) => sum + possibleSessions, 0);
    const missed = own.reduce((sum, { absenceSessions = 0 }) => sum + absenceSessions, 0);
    const published = (points: number, share = 1): CampaignGateInput =>
      withAreas(({ academicYear, phase }) =>
        academicYear === lastYear && phase === 'primary'
          ? { absencePercent: (100 * missed) / possible + points, possibleSessions: possible / share }
          : {},
      );
    expect(stops(published(0.06))).toContain('national-total-disagrees');
    expect(stops(published(-0.06))).toContain('national-total-disagrees');
    expect(stops(published(0.04))).not.toContain('national-total-disagrees');
    expect(stops(published(0.06, 0.96))).not.toContain('national-total-disagrees');
  });

  it('require rates that equal the median of the authorities, where nearly all of these are present', () => {
    const authorities = (count: number, percent: number): CampaignGateInput => ({
      ...files,
      areas: [
        ...areas,
        ...Array.from({ length: count }, (_, index) => ({
          academicYear: lastYear,
          level: 'local-authority' as const,
          laCode: String(200 + index),
          phase: 'primary' as const,
          absencePercent: percent + (index % 2 === 0 ? 0.5 : -0.5),
        })),
      ],
    });
    expect(stops(authorities(100, 5.74))).toEqual(['national-differs-from-authorities']);
    expect(stops(authorities(100, 5.32))).toEqual(['national-differs-from-authorities']);
    expect(stops(authorities(100, 5.72))).toEqual([]);
    expect(stops(authorities(99, 5.74))).toEqual([]);
  });

  it('require rates that change with the schools, apart from chance in so few schools', () => {
    expect(stops(lastNational(5.53 + 2))).toContain('national-change-disagrees');
    expect(stops(lastNational(5.53 - 2))).toContain('national-change-disagrees');
    expect(stops(lastNational(5.53 + 0.4))).not.toContain('national-change-disagrees');
  });

  it('recognise rates of another year or phase by their last digit', () => {
    expect(stops(lastNational(5.51))).toEqual(['national-rate-repeats']);
    const coarse = withAreas(({ phase }) => (phase === 'primary' ? { absencePercent: 5.5 } : {}));
    expect(stops(coarse)).toEqual([]);
  });

  it('require rates that end near the last fortnightly release of the year', () => {
    const released = (primary: number): CampaignGateInput => ({ ...files, yearToDate: { primary } });
    expect(stops(released(5.53 + 0.61))).toEqual(['year-to-date-disagrees']);
    expect(stops(released(5.53 - 0.61))).toEqual(['year-to-date-disagrees']);
    expect(stops(released(5.53 + 0.59))).toEqual([]);
  });

  it('require persistent absence that fits overall absence, under one definition', () => {
    const persistent = (points: number): CampaignGateInput =>
      withLastRows((row) =>
        row.persistentAbsence?.kind === 'value'
          ? { ...row, persistentAbsence: value(row.persistentAbsence.value + points) }
          : row,
      );
    expect(stops(persistent(-5))).toContain('persistence-redefined');
    expect(stops(persistent(5))).toContain('persistence-redefined');
    expect(stops(persistent(2))).toEqual([]);
  });
});

describe('the bound of a national gate', () => {
  const counted = alike(48, { possibleSessions: 1000, absenceSessions: 60 });
  const published = (absencePercent: number, possibleSessions = 48_000): CampaignGateInput => ({
    ...counted,
    areas: withNational(counted, absencePercent).areas.map((area) => ({ ...area, possibleSessions })),
  });

  it('is reached by the sum of the schools, up or down, where they hold enough of the sessions', () => {
    const policy = { nationalTotalPoints: 0.5, coveredShare: 0.75 };
    const disagrees = (input: CampaignGateInput): boolean => finds('national-total-disagrees', input, policy);
    expect([6.5, 5.5, 6.51, 5.49].map((rate) => disagrees(published(rate)))).toEqual([false, false, true, true]);
    expect([disagrees(published(9, 64_000)), disagrees(published(9, 64_001))]).toEqual([true, false]);
    expect(disagrees(withNational(counted, 9))).toBe(false);
    expect(disagrees({ ...published(9), rows: [] })).toBe(false);
  });

  it('uses rows of its own phase and year with both counts', () => {
    const policy = { nationalTotalPoints: 0.5 };
    const others = ['possibleSessions', 'absenceSessions', 'phase'].map((which) =>
      counted.rows.map((row) => ({
        ...without(row, ...(which === 'phase' ? [] : [which as 'possibleSessions'])),
        ...(which === 'phase' ? { phase: 'secondary' as const, absenceSessions: 900 } : {}),
      })),
    );
    const input = { ...published(6), rows: [...counted.rows, ...others.flat()] };
    expect(finds('national-total-disagrees', input, policy)).toBe(false);
    const areas = [...published(6).areas, ...published(9).areas.map((area) => ({ ...area, academicYear: yearBefore }))];
    expect(finds('national-total-disagrees', { ...input, areas: areas.toReversed() }, policy)).toBe(false);
  });

  it('is reached by the authorities of its own phase and year, up or down', () => {
    const differs = (rate: number, change: object = {}, count = 100): boolean => {
      const authority = { academicYear: lastYear, level: 'local-authority' as const, phase: 'primary' as const };
      const rates = Array.from({ length: count }, (_, index) => ({
        ...authority,
        laCode: String(200 + index),
        absencePercent: index % 2 === 0 ? 5 : 7,
        ...change,
      }));
      const input = { ...counted, areas: [...withNational(counted, rate).areas, ...rates] };
      return finds('national-differs-from-authorities', input, { authoritiesMeanPoints: 0.5 });
    };
    expect([differs(6.5), differs(5.5), differs(6.51), differs(5.49)]).toEqual([false, false, true, true]);
    expect(differs(9, { phase: 'secondary' })).toBe(false);
    expect(differs(9, { academicYear: yearBefore })).toBe(false);
    expect(differs(9, { level: 'national' })).toBe(false);
    expect(differs(9, {}, 98)).toBe(false);
  });

  it('is reached by the median change of schools, up or down, apart from chance', () => {
    const sixteen = alike(16, { absence: value(7) }, { absence: value(6) });
    const policy = { nationalChangePoints: 0.25, fewestSchools: 16 };
    const disagrees = (now: number, before?: number, change = policy): boolean =>
      finds('national-change-disagrees', withNational(sixteen, now, before), change);
    // The schools moved by one; by chance sixteen may stray from the nation by four divided by the root of their number.
    expect([8.25, 5.75, 8.26, 5.74].map((rate) => disagrees(rate, 6))).toEqual([false, false, true, true]);
    expect(disagrees(9, 6, { ...policy, fewestSchools: 17 })).toBe(false);
    expect(disagrees(9)).toBe(false);
    expect(finds('national-change-disagrees', { ...sixteen, rows: [] }, { fewestSchools: 0 })).toBe(false);
    const marked = { absence: { kind: 'suppressed', raw: 'c' } as const };
    const unknown = [alike(16, marked, {}), alike(16, {}, marked)];
    for (const input of unknown)
      expect(finds('national-change-disagrees', withNational(input, 9, 6), policy)).toBe(false);
  });

  it('is reached by a rate that only one other national row has, to more than one decimal', () => {
    const primary = withNational(counted, 5.53).areas;
    const repeats = (change: object): boolean =>
      finds('national-rate-repeats', {
        ...counted,
        areas: [...primary, ...primary.map((area) => ({ ...area, academicYear: yearBefore, ...change }))],
      });
    expect([repeats({}), repeats({ phase: 'secondary', academicYear: lastYear })]).toEqual([true, true]);
    expect(repeats({ absencePercent: 5.54 })).toBe(false);
    expect(repeats({ level: 'local-authority' })).toBe(false);
    expect(finds('national-rate-repeats', { ...counted, areas: [] })).toBe(false);
  });

  it('is reached against the last fortnightly release, up or down', () => {
    const far = (rate: number, yearToDate: CampaignGateInput['yearToDate'] = { primary: 6 }): boolean =>
      finds('year-to-date-disagrees', { ...withNational(counted, rate), yearToDate }, { yearToDatePoints: 0.5 });
    expect([far(6.5), far(5.5), far(6.51), far(5.49)]).toEqual([false, false, true, true]);
    expect([far(9, {}), far(9, { secondary: 6 })]).toEqual([false, false]);
  });

  it('is reached by persistent absence of more than four points per point of overall absence', () => {
    const rows = (persistent: number, count = 30, change = {}): CampaignGateInput =>
      alike(
        count,
        { absence: value(7), persistentAbsence: value(persistent), ...change },
        { absence: value(6), persistentAbsence: value(10) },
      );
    const redefined = (input: CampaignGateInput): boolean => finds('persistence-redefined', input);
    expect([17, 11, 17.01, 10.99].map((persistent) => redefined(rows(persistent)))).toEqual([false, false, true, true]);
    expect(redefined(rows(30, 29))).toBe(false);
    const marked = { kind: 'suppressed', raw: 'c' } as const;
    expect(redefined(rows(30, 30, { absence: marked }))).toBe(false);
    expect(redefined(rows(30, 30, { persistentAbsence: marked }))).toBe(false);
    expect(redefined({ ...rows(30), rows: rows(30).rows.map((row) => without(row, 'persistentAbsence')) })).toBe(false);
    expect(finds('persistence-redefined', { ...files, rows: [] }, { fewestSchools: 0 })).toBe(false);
  });
});

describe('a missing national rate', () => {
  it('stops the campaign for the phases that have schools, and names phase and year', () => {
    const primaries = alike(1, {});
    expect(findingsOf('national-rate-missing', primaries).map(({ reason }) => reason)).toEqual([
      'There is no national rate of primary schools for 2023/24.',
    ]);
    expect(finds('national-rate-missing', { ...primaries, rows: primaries.rows.slice(1) })).toBe(false);
    const ofAuthority = withNational(primaries, 6).areas.map((area) => ({
      ...area,
      level: 'local-authority' as const,
    }));
    expect(finds('national-rate-missing', { ...primaries, areas: ofAuthority })).toBe(true);
  });
});
