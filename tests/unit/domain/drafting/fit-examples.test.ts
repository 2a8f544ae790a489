import { describe, expect, it } from 'vitest';
import { fitExamples } from '../../../../domain/drafting/fit-examples.js';
import { makeDraft, type DraftTerms } from '../../../../domain/drafting/draft.js';
import { type PreparedDraft } from '../../../../domain/drafting/prepared-draft.js';
import { prepareCampaign } from '../../../../domain/drafting/prepare-drafts.js';
import { nobodyNamed } from '../../../../domain/naming/examples.js';
import { type NamedExample } from '../../../../domain/report/facts.js';
import { roundDownTo, roundTo } from '../../../../domain/shared/rates.js';
import { isAboveFloor } from '../../../../domain/similar/above-floor.js';
import { country, termsWith } from './country.js';

describe('an example above a floor', () => {
  it.each([
    [95.5, 95, true],
    [95.44, 95, false],
    [95.46, 95, false],
    [95.54, 95.09, false],
    [95.6, 95.09, true],
    [94.9, 95, false],
  ])('of %f for %f is %s: half a point as shown and before rounding', (attendance, floor, isFit) => {
    expect(isAboveFloor(attendance, floor)).toBe(isFit);
  });
});

const example = (urn: string, attendancePercent: number): NamedExample => ({
  urn,
  name: urn,
  attendancePercent,
  miles: 3,
  alike: [],
  different: [],
});
const similar = { kind: 'found', schools: [example('1', 96), example('2', 95), example('3', 94)] } as const;
const toBeat = { floorAttendancePercent: 93, enrolments: 900, phase: 'secondary' } as const;
const urnsOf = (change: object): readonly string[] => {
  const fit = fitExamples(similar, { ...toBeat, ...change });
  return fit.kind === 'found' ? fit.schools.map(({ urn }) => urn) : [fit.reason];
};

describe('the examples of a draft', () => {
  it('are all kept while each is clearly better', () => {
    expect(urnsOf({})).toEqual(['1', '2', '3']);
  });

  it.each([
    ['a higher floor', { floorAttendancePercent: 94.2 }, ['1', '2']],
    ['a corrected figure', { correctedAttendancePercent: 94.9 }, ['1']],
    [
      'a corrected figure of a small school, whose rate is uncertain',
      { correctedAttendancePercent: 94, enrolments: 20 },
      ['1'],
    ],
  ])('leave out those that %s has overtaken', (_, change, expected) => {
    expect(urnsOf(change)).toEqual(expected);
  });

  it('are none when none is left, and the report says so', () => {
    expect(urnsOf({ floorAttendancePercent: 97 })[0]).toContain('None of the schools like this one');
  });
});

describe('the examples of every draft of a campaign', () => {
  const { model, drafts: prepared } = prepareCampaign(country());
  const schools = Array.from({ length: 40 }, (_, index) => example(String(index), 92 + index / 8));
  const drafts = prepared.map((draft): PreparedDraft => ({ ...draft, similar: { kind: 'found', schools } }));
  const shown = (prepared: PreparedDraft, terms: Partial<DraftTerms>): readonly number[] => {
    const { facts } = makeDraft(prepared, { ...termsWith(model), ...terms });
    const floor = facts.agreed?.floorAttendancePercent ?? facts.expectation?.floorAttendancePercent ?? NaN;
    return facts.similar.kind === 'found'
      ? facts.similar.schools.map((school) => roundTo(school.attendancePercent, 1) - roundDownTo(floor, 1))
      : [];
  };
  const agreed = { floorAttendancePercent: 94.6, setBy: 'override' } as const;

  it.each([
    ['as drafted', {}],
    ['not named', { namingOf: nobodyNamed }],
    ['after an override', { agreed }],
    ['after an override, not named', { agreed, namingOf: nobodyNamed }],
  ])('lie at least half a point above the floor that holds, %s', (_, terms) => {
    const above = drafts.flatMap((prepared) => shown(prepared, terms));
    expect(above.length).toBeGreaterThan(0);
    expect(Math.min(...above)).toBeGreaterThanOrEqual(0.5 - 1e-9);
  });
});
