import { describe, expect, it } from 'vitest';
import { runCampaignGates, stoppingFindings } from '../../../../../domain/gates/campaign/run-campaign-gates.js';
import { defaultCampaignGatePolicy } from '../../../../../domain/gates/campaign/policy.js';
import { type CampaignGateInput, type FiledRow } from '../../../../../domain/gates/campaign/types.js';
import {
  areas,
  beforeRows,
  files,
  found,
  gatesOf,
  lastRows,
  lastYear,
  value,
  withContext,
  withLastRows,
  yearBefore,
} from './files.js';

const policy = defaultCampaignGatePolicy;
const stops = (input: CampaignGateInput): readonly string[] => [
  ...new Set(stoppingFindings(found(input)).map(({ gate }) => gate)),
];
const takesOver = (row: FiledRow, other: FiledRow | undefined): FiledRow => ({
  ...row,
  ...(other && {
    absence: other.absence,
    ...(other.unauthorised && { unauthorised: other.unauthorised }),
    ...(other.persistentAbsence && { persistentAbsence: other.persistentAbsence }),
    ...(other.enrolments !== undefined && { enrolments: other.enrolments }),
    ...(other.possibleSessions !== undefined && { possibleSessions: other.possibleSessions }),
    ...(other.absenceSessions !== undefined && { absenceSessions: other.absenceSessions }),
  }),
});
const withAreas = (change: (area: CampaignGateInput['areas'][number]) => object | undefined): CampaignGateInput => ({
  ...files,
  areas: areas.flatMap((area) => {
    const changed = change(area);
    return changed === undefined ? [] : [{ ...area, ...changed }];
  }),
});
const lastNational = (absencePercent: number): CampaignGateInput =>
  withAreas((area) => (area.academicYear === lastYear && area.phase === 'primary' ? { absencePercent } : {}));

