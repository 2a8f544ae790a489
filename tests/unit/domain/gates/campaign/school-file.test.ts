import { describe, expect, it } from 'vitest';
import { type CampaignGateInput, type FiledRow } from '../../../../../domain/gates/campaign/types.js';
import { academicYear } from '../../../../../domain/shared/academic-year.js';
import {
  alike,
  beforeRows,
  files,
  finds,
  lastRows,
  lastYear,
  stops,
  takesOver,
  value,
  withLastRows,
  withNational,
} from './files.js';

const olderYear = academicYear('202122');

describe('the gate on the school file', () => {
  it('recognises the file of the year before by repeated figures, from one school in fifty', () => {
    const repeating = (count: number): CampaignGateInput =>
      withLastRows((row, index) => (index < count ? takesOver(row, beforeRows[index]) : row));
    expect(stops(repeating(96))).toContain('file-repeats-year');
    expect(stops(repeating(2))).toContain('file-repeats-year');
    expect(stops(repeating(1))).toEqual([]);
  });

  it('holds a file that lacks more than one open school in twelve', () => {
    const without = (count: number): CampaignGateInput =>
      withLastRows((row, index) => (index % 12 === 0 && index / 12 < count ? undefined : row));
    expect(stops(without(8))).toEqual(['rows-missing']);
    expect(stops(without(7))).toEqual([]);
    const closed = files.register.map((school, index) =>
      index % 12 === 0 ? { ...school, status: 'closed' as const } : school,
    );
    expect(stops({ ...without(8), register: closed })).toEqual([]);
  });

  it('reports a register cut short when it lacks many schools of the file', () => {
    const register = (count: number): CampaignGateInput => ({ ...files, register: files.register.slice(count) });
    expect(stops(register(8))).toContain('register-incomplete');
    expect(stops(register(7))).toEqual([]);
    expect(stops({ ...files, leftOut: 15 })).toEqual(['register-incomplete']);
    expect(stops({ ...files, leftOut: 14 })).toEqual([]);
  });

  it('holds a file with far more or far fewer schools of a phase than before', () => {
    const more = (count: number): CampaignGateInput => ({
      ...files,
      rows: [
        ...files.rows,
        ...lastRows
          .slice(0, count)
          .map((row, index) => ({ ...row, urn: files.register[index]?.urn ?? '', line: 3000 + index })),
      ],
    });
    expect(stops(more(10))).toContain('phase-counts-changed');
    expect(stops(more(9))).not.toContain('phase-counts-changed');
    const fewer = (count: number): CampaignGateInput => withLastRows((row, index) => (index < count ? undefined : row));
    expect(stops(fewer(8))).toContain('phase-counts-changed');
    expect(stops(fewer(7))).not.toContain('phase-counts-changed');
  });

  it('holds a file with more than half of its rates whole as rounded', () => {
    const rounded = (count: number): CampaignGateInput =>
      withLastRows((row, index) => {
        const rate = row.absence.kind === 'value' ? row.absence.value : 0;
        return index < count ? { ...row, absence: value(Math.round(rate)) } : row;
      });
    expect(stops(rounded(49))).toContain('figures-rounded');
    expect(stops(rounded(48))).not.toContain('figures-rounded');
  });

  it('holds a file on another scale than the nation as not in per cent', () => {
    const scaled = (factor: number): CampaignGateInput =>
      withLastRows((row) =>
        row.absence.kind === 'value' ? { ...row, absence: value(row.absence.value * factor) } : row,
      );
    expect(stops(scaled(0.01))).toContain('rates-off-scale');
    expect(stops(scaled(10))).toContain('rates-off-scale');
    expect(stops(scaled(1.3))).not.toContain('rates-off-scale');
    expect(stops(scaled(0.7))).not.toContain('rates-off-scale');
  });

  it('holds a file in which figures were sorted or moved to other schools', () => {
    const rate = ({ absence }: FiledRow): number => (absence.kind === 'value' ? absence.value : 0);
    const sorted = [...lastRows].sort((a, b) => rate(a) - rate(b));
    expect(stops(withLastRows((row, index) => takesOver(row, sorted[index])))).toContain('file-out-of-order');
    const moved = withLastRows((row, index) => takesOver(row, lastRows[(index + 20) % 48]));
    expect(stops(moved)).toContain('file-out-of-order');
  });

  it('finds nothing in a file of few schools', () => {
    const few = {
      ...files,
      register: files.register.slice(0, 20),
      rows: [...lastRows.slice(0, 14), ...beforeRows.slice(0, 20)],
    };
    expect(stops(few)).toEqual([]);
  });
});

