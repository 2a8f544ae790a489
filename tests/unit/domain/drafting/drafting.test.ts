import { describe, expect, it, test } from 'vitest';
import { rungTitles } from '../../../../domain/baseline/ladder.js';
import { type AbsenceRow, type CampaignFacts } from '../../../../domain/drafting/campaign-facts.js';
import { makeDraft, type Draft } from '../../../../domain/drafting/draft.js';
import { prepareCampaign, type PreparedCampaign } from '../../../../domain/drafting/prepare-drafts.js';
import { type PreparedDraft } from '../../../../domain/drafting/prepared-draft.js';
import { plainNarrative } from '../../../../domain/narrative/template.js';
import { type Correction } from '../../../../domain/school-year/state.js';
import { absence, country, lastYear, ordinaryRows, register, targetYear, termsWith, yearBefore } from './country.js';

const some = '900110';

function prepared(campaign: PreparedCampaign, urn: string): PreparedDraft {
  const found = campaign.drafts.filter((draft) => draft.urn === urn);
  if (found.length !== 1 || !found[0]) throw new Error(`School ${urn} is prepared ${found.length} times.`);
  return found[0];
}

function draftOf(facts: CampaignFacts, urn: string, corrections: readonly Correction[] = []): Draft {
  const campaign = prepareCampaign(facts);
  return makeDraft(prepared(campaign, urn), termsWith(campaign.model, corrections));
}

const ordinary = prepareCampaign(country());
const ordinaryDraft = (corrections: readonly Correction[] = []): Draft =>
  makeDraft(prepared(ordinary, some), termsWith(ordinary.model, corrections));

/** One school of each kind that the register may hold. Source: docs/sources/expectation.md#which-schools. */
const kinds = [
  register('900201', { status: 'closed' }),
  register('900202', { status: 'proposed-to-open' }),
  register('900203', { typeCode: '07', phase: 'special' }),
  register('900204', { typeCode: '14' }),
  register('900205', { typeCode: '11' }),
  register('900206', { typeCode: '15' }),
  register('900207', { phase: 'other' }),
  register('900208', { numberOfPupils: 12 }),
  register('900209'),
];

describe('the drafts of a campaign', () => {
  it('give every school of the register exactly one scope, with a reason wherever there is no expectation', () => {
    const facts = country({
      schools: kinds,
      absence: [absence('900201', lastYear, 5), absence('900208', lastYear, 5, { enrolments: 12 })],
    });
    const { drafts, model } = prepareCampaign(facts);
    expect(drafts.map(({ urn }) => urn).sort()).toEqual(facts.schools.map(({ urn }) => urn).sort());
    const codes = Object.fromEntries(
      drafts.flatMap(({ urn, scope }) =>
        scope.kind === 'in-scope' ? [] : [[urn, `${scope.kind}: ${scope.reason.code}`]],
      ),
    );
    expect(codes).toEqual({
      '900201': 'out-of-scope: closed',
      '900202': 'out-of-scope: proposed-to-open',
      '900203': 'out-of-scope: special',
      '900204': 'out-of-scope: alternative-provision',
      '900205': 'out-of-scope: independent',
      '900206': 'out-of-scope: nursery',
      '900207': 'out-of-scope: no-phase',
      '900208': 'withheld: too-small',
      '900209': 'withheld: no-history',
    });
    for (const draft of drafts.filter(({ scope }) => scope.kind !== 'in-scope')) {
      const { drafted, facts: report } = makeDraft(draft, termsWith(model));
      expect(drafted).toMatchObject({
        outcome: 'withheld',
        reasons: [{ gate: draft.scope.kind === 'in-scope' ? '' : draft.scope.reason.code }],
      });
      expect(drafted).not.toHaveProperty('figures');
      expect(report).not.toHaveProperty('expectation');
      expect(report.withheldBecause).toEqual(drafted.reasons.map(({ reason }) => reason));
    }
  });

  it('give ordinary schools an expectation, and the same facts the same drafts', () => {
    const outcomes = ordinary.drafts.map((draft) => makeDraft(draft, termsWith(ordinary.model)).drafted.outcome);
    expect(outcomes.filter((outcome) => outcome === 'drafted').length).toBeGreaterThan(20);
    const again = country();
    expect(prepareCampaign(again)).toEqual(prepareCampaign(again));
  });

  it('do not use the year that they are for', () => {
    const facts = country();
    const known = { ...facts, absence: facts.absence.filter(({ academicYear }) => academicYear < targetYear) };
    const leaked = { ...known, absence: [...known.absence, absence(some, targetYear, 30)] };
    const shown = ({ drafts, model }: PreparedCampaign): unknown =>
      drafts.map((draft) => makeDraft(draft, termsWith(model)).drafted.figures);
    expect(prepareCampaign(leaked).model.trainingYears).not.toContain(targetYear);
    expect(shown(prepareCampaign(leaked))).toEqual(shown(prepareCampaign(known)));
  });
});