describe('the file of the schools', () => {
  it('of the year before is told by the figures it repeats, from a fiftieth of the schools on', () => {
    const repeating = (count: number): CampaignGateInput =>
      withLastRows((row, index) => (index < count ? takesOver(row, beforeRows[index]) : row));
    expect(stops(repeating(96))).toContain('file-repeats-year');
    expect(stops(repeating(2))).toContain('file-repeats-year');
    expect(stops(repeating(1))).toEqual([]);
  });

  it('that lacks more than one open school in twelve is no whole file', () => {
    const without = (count: number): CampaignGateInput =>
      withLastRows((row, index) => (index % 12 === 0 && index / 12 < count ? undefined : row));
    expect(stops(without(8))).toEqual(['rows-missing']);
    expect(stops(without(7))).toEqual([]);
    const closed = files.register.map((school, index) =>
      index % 12 === 0 ? { ...school, status: 'closed' as const } : school,
    );
    expect(stops({ ...without(8), register: closed })).toEqual([]);
  });

  it('with many schools that the register lacks shows a register cut short', () => {
    const register = (count: number): CampaignGateInput => ({ ...files, register: files.register.slice(count) });
    expect(stops(register(8))).toContain('register-incomplete');
    expect(stops(register(7))).toEqual([]);
    expect(stops({ ...files, leftOut: 15 })).toEqual(['register-incomplete']);
    expect(stops({ ...files, leftOut: 14 })).toEqual([]);
  });

  it('with far more or far fewer schools of a phase than before is not that phase', () => {
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

  it('with more than half its rates whole was rounded', () => {
    const rounded = (count: number): CampaignGateInput =>
      withLastRows((row, index) => {
        const rate = row.absence.kind === 'value' ? row.absence.value : 0;
        return index < count ? { ...row, absence: value(Math.round(rate)) } : row;
      });
    expect(stops(rounded(49))).toContain('figures-rounded');
    expect(stops(rounded(48))).not.toContain('figures-rounded');
  });

  it('on another scale than the nation is not in per cent', () => {
    const scaled = (factor: number): CampaignGateInput =>
      withLastRows((row) =>
        row.absence.kind === 'value' ? { ...row, absence: value(row.absence.value * factor) } : row,
      );
    expect(stops(scaled(0.01))).toContain('rates-off-scale');
    expect(stops(scaled(10))).toContain('rates-off-scale');
    expect(stops(scaled(1.3))).not.toContain('rates-off-scale');
    expect(stops(scaled(0.7))).not.toContain('rates-off-scale');
  });

  it('of which the figures were sorted or moved to other schools is out of order', () => {
    const rate = ({ absence }: FiledRow): number => (absence.kind === 'value' ? absence.value : 0);
    const sorted = [...lastRows].sort((a, b) => rate(a) - rate(b));
    expect(stops(withLastRows((row, index) => takesOver(row, sorted[index])))).toContain('file-out-of-order');
    const moved = withLastRows((row, index) => takesOver(row, lastRows[(index + 20) % 48]));
    expect(stops(moved)).toContain('file-out-of-order');
  });

  it('of few schools says nothing about a file', () => {
    const few = {
      ...files,
      register: files.register.slice(0, 20),
      rows: [...lastRows.slice(0, 14), ...beforeRows.slice(0, 20)],
    };
    expect(stops(few)).toEqual([]);
  });
});

describe('an authority', () => {
  const shifted = (step: number): CampaignGateInput =>
    withLastRows((row, index) => (index < 12 ? takesOver(row, lastRows[(index + step + 12) % 12]) : row));

  it.each([1, -1, 2])('whose rows slipped by %i holds its own schools of that phase and no others', (step) => {
    const own = found(shifted(step)).filter(({ gate }) => gate === 'authority-out-of-order');
    expect(own.map(({ schools }) => schools)).toEqual([lastRows.slice(0, 12).map(({ urn }) => urn)]);
  });

  it('with two schools that have each other’s figures holds these two', () => {
    const [one, other] = [0, 7];
    const exchanged = withLastRows((row, index) =>
      index === one ? takesOver(row, lastRows[other]) : index === other ? takesOver(row, lastRows[one]) : row,
    );
    const pairs = found(exchanged).filter(({ gate }) => gate === 'schools-exchanged');
    expect(pairs.map(({ schools }) => schools)).toEqual([[lastRows[one]?.urn, lastRows[other]?.urn]]);
  });
});

describe('the national rates', () => {
  it('that are missing stop the campaign, but for special schools', () => {
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

  it('are the sum of the schools, where the schools are nearly all there', () => {
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

  it('are the middle of the authorities’, where nearly all of these are there', () => {
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

  it('move with the schools, but for what so few schools stray by chance', () => {
    expect(stops(lastNational(5.53 + 2))).toContain('national-change-disagrees');
    expect(stops(lastNational(5.53 - 2))).toContain('national-change-disagrees');
    expect(stops(lastNational(5.53 + 0.4))).not.toContain('national-change-disagrees');
  });

  it('of another year or phase are told by their last digit', () => {
    expect(stops(lastNational(5.51))).toEqual(['national-rate-repeats']);
    const coarse = withAreas(({ phase }) => (phase === 'primary' ? { absencePercent: 5.5 } : {}));
    expect(stops(coarse)).toEqual([]);
  });

  it('end near the last fortnightly release of the year', () => {
    const released = (primary: number): CampaignGateInput => ({ ...files, yearToDate: { primary } });
    expect(stops(released(5.53 + 0.61))).toEqual(['year-to-date-disagrees']);
    expect(stops(released(5.53 - 0.61))).toEqual(['year-to-date-disagrees']);
    expect(stops(released(5.53 + 0.59))).toEqual([]);
  });

  it('of persistent absence go with overall absence, by one definition', () => {
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

describe('the census', () => {
  const swapped = withContext((context, _, index) => ({
    ...context,
    ...(index < 12 && {
      educationHealthCarePlanPercent: context.specialNeedsSupportPercent ?? 0,
      specialNeedsSupportPercent: context.educationHealthCarePlanPercent ?? 0,
    }),
  }));

  it('with plans and support exchanged is told in one authority, and as a whole', () => {
    const [finding] = found(swapped);
    expect(finding).toMatchObject({
      gate: 'needs-columns-swapped',
      schools: lastRows.slice(0, 12).map(({ urn }) => urn),
    });
    const whole = withContext((context) => ({
      ...context,
      educationHealthCarePlanPercent: context.specialNeedsSupportPercent ?? 0,
      specialNeedsSupportPercent: context.educationHealthCarePlanPercent ?? 0,
    }));
    expect(stops(whole)).toContain('needs-columns-swapped');
  });

  it('of the year before is told by the intakes it repeats', () => {
    const repeating = (count: number): CampaignGateInput =>
      withContext((context, urn, index) => (index < count ? (files.contextBefore.get(urn) ?? context) : context));
    expect(stops(repeating(2))).toEqual(['context-repeats-year']);
    expect(stops(repeating(1))).toEqual([]);
  });

  it('with a column that was not filled in is told by its zeros', () => {
    const zeros = (count: number): CampaignGateInput =>
      withContext((context, _, index) => (index < count ? { ...context, freeMealsEverSixPercent: 0 } : context));
    expect(stops(zeros(15))).toContain('context-zeros');
    expect(stops(zeros(14))).toEqual([]);
  });

  it('with one authority’s rows moved holds that authority', () => {
    const contexts = [...files.context.values()];
    const moved = withContext((context, _, index) => (index < 12 ? (contexts[(index + 1) % 12] ?? context) : context));
    const own = found(moved).filter(({ gate }) => gate === 'context-out-of-order');
    expect(own.map(({ schools }) => schools)).toEqual([lastRows.slice(0, 12).map(({ urn }) => urn)]);
  });
});

it('files without a fault pass, and a year without rows says nothing', () => {
  expect(gatesOf(files)).toEqual([]);
  expect(gatesOf({ ...files, rows: [], areas: [], context: new Map() })).toEqual([]);
  expect(
    runCampaignGates({ ...files, rows: files.rows.filter((row) => row.academicYear !== yearBefore) }, policy),
  ).toEqual([]);
});