describe('the bound of a school-file gate', () => {
  it('is reached by the share of schools that repeat any earlier year', () => {
    const repeating = (count: number): CampaignGateInput =>
      withLastRows((row, index) => (index < count ? takesOver(row, beforeRows[index]) : row));
    const policy = { repeatedShare: 3 / 96 };
    expect(finds('file-repeats-year', repeating(3), policy)).toBe(false);
    expect(finds('file-repeats-year', repeating(4), policy)).toBe(true);
    expect(finds('file-repeats-year', repeating(96), { fewestSchools: 96 })).toBe(true);
    expect(finds('file-repeats-year', repeating(96), { fewestSchools: 97 })).toBe(false);
    const longAgo = files.rows.map((row) =>
      row.academicYear === lastYear ? row : { ...row, academicYear: olderYear },
    );
    const ofThatYear = repeating(96).rows.slice(0, 96);
    expect(finds('file-repeats-year', { ...files, rows: [...ofThatYear, ...longAgo.slice(96)] })).toBe(true);
  });

  it('does not count rows that repeat another school or phase, or figures too coarse to distinguish', () => {
    const ofNext = withLastRows((row, index) => takesOver(row, beforeRows[(index + 1) % 96]));
    expect(finds('file-repeats-year', ofNext)).toBe(false);
    const ofOtherPhase = withLastRows((row, index) => ({ ...takesOver(row, beforeRows[index]), phase: 'special' }));
    expect(finds('file-repeats-year', ofOtherPhase)).toBe(false);
    const coarse = alike(40, { persistentAbsence: value(17) });
    expect(finds('file-repeats-year', coarse, { fewestSchools: 0 })).toBe(false);
    expect(finds('file-repeats-year', alike(40, { absence: value(6.123), persistentAbsence: value(17) }))).toBe(true);
    // Rows too small to distinguish count neither as repeated nor as schools.
    const small = { possibleSessions: 1999, absenceSessions: 120 };
    expect(finds('file-repeats-year', alike(40, small))).toBe(false);
    expect(finds('file-repeats-year', alike(40, { ...small, possibleSessions: 2000 }))).toBe(true);
  });

  it('is reached by the share of open schools without a row', () => {
    const without = (count: number): CampaignGateInput =>
      withLastRows((row, index) => (index < count ? undefined : row));
    const policy = { missingRowShare: 6 / 96 };
    expect(finds('rows-missing', without(6), policy)).toBe(false);
    expect(finds('rows-missing', without(7), policy)).toBe(true);
    expect(finds('rows-missing', without(7), { ...policy, fewestSchools: 96 })).toBe(true);
    expect(finds('rows-missing', without(7), { ...policy, fewestSchools: 97 })).toBe(false);
    const twice = beforeRows.slice(0, 7).map((row) => ({ ...row, phase: 'special' as const }));
    expect(finds('rows-missing', { ...without(6), rows: [...without(6).rows, ...twice] }, policy)).toBe(false);
  });

  it('is reached by the share of schools that the register lacks', () => {
    const register = (count: number): CampaignGateInput => ({ ...files, register: files.register.slice(count) });
    const policy = { unknownSchoolShare: 6 / 96, leftOutShare: 1 };
    expect(finds('register-incomplete', register(6), policy)).toBe(false);
    expect(finds('register-incomplete', register(7), policy)).toBe(true);
    expect(finds('register-incomplete', register(7), { ...policy, fewestSchools: 96 })).toBe(true);
    expect(finds('register-incomplete', register(7), { ...policy, fewestSchools: 97 })).toBe(false);
  });

  it('is reached by the share of schools that the newest register lacks', () => {
    const policy = { leftOutShare: 12 / 96 };
    expect(finds('register-incomplete', { ...files, leftOut: 12 }, policy)).toBe(false);
    expect(finds('register-incomplete', { ...files, leftOut: 13 }, policy)).toBe(true);
    expect(finds('register-incomplete', { ...files, leftOut: 13 }, { ...policy, fewestSchools: 96 })).toBe(true);
    expect(finds('register-incomplete', { ...files, leftOut: 13 }, { ...policy, fewestSchools: 97 })).toBe(false);
  });

  it('is reached by the number of rows of a phase', () => {
    const policy = { rowRatio: { low: 0.75, high: 1.25 } };
    const ofPhase = (count: number): CampaignGateInput => ({
      ...files,
      rows: [...Array.from({ length: count }, () => lastRows.slice(0, 1)).flat(), ...lastRows.slice(48), ...beforeRows],
    });
    const changed = (count: number, fewestSchools = 30): boolean =>
      finds('phase-counts-changed', ofPhase(count), { ...policy, fewestSchools });
    expect([changed(36), changed(35), changed(60), changed(61)]).toEqual([false, true, false, true]);
    expect([changed(61, 48), changed(61, 49)]).toEqual([true, false]);
  });

  it('is reached by the share of whole numbers among the given rates', () => {
    const whole = (count: number): CampaignGateInput =>
      withLastRows((row, index) => ({ ...row, absence: value(index < count ? 6 : 6.5) }));
    expect(finds('figures-rounded', whole(48))).toBe(false);
    expect(finds('figures-rounded', whole(49))).toBe(true);
    expect(finds('figures-rounded', whole(49), { fewestSchools: 96 })).toBe(true);
    expect(finds('figures-rounded', whole(49), { fewestSchools: 97 })).toBe(false);
    const marked = withLastRows((row, index) =>
      index < 40 ? { ...row, absence: value(6) } : { ...row, absence: { kind: 'suppressed', raw: 'c' } },
    );
    expect(finds('figures-rounded', marked)).toBe(true);
  });

  it('is reached by the median rate of a phase compared with the nation’s', () => {
    const scale = (percent: number, fewestSchools = 30): boolean =>
      finds('rates-off-scale', withNational(alike(40, { absence: value(percent) }), 4), { fewestSchools });
    expect([scale(2), scale(1.99), scale(7.2), scale(7.21)]).toEqual([false, true, false, true]);
    expect([scale(9, 40), scale(9, 41)]).toEqual([true, false]);
    expect(finds('rates-off-scale', alike(40, { absence: value(60) }))).toBe(false);
    expect(finds('rates-off-scale', withNational(alike(0, {}), 4), { fewestSchools: 0 })).toBe(false);
  });
});