/** Source: docs/sources/school-changes.md#links; the department counts a sponsor-led academy as a new school. */
describe('the history before an academy', () => {
  const links = [
    { urn: '900301', linkUrn: '900302', linkType: 'Predecessor', establishedOn: '2024-04-01' },
    { urn: '900302', linkUrn: '900301', linkType: 'Successor', establishedOn: '2024-04-01' },
  ];
  const before = register('900302', { status: 'closed', closedOn: '2024-03-31' });
  const after = (typeCode: string): CampaignFacts =>
    country({ schools: [before, register('900301', { typeCode })], links, absence: ordinaryRows('900302') });

  it('is followed figure by figure for a converter, with the source lines of the school before', () => {
    const { drafted, facts } = draftOf(after('34'), '900301');
    expect(drafted.figures).toBeDefined();
    expect(facts.years.map(({ academicYear }) => academicYear)).toEqual(['202324', '202223', '202122', '201819']);
  });

  it('is not followed for a sponsor-led academy, which is withheld with the reason', () => {
    const { drafted, facts } = draftOf(after('28'), '900301');
    expect(drafted).toMatchObject({ outcome: 'withheld', reasons: [{ gate: 'history-not-carried' }] });
    expect(facts.years).toEqual([]);
    expect(plainNarrative(facts)).toContain('sponsor-led academy');
  });

  it('is replaced by the school’s own year where both have one', () => {
    const facts = after('34');
    const own = absence('900301', lastYear, 4.4);
    const { facts: report } = draftOf({ ...facts, absence: [...facts.absence, own] }, '900301');
    expect(report.years[0]?.attendancePercent.source).toEqual(own.source);
  });
});

