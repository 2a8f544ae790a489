import { type GateName } from './gate-name.js';
import { type AbsenceFact, type GateInput } from '../../../../domain/gates/types.js';
import { nationalRatesOf } from '../baseline/invented.js';
import {
  before,
  establishment,
  fact,
  lastYear,
  value,
  withLast,
  withSchool,
  without,
  yearBefore,
} from './sound-draft.js';

export const noExample = {
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
const ages = (then: readonly [number, number], now: readonly [number, number]): Partial<GateInput> => ({
  establishment: { ...establishment, lowAge: now[0], highAge: now[1] },
  establishmentBefore: { ...establishment, lowAge: then[0], highAge: then[1] },
});
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
const ratesOf = (now: number, then: number): Partial<GateInput> => ({
  absence: [
    { ...ratesAlone, absence: value(now) },
    { ...ratesAlone, absence: value(then), academicYear: yearBefore },
  ],
  secondSources: [],
});
const pupilsOf = (numberOfPupils: number): Partial<GateInput> => ({
  establishment: { ...establishment, numberOfPupils },
  context: { roll: 210 },
  absence: [ratesAlone, before()],
});

/** Each row plants one fault in a sound draft; exactly the gate named finds it and no other. */
export const faults: readonly (readonly [string, GateName, Partial<GateInput>])[] = [
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
  [
    'absence below nothing',
    'absence-above-possible',
    { absence: [without(fact({ absenceSessions: -1 }), 'possibleSessions'), before()] },
  ],
  ['a percentage below nothing', 'rate-out-of-range', withLast({ persistentAbsence: value(-0.1) })],
  ['a rate of another school in both years', 'rate-implausible', ratesOf(25.3, 25.1)],
  ['a rate half as high again', 'implausible-jump', ratesOf(9.8, 6.5)],
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
  ['a type of establishment that is not in the list', 'type-unknown', withSchool({ typeCode: '59' })],
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
  ['a correction that the file does not follow', 'correction-held', { correctedYears: [lastYear] }],
  ['a grammar flag lost', 'selectivity-changed', selectivity('selective', 'non-selective')],
  ['a grammar flag gained', 'selectivity-changed', selectivity('non-selective', 'selective')],
  ['an infant school that now teaches juniors too', 'year-groups-changed', ages([4, 7], [4, 11])],
  ['a first school that became a primary school', 'year-groups-changed', ages([5, 9], [3, 11])],
  ['a junior school that became a middle school', 'year-groups-changed', ages([7, 11], [9, 13])],
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
