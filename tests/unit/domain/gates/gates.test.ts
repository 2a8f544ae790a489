import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultGatePolicy } from '../../../../domain/gates/policy.js';
import { gates, isBlocked, runGates } from '../../../../domain/gates/run-gates.js';
import { type AbsenceFact, type GateInput, type GateName } from '../../../../domain/gates/types.js';
import { nationalRatesOf } from '../baseline/invented.js';
import {
  before,
  establishment,
  fact,
  lastYear,
  named,
  sound,
  value,
  withLast,
  withSchool,
  yearBefore,
} from './sound-draft.js';

const noExample = {
  kind: 'no-fair-example',
  code: 'isolated',
  reason: 'There are too few schools.',
  funnel: { sameKind: 2, withinReach: 0, alikeInContext: 0, better: 0, clearlyBetter: 0 },
} as const;
const ofOther = fact({ urn: '900009' });
const rates = nationalRatesOf({ primary: 6, secondary: 9, special: 12 });
const lastResort = {
  ...rates,
  primary: { ...rates.primary, [lastYear]: { absencePercent: 6, basis: 'enrolment-weighted' as const } },
};

const partialBefore = { absence: [fact(), before({ possibleSessions: 30_000, absenceSessions: 1950 })] };
const repeatedColumn = {
  absence: [fact({ absence: value(6.20001), persistentAbsence: value(6.20001) }), before()],
};
const selectivity = (then: 'selective' | 'non-selective', now: 'selective' | 'non-selective'): Partial<GateInput> => {
  const secondary = { ...establishment, phase: 'secondary' as const };
  return {
    establishment: { ...secondary, admissionsPolicy: now },
    establishmentBefore: { ...secondary, admissionsPolicy: then },
    absence: [fact({ phase: 'secondary' }), before({ phase: 'secondary' })],
  };
};
const placed = (easting: number, northing: number): GateInput['establishment'] => ({
  ...establishment,
  easting,
  northing,
});
const moved = (easting: number): Partial<GateInput> => ({
  establishment: placed(easting, 350_000),
  establishmentBefore: placed(450_000, 350_000),
});
const intakes = (context: GateInput['context']): Partial<GateInput> => ({
  ...(context && { context }),
  contextBefore: { englishAdditionalLanguagePercent: 20, freeMealsPercent: 40, freeMealsEverSixPercent: 45 },
});
const needs = (now: readonly [number, number], then: readonly [number, number]): Partial<GateInput> => {
  const of = ([plans, support]: readonly [number, number]): NonNullable<GateInput['context']> => ({
    educationHealthCarePlanPercent: plans,
    specialNeedsSupportPercent: support,
  });
  return { context: of(now), contextBefore: of(then) };
};
const ratesAlone: AbsenceFact = {
  academicYear: lastYear,
  urn: '900001',
  laCode: '901',
  phase: 'primary',
  absence: value(6.2),
};
const pupilsOf = (numberOfPupils: number): Partial<GateInput> => ({
  establishment: { ...establishment, numberOfPupils },
  context: { roll: 210 },
  absence: [ratesAlone, before()],
});