describe('the facts of a report', () => {
  it('name the batch and line of each published figure', () => {
    const { facts } = ordinaryDraft();
    expect(facts.years).toHaveLength(4);
    const lines = new Set<number>();
    for (const { academicYear, attendancePercent, persistentAbsencePercent, severeAbsencePercent } of facts.years) {
      for (const figure of [attendancePercent, persistentAbsencePercent, severeAbsencePercent]) {
        expect(figure?.source).toEqual({ batchId: 2, line: attendancePercent.source.line, asOf: academicYear });
      }
      lines.add(attendancePercent.source.line);
    }
    expect(lines.size).toBe(4);
    expect(facts.modelVersion).toBe('model-1');
    expect(facts.policyVersion).not.toBe('');
  });

  it('always have the expectation on the ladder, and the pre-pandemic level only where it is known and higher', () => {
    for (const draft of ordinary.drafts) {
      const { facts } = makeDraft(draft, termsWith(ordinary.model));
      if (!facts.expectation) continue;
      const names = facts.ladder.map(({ name }) => name);
      expect(names.slice(0, 2)).toEqual([rungTitles['own-level'], rungTitles.expectation]);
      expect(facts.ladder[1]?.attendancePercent).toBe(facts.expectation.floorAttendancePercent);
    }
    const high = ordinaryRows(some).map((row) =>
      row.academicYear === '201819' ? absence(some, row.academicYear, 1.5) : row,
    );
    const others = country().absence.filter(({ urn }) => urn !== some);
    const known = draftOf({ ...country(), absence: [...others, ...high] }, some);
    expect(known.facts.ladder.at(-1)).toMatchObject({ name: rungTitles['own-pre-pandemic'], attendancePercent: 98.5 });
    const unknown = draftOf(
      { ...country(), absence: [...others, ...high.filter(({ academicYear }) => academicYear !== '201819')] },
      some,
    );
    expect(unknown.facts.ladder.map(({ name }) => name)).not.toContain(rungTitles['own-pre-pandemic']);
  });

  it('hold the same figures as the draft', () => {
    const { drafted, facts } = ordinaryDraft();
    expect(drafted.figures).toMatchObject({
      floorAttendancePercent: facts.expectation?.floorAttendancePercent,
      expectedAttendancePercent: facts.expectation?.expectedAttendancePercent,
      improvementPoints: facts.expectation?.improvementPoints,
      enrolments: 300,
      similarSchools: facts.similar.kind === 'found' ? facts.similar.schools.length : 0,
    });
  });
});

describe('a gate that blocks a draft', () => {
  it('puts it on hold with its reason, and keeps the figures for the reviewer', () => {
    const others = country().absence.filter(({ urn }) => urn !== some);
    const jump = [absence(some, lastYear, 19), absence(some, yearBefore, 5.5)];
    const { drafted, facts } = draftOf({ ...country(), absence: [...others, ...jump] }, some);
    expect(drafted.outcome).toBe('quarantined');
    expect(drafted.reasons.map(({ gate }) => gate)).toEqual(
      facts.findings.filter(({ severity }) => severity === 'blocks').map(({ gate }) => gate),
    );
    expect(drafted.reasons.length).toBeGreaterThan(0);
    expect(drafted.figures).toBeDefined();
  });
});

