import { describe, expect, it } from 'vitest';
import { type CampaignGatePolicy, defaultCampaignGatePolicy } from '../../../../../domain/gates/campaign/policy.js';
import { type CampaignGateInput, type FiledRow } from '../../../../../domain/gates/campaign/types.js';
import { without } from '../sound-draft.js';
import {
  files,
  findingsOf,
  finds,
  found,
  lastRows,
  lastYear,
  takesOver,
  value,
  withLastRows,
  yearBefore,
} from './files.js';

describe('the check of an authority’s row order', () => {
  const shifted = (step: number): CampaignGateInput =>
    withLastRows((row, index) => (index < 12 ? takesOver(row, lastRows[(index + step + 12) % 12]) : row));

  it.each([1, -1, 2])(
    'holds the authority’s own schools of that phase and no others when its rows slipped by %i',
    (step) => {
      const own = found(shifted(step)).filter(({ gate }) => gate === 'authority-out-of-order');
      expect(own.map(({ schools }) => schools)).toEqual([lastRows.slice(0, 12).map(({ urn }) => urn)]);
    },
  );

  it('holds two schools that have each other’s figures', () => {
    const [one, other] = [0, 7];
    const exchanged = withLastRows((row, index) =>
      index === one ? takesOver(row, lastRows[other]) : index === other ? takesOver(row, lastRows[one]) : row,
    );
    const pairs = found(exchanged).filter(({ gate }) => gate === 'schools-exchanged');
    expect(pairs.map(({ schools }) => schools)).toEqual([[lastRows[one]?.urn, lastRows[other]?.urn]]);
  });
});

const shifted = withLastRows((row, index) => (index < 12 ? takesOver(row, lastRows[(index + 1) % 12]) : row));
const firstTwelve = lastRows.slice(0, 12).map(({ urn }) => urn);
const ratesAlone = (input: CampaignGateInput): CampaignGateInput => ({
  ...input,
  rows: input.rows.map((row) => without(row, 'enrolments', 'possibleSessions', 'absenceSessions')),
});

describe('the order of an authority’s rows', () => {
  it('is by line, whatever the order of reading', () => {
    const read = (input: CampaignGateInput): CampaignGateInput => ({
      ...input,
      rows: input.rows.toSorted((a, b) => ((5 * Number(a.urn)) % 13) - ((5 * Number(b.urn)) % 13)),
    });
    expect(finds('authority-out-of-order', read(files))).toBe(false);
    // By the slip alone, which only the order of the lines shows.
    const { shift } = defaultCampaignGatePolicy;
    const bySlip = {
      shift: { ...shift, withEnrolments: { ...shift.withEnrolments, movedBackShare: 0.5, strangersShare: 9 } },
    };
    expect(finds('authority-out-of-order', read(shifted), bySlip)).toBe(true);
    expect(finds('authority-out-of-order', read(files), bySlip)).toBe(false);
    expect(new Set(findingsOf('authority-out-of-order', read(shifted)).flatMap(({ schools = [] }) => schools))).toEqual(
      new Set(firstTwelve),
    );
  });

  it('is judged from five schools with enrolments, and from ten without', () => {
    const policy = (withEnrolments: number, alone: number): Partial<CampaignGatePolicy> => {
      const { shift } = defaultCampaignGatePolicy;
      return {
        shift: {
          ...shift,
          withEnrolments: { ...shift.withEnrolments, fewestSchools: withEnrolments },
          ratesAlone: { ...shift.ratesAlone, fewestSchools: alone },
        },
      };
    };
    expect(finds('authority-out-of-order', shifted, policy(12, 99))).toBe(true);
    expect(finds('authority-out-of-order', shifted, policy(13, 0))).toBe(false);
    const withGap = {
      ...shifted,
      rows: [...shifted.rows.slice(0, 1).map((row) => without(row, 'enrolments')), ...shifted.rows.slice(1)],
    };
    expect(finds('authority-out-of-order', withGap, policy(12, 99))).toBe(true);
    expect(finds('authority-out-of-order', ratesAlone(shifted), policy(99, 12))).toBe(true);
    expect(finds('authority-out-of-order', ratesAlone(shifted), policy(0, 13))).toBe(false);
    for (const year of [lastYear, yearBefore]) {
      const once = ratesAlone(shifted).rows.map((row, index) =>
        row.academicYear === year ? { ...row, enrolments: 100 + index } : row,
      );
      expect(finds('authority-out-of-order', { ...shifted, rows: once }, policy(0, 13))).toBe(false);
    }
  });

  it('holds schools without a year before too, and none of another phase', () => {
    const [first] = lastRows;
    const rows = shifted.rows.filter((row) => row.academicYear === lastYear || row.urn !== first?.urn);
    expect(findingsOf('authority-out-of-order', { ...shifted, rows }).map(({ schools }) => schools)).toEqual([
      firstTwelve,
    ]);
    expect(findingsOf('authority-out-of-order', shifted).map(({ schools }) => schools)).toEqual([firstTwelve]);
  });

  it('is not judged by schools of fewer than thirty pupils or rows without an authority', () => {
    const sized = (enrolments: number): CampaignGateInput => ({
      ...shifted,
      rows: shifted.rows.map((row) => ({ ...row, enrolments })),
    });
    expect([finds('authority-out-of-order', sized(30)), finds('authority-out-of-order', sized(29))]).toEqual([
      true,
      false,
    ]);
    const rotated = withLastRows((row, index) => takesOver(row, lastRows[(index + 1) % 96]));
    const nowhere = { ...files, rows: rotated.rows.map((row) => without(row, 'laCode')) };
    expect(finds('authority-out-of-order', rotated)).toBe(true);
    expect(finds('authority-out-of-order', nowhere)).toBe(false);
  });
});