/** Each row plants one fault of the dossier, §9, in a sound draft; exactly the gate named finds it and no other. */
const faults: readonly (readonly [string, GateName, Partial<GateInput>])[] = [
  ['no row of last year', 'last-year-missing', { absence: [before()] }],
  ['last year suppressed', 'last-year-suppressed', withLast({ absence: { kind: 'suppressed', raw: 'c' } })],
  ['last year not available', 'last-year-suppressed', withLast({ absence: { kind: 'not-available', raw: 'x' } })],
  ['no row of the year before', 'year-before-missing', { absence: [fact()] }],
  [
    'the year before suppressed',
    'year-before-missing',
    { absence: [fact(), before({ absence: { kind: 'suppressed', raw: 'c' } })] },
  ],
  [
    'two different rows of one year',
    'doubled-rows',
    { absence: [fact(), fact({ absence: value(6.24), absenceSessions: 3744 }), before()] },
  ],
  ['sessions of one term', 'partial-year', withLast({ possibleSessions: 20_000, absenceSessions: 1240 })],
  [
    'a predecessor’s sessions added',
    'too-many-sessions',
    withLast({ possibleSessions: 110_000, absenceSessions: 6820 }),
  ],
  ['a rate that is not the ratio of its counts', 'rate-differs-from-counts', withLast({ absenceSessions: 4000 })],
  ['parts that do not add up', 'parts-differ-from-whole', withLast({ unauthorised: value(3) })],
  ['persistent absence of another school', 'persistent-absence-impossible', withLast({ persistentAbsence: value(80) })],
  ['both years the same', 'years-repeat', { absence: [fact(), fact({ academicYear: yearBefore })] }],
  ['another source far off', 'sources-disagree', { secondSources: [{ name: 'monthly returns', absencePercent: 6.6 }] }],
  ['an area that does not add up', 'area-totals-disagree', { area: { publishedPercent: 6.1, recomputedPercent: 6.4 } }],
  ['a national rate of last resort', 'national-rate-last-resort', { nationalRates: lastResort }],
  ['enrolments that do not fit the register', 'enrolments-implausible', withSchool({ numberOfPupils: 700 })],
  [
    'enrolments of another school a year ago',
    'enrolments-implausible',
    { absence: [fact(), before({ enrolments: 70, possibleSessions: 21_000, absenceSessions: 1365 })] },
  ],
  [
    'a school that grew by half',
    'enrolment-moved',
    { absence: [fact(), before({ enrolments: 120, possibleSessions: 36_000, absenceSessions: 2340 })] },
  ],
  ['figures of another URN', 'predecessors-figures', { absence: [ofOther, before()] }],
  [
    'figures of a sponsor-led academy’s predecessor',
    'predecessors-figures',
    {
      absence: [ofOther, before()],
      lineage: { kind: 'for-a-person', reason: 'sponsor-led', predecessors: ['900009'] },
    },
  ],
  [
    'a converter’s history',
    'history-carried',
    { absence: [ofOther, before()], lineage: { kind: 'carries', predecessors: ['900009'] } },
  ],
  ['predecessor and successor both open', 'two-live-urns', { liveRelatives: ['900009'] }],
  ['a closed school', 'school-closed', withSchool({ status: 'closed' })],
  ['a school not yet open', 'school-closed', withSchool({ status: 'proposed-to-open' })],
  ['a school proposed to close', 'school-closing', withSchool({ status: 'proposed-to-close' })],
  ['a school opened in January', 'opened-during-year', withSchool({ openedOn: '2023-01-01' })],
  [
    'a sponsor-led academy opened in April',
    'opened-during-year',
    withSchool({ openedOn: '2023-04-01', typeCode: '28' }),
  ],
  [
    'a row of another phase',
    'phase-mismatch',
    { establishment: { ...establishment, phase: 'secondary', admissionsPolicy: 'non-selective' } },
  ],
  ['a phase that changed', 'phase-changed', { absence: [fact(), before({ phase: 'secondary' })] }],
  ['a row of another local authority', 'area-mismatch', withLast({ laCode: '902' })],
  [
    'a local authority reorganised',
    'area-changed',
    { absence: [fact({ laCode: '902' }), before({ laCode: '902' })], isAreaReorganised: true },
  ],
  [
    'another school number',
    'school-number-differs',
    { ...withLast({ laestab: '9012001' }), ...withSchool({ laestab: '9012000' }) },
  ],
  ['closed long ago and open', 'dates-contradict-status', withSchool({ closedOn: '2020-08-31' })],
  ['a part of the year before', 'partial-year-before', partialBefore],
  ['figures of another school', 'figures-of-another', { yearsOfAnother: [lastYear] }],
  ['persistent absence in the column of overall', 'column-repeated', repeatedColumn],
  ['a rate that a newer file has changed', 'figure-restated', { replaced: [fact({ absence: value(6.6) })] }],
  ['a grammar flag lost', 'selectivity-changed', selectivity('selective', 'non-selective')],
  ['a grammar flag gained', 'selectivity-changed', selectivity('non-selective', 'selective')],
  ['a place lost', 'place-missing', { establishmentBefore: placed(450_000, 350_000) }],
  ['a place far from the earlier one', 'place-moved', moved(460_001)],
  ['a place outside the authority', 'place-outside-area', { place: { metres: 30_001, usualMetres: 10_000 } }],
  ['another intake', 'intake-changed', intakes({ englishAdditionalLanguagePercent: 50.1 })],
  ['plans and support exchanged', 'needs-swapped', needs([14, 3], [3, 14])],
  ['a number of pupils of another school', 'pupils-implausible', pupilsOf(100)],
  ['an interval too wide', 'interval-too-wide', { interval80: { low: 3, high: 9.1 } }],
  ['no fair example', 'comparators-unfit', { similar: noExample }],
  [
    'unknown selectivity',
    'selectivity-unknown',
    {
      establishment: { ...establishment, phase: 'secondary', admissionsPolicy: 'unknown' },
      absence: [fact({ phase: 'secondary' }), before({ phase: 'secondary' })],
    },
  ],
];