describe('a correction of a figure', () => {
  const lastYearOf = (attendancePercent: number): Correction => ({
    figure: 'last-year-absence',
    value: 100 - attendancePercent,
    reason: 'A register.',
  });

  it('goes through the same formulas as a published figure', () => {
    const others = country().absence.filter(({ urn, academicYear }) => urn !== some || academicYear !== lastYear);
    const published = prepareCampaign({ ...country(), absence: [...others, absence(some, lastYear, 5)] });
    const asPublished = makeDraft(prepared(published, some), termsWith(published.model));
    const wrong = prepared(published, some);
    const input = wrong.inputs && { ...wrong.inputs, model: { ...wrong.inputs.model, lastYearAbsencePercent: 9 } };
    const corrected = makeDraft(
      { ...wrong, ...(input && { inputs: input }) },
      termsWith(published.model, [lastYearOf(95)]),
    );
    expect(corrected.facts.expectation).toEqual(asPublished.facts.expectation);
    expect(corrected.facts.ladder).toEqual(asPublished.facts.ladder);
  });

  it('is shown next to the source’s figure and never replaces it', () => {
    const before = ordinaryDraft();
    const { facts, drafted } = ordinaryDraft([
      lastYearOf(96.25),
      { figure: 'year-before-absence', value: 4.5, reason: 'A register.' },
    ]);
    expect(facts.years.map(({ attendancePercent }) => attendancePercent)).toEqual(
      before.facts.years.map(({ attendancePercent }) => attendancePercent),
    );
    expect(facts.years.map(({ correctedAttendancePercent }) => correctedAttendancePercent)).toEqual([
      96.25,
      95.5,
      undefined,
      undefined,
    ]);
    expect(facts.ladder[0]).toEqual({ name: rungTitles['own-level'], attendancePercent: 96.25 });
    expect(drafted.reportVersion).toBe(3);
    expect(drafted.figures?.floorAttendancePercent).not.toBe(before.drafted.figures?.floorAttendancePercent);
  });

  it.each([
    ['60% absence last year', 'last-year-absence', 60],
    ['0.06 in place of 6', 'last-year-absence', 0.06],
    ['attendance in place of absence', 'year-before-absence', 94],
    ['a year before that no school of its size comes from', 'year-before-absence', 14],
    ['ten times the pupils', 'enrolments', 3000],
  ] as const)('goes through every gate again: %s is held', (_what, figure, value) => {
    expect(ordinaryDraft().drafted.outcome).toBe('drafted');
    const { drafted, facts } = ordinaryDraft([{ figure, value, reason: 'A register.' }]);
    expect(drafted.outcome).toBe('quarantined');
    expect(drafted.reasons.length).toBeGreaterThan(0);
    expect(facts.findings.some(({ severity }) => severity === 'blocks')).toBe(true);
  });

  it.each([
    ['last-year-absence', 4.6],
    ['year-before-absence', 5.6],
    ['enrolments', 310],
  ] as const)('that is plausible passes the gates: %s of %d', (figure, value) => {
    expect(ordinaryDraft([{ figure, value, reason: 'A register.' }]).drafted).toMatchObject({
      outcome: 'drafted',
      reasons: [],
    });
  });

  it('to the right figure takes away the finding about the wrong one, and keeps those about whole files', () => {
    const others = country().absence.filter(({ urn, academicYear }) => urn !== some || academicYear !== lastYear);
    const campaign = prepareCampaign({ ...country(), absence: [...others, absence(some, lastYear, 14)] });
    const wholeFile = {
      gate: 'a-file',
      severity: 'warns',
      owner: 'data-team',
      reason: 'A file.',
      remedy: 'Look.',
    } as const;
    const wrong = prepared(campaign, some);
    const held = { ...wrong, findings: [wholeFile, ...wrong.findings] };
    expect(makeDraft(held, termsWith(campaign.model)).drafted.outcome).toBe('quarantined');
    const { drafted, facts } = makeDraft(held, termsWith(campaign.model, [lastYearOf(95)]));
    expect(drafted.reasons).toEqual([]);
    expect(facts.findings.map(({ gate }) => gate)).toContain('a-file');
  });

  it('of the number of pupils is shown next to the source’s, and widens the interval of a smaller school', () => {
    const before = ordinaryDraft();
    const { facts, drafted } = ordinaryDraft([{ figure: 'enrolments', value: 60, reason: 'A roll.' }]);
    expect([facts.enrolments, facts.correctedEnrolments, drafted.figures?.enrolments]).toEqual([300, 60, 60]);
    expect(drafted.figures?.standardDeviationPoints).toBeGreaterThan(
      before.drafted.figures?.standardDeviationPoints ?? 100,
    );
  });

  /** Source: docs/sources/absence-statistics.md#small-numbers: at least thirty enrolments. */
  it('to fewer pupils than the minimum for an expectation withholds it', () => {
    const { drafted, facts } = ordinaryDraft([{ figure: 'enrolments', value: 29, reason: 'A roll.' }]);
    expect(drafted).toMatchObject({ outcome: 'withheld', reasons: [{ gate: 'too-small' }] });
    expect(facts).not.toHaveProperty('expectation');
  });
});

test('a school without a usable rate of last year is prepared without inventing a figure', () => {
  const { academicYear, urn, phase, source } = absence('900401', lastYear, 5);
  const row: AbsenceRow = {
    academicYear,
    urn,
    phase,
    source,
    enrolments: 300,
    marks: { absencePercent: { kind: 'suppressed', raw: 'c' } },
  };
  const { drafted, facts } = draftOf(country({ schools: [register('900401')], absence: [row] }), '900401');
  expect(drafted.outcome).toBe('withheld');
  expect(drafted).not.toHaveProperty('figures');
  expect(facts.years).toEqual([]);
});