describe('the order of rows of a whole phase', () => {
  it('is judged by its own schools, and reported for that phase', () => {
    const rotated = withLastRows((row, index) => (index < 48 ? takesOver(row, lastRows[(index + 20) % 48]) : row));
    expect(findingsOf('file-out-of-order', rotated).map(({ reason }) => reason)).toEqual([
      'Rates of primary schools have hardly any relation to those of the same schools a year before.',
    ]);
    expect(finds('file-out-of-order', files)).toBe(false);
  });
});

describe('two schools with exchanged figures', () => {
  const exchange = (one: number, other: number): CampaignGateInput =>
    withLastRows((row, index) =>
      index === one ? takesOver(row, lastRows[other]) : index === other ? takesOver(row, lastRows[one]) : row,
    );

  it('are searched for within one authority', () => {
    expect(finds('schools-exchanged', exchange(0, 7))).toBe(true);
    expect(finds('schools-exchanged', exchange(0, 14))).toBe(false);
    expect(finds('schools-exchanged', files)).toBe(false);
  });

  it('are searched for where the phase has enough schools', () => {
    expect(finds('schools-exchanged', exchange(0, 7), { fewestSchools: 48 })).toBe(true);
    expect(finds('schools-exchanged', exchange(0, 7), { fewestSchools: 49 })).toBe(false);
  });

  it('are recognised by their rates and the unauthorised share, where enrolments are not given', () => {
    const [one, other] = findingsOf('schools-exchanged', ratesAlone(exchange(0, 7))).flatMap(
      ({ schools = [] }) => schools,
    );
    expect([one, other]).toEqual([lastRows[0]?.urn, lastRows[7]?.urn]);
    const rows = ratesAlone(exchange(0, 7)).rows.map((row) => without(row, 'unauthorised'));
    expect(finds('schools-exchanged', { ...files, rows })).toBe(false);
    const marked = ratesAlone(exchange(0, 7)).rows.map((row) => ({
      ...row,
      unauthorised: { kind: 'suppressed', raw: 'c' } as const,
    }));
    expect(finds('schools-exchanged', { ...files, rows: marked })).toBe(false);
  });

  it('are recognised by what is known of both, and a missing or zero share does not count against it', () => {
    const changed = (change: (row: FiledRow) => FiledRow): CampaignGateInput => {
      const isOne = ({ urn }: FiledRow): boolean => urn === lastRows[0]?.urn || urn === lastRows[7]?.urn;
      return { ...files, rows: exchange(0, 7).rows.map((row) => (isOne(row) ? change(row) : row)) };
    };
    expect(
      finds(
        'schools-exchanged',
        changed((row) => without(row, 'unauthorised')),
      ),
    ).toBe(true);
    const nobody = changed((row) => ({ ...row, absence: value(0), unauthorised: value(0) }));
    expect(finds('schools-exchanged', nobody, { exchange: { leastFromOneself: 2, eachOtherShare: 0.4 } })).toBe(true);
    const suppressed = { kind: 'suppressed', raw: 'c' } as const;
    const marked = changed((row) => ({ ...row, persistentAbsence: suppressed }));
    expect(finds('schools-exchanged', marked)).toBe(true);
  });

  it('are not recognised by a share of zero absence', () => {
    const none = (row: FiledRow): FiledRow => ({ ...row, absence: value(0), unauthorised: value(0) });
    const rows = ratesAlone(exchange(0, 7)).rows.map((row) => none(row));
    expect(finds('schools-exchanged', { ...files, rows })).toBe(false);
  });
});