describe('the gates', () => {
  it('let a sound draft pass', () => {
    expect(runGates(sound)).toEqual([]);
  });

  it.each(faults)('%s is found by %s', (_, gate, change) => {
    expect(named(change)).toEqual([gate]);
  });

  it('every gate is planted above or below', () => {
    const planted = new Set<string>([
      ...faults.map(([, gate]) => gate),
      'absence-above-possible',
      'rate-out-of-range',
      'rate-implausible',
      'implausible-jump',
    ]);
    expect(gates.filter(({ name }) => !planted.has(name))).toEqual([]);
    expect(new Set(gates.map(({ name }) => name)).size).toBe(gates.length);
  });

  it('absence above the possible sessions, or below nothing, is found', () => {
    expect(named(withLast({ absenceSessions: 60_001 }))).toEqual([
      'absence-above-possible',
      'rate-differs-from-counts',
    ]);
    expect(named(withLast({ absenceSessions: -1 }))).toEqual(['absence-above-possible', 'rate-differs-from-counts']);
    expect(named(withLast({ absenceSessions: 60_000, absence: value(100) }))).not.toContain('absence-above-possible');
  });

  it.each([-0.1, 100.1, NaN])('a percentage of %f is out of range', (percent) => {
    expect(named(withLast({ persistentAbsence: value(percent) }))).toContain('rate-out-of-range');
  });

  it('a fraction read as a percentage, and a rate four times the nation’s, are implausible', () => {
    const bare = { possibleSessions: 60_000, enrolments: 200 };
    expect(
      named({
        absence: [
          { academicYear: lastYear, urn: '900001', phase: 'primary', absence: value(0.062), ...bare },
          before(),
        ],
        secondSources: [],
      }),
    ).toContain('rate-implausible');
    expect(
      named({
        absence: [{ academicYear: lastYear, urn: '900001', phase: 'primary', absence: value(25), ...bare }, before()],
        secondSources: [],
      }),
    ).toContain('rate-implausible');
  });

  it('a jump is implausible beyond what schools of the size do: more for a small one', () => {
    const jump = (percent: number, enrolments: number): GateName[] => {
      const size = {
        enrolments,
        possibleSessions: 300 * enrolments,
        absenceSessions: (300 * enrolments * percent) / 100,
      };
      const now: AbsenceFact = {
        academicYear: lastYear,
        urn: '900001',
        phase: 'primary',
        absence: value(percent),
        ...size,
      };
      const then: AbsenceFact = {
        ...now,
        academicYear: yearBefore,
        absence: value(6.5),
        absenceSessions: 300 * enrolments * 0.065,
      };
      return named({
        absence: [now, then],
        secondSources: [],
        establishment: { ...establishment, numberOfPupils: enrolments },
      });
    };
    expect(jump(9.5, 400)).toContain('implausible-jump');
    expect(jump(9.5, 40)).not.toContain('implausible-jump');
    expect(jump(7.5, 400)).not.toContain('implausible-jump');
  });

  it('the national change is no jump: a school that moved with the nation is left in peace', () => {
    const nationalRates = {
      ...rates,
      primary: { ...rates.primary, [yearBefore]: { absencePercent: 3, basis: 'published' as const } },
    };
    const then = before({
      absence: value(3.2),
      authorised: value(2.2),
      unauthorised: value(1),
      absenceSessions: 1920,
      persistentAbsence: value(8),
    });
    expect(named({ absence: [fact(), then], nationalRates })).toEqual([]);
  });

  it('rates that agree to one decimal by chance are no repeat; finer ones are', () => {
    const bare = (percent: number): AbsenceFact[] =>
      [lastYear, yearBefore].map((year) => ({
        academicYear: year,
        urn: '900001',
        phase: 'primary',
        absence: value(percent),
        enrolments: 200,
      }));
    expect(named({ absence: bare(6.2) })).toEqual([]);
    expect(named({ absence: bare(6.21337) })).toEqual(['years-repeat']);
  });

  it('the same row twice is no conflict', () => {
    expect(named({ absence: [fact(), fact(), before()] })).toEqual([]);
  });

  it('a school that opened at the start of the year, or long ago, has a full year', () => {
    expect(named(withSchool({ openedOn: '2022-09-01' }))).toEqual([]);
    expect(named(withSchool({ openedOn: '2010-01-01' }))).toEqual([]);
  });

  it('a monthly source within the tolerance agrees, and an area without sums is not judged', () => {
    expect(named({ secondSources: [{ name: 'monthly returns', absencePercent: 6.49 }] })).toEqual([]);
    expect(named({ area: { publishedPercent: 6.1, recomputedPercent: undefined } })).toEqual([]);
  });

  it('every finding says what, who and what to do, without a figure', () => {
    for (const [, , change] of faults) {
      for (const finding of runGates({ ...sound, ...change })) {
        expect(finding.reason).toMatch(/\.$/);
        expect(finding.remedy).toMatch(/\.$/);
        expect(finding.reason.replaceAll(/\d{4}\/\d{2}/g, '')).not.toMatch(/\d/);
        expect(finding.remedy).not.toMatch(/\d/);
        expect(`${finding.reason} ${finding.remedy}`).not.toMatch(/!|failing/i);
      }
    }
  });

  it('all findings are given at once, and one that blocks is enough to hold the draft', () => {
    const findings = runGates({
      ...sound,
      ...withSchool({ status: 'closed' }),
      liveRelatives: ['900009'],
      similar: noExample,
    });
    expect(findings.map(({ gate }) => gate)).toEqual(['school-closed', 'two-live-urns', 'comparators-unfit']);
    expect(isBlocked(findings)).toBe(true);
    expect(isBlocked(runGates({ ...sound, similar: noExample }))).toBe(false);
    expect(isBlocked([])).toBe(false);
  });

  it('a tighter policy finds no less', () => {
    const tighter = { ...defaultGatePolicy, sourceTolerancePoints: 0.05, jumpDeviations: 1, widestInterval80Points: 1 };
    const figure = fc.double({ min: 3, max: 12, noNaN: true });
    fc.assert(
      fc.property(figure, figure, (last, other) => {
        const input = {
          ...sound,
          ...withLast({ absence: value(last) }),
          secondSources: [{ name: 'monthly returns', absencePercent: other }],
        };
        const loose = runGates(input).map(({ gate }) => gate);
        expect(runGates(input, tighter).map(({ gate }) => gate)).toEqual(expect.arrayContaining(loose));
      }),
    );
  });
});
