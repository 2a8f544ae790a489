import { type DraftFigures, type Drafted, type HoldReason } from '../school-year/messages/facts.js';
import {
  expectAbsence,
  type ExpectedAbsence,
  type ExpectInputs,
  type Interval as AbsenceInterval,
} from '../baseline/expect.js';
import {
  defaultExpectationPolicy,
  setExpectation,
  type Expectation,
  type ExpectationPolicy,
} from '../baseline/expectation.js';
import { ladderOf, rungNames, rungTitles, type Rung } from '../baseline/ladder.js';
import { type BaselineModel } from '../baseline/model.js';
import { isBlocked } from '../gates/run-gates.js';
import { withNames, type NamingOf } from '../naming/examples.js';
import { shownSum } from '../report/asked.js';
import {
  standingNotes,
  type AgreedFacts,
  type ExpectationFacts,
  type Interval,
  type LevelFacts,
  type ReportFacts,
  type YearFacts,
} from '../report/facts.js';
import { notComparedOn, stepsOf, type AnswerDays } from '../report/standing.js';
import { defaultDecisionPolicy } from '../school-year/default-policy.js';
import { type Correction } from '../school-year/state.js';
import { minimumEnrolments } from '../scope/scope.js';
import { shiftYear, type AcademicYear } from '../shared/academic-year.js';
import { regions } from '../shared/phase.js';
import { attendanceFromAbsence, roundTo } from '../shared/rates.js';
import { toolkitsFor } from '../toolkits/toolkits-for.js';
import { findingsWith } from './corrected-gates.js';
import { fitExamples } from './fit-examples.js';
import { type ExpectationInputs, type PreparedDraft } from './prepared-draft.js';

export interface DraftTerms {
  readonly academicYear: AcademicYear;
  readonly reportVersion: number;
  readonly modelVersion: string;
  readonly model: BaselineModel;
  readonly corrections: readonly Correction[];
  /** Which examples this report may name. */
  readonly namingOf: NamingOf;
  readonly policy?: ExpectationPolicy;
  /** The days that a school has to answer; the defaults unless the campaign sets others. */
  readonly decisions?: AnswerDays;
  /** The floor that people agreed in place of the drafted one. */
  readonly agreed?: AgreedFacts;
  /** Notes for every report in addition to the standing ones, such as that decisions are simulated. */
  readonly notices: readonly string[];
}

export interface Draft {
  readonly drafted: Drafted;
  readonly facts: ReportFacts;
}

interface Figures {
  readonly expected: ExpectedAbsence;
  readonly expectation: Expectation;
  readonly ladder: readonly Rung[];
}

/** Makes one school's draft: its figures with corrections in place, its hold reasons, and the report's facts. */
export function makeDraft(published: PreparedDraft, terms: DraftTerms): Draft {
  const noExpectation = outsideScope(published, terms);
  const figures = noExpectation || !published.inputs ? undefined : figuresOf(published.inputs, terms);
  const prepared = { ...published, findings: findingsOf(published, terms, figures) };
  const reasons = noExpectation ? [noExpectation] : reasonsOf(prepared, figures);
  const outcome = noExpectation ? 'withheld' : !figures || isBlocked(prepared.findings) ? 'quarantined' : 'drafted';
  return {
    drafted: {
      kind: 'drafted',
      outcome,
      reasons,
      reportVersion: terms.reportVersion,
      modelVersion: terms.modelVersion,
      ...(figures && { figures: draftFigures(prepared, terms, figures) }),
    },
    facts: {
      ...reportFacts(prepared, terms, figures),
      ...(!figures && { withheldBecause: reasons.map(({ reason }) => reason) }),
    },
  };
}

const findingsOf = (
  published: PreparedDraft,
  { corrections, model: { nationalRates } }: DraftTerms,
  figures: Figures | undefined,
): PreparedDraft['findings'] => findingsWith(published, { corrections, nationalRates, expected: figures?.expected });

function figuresOf(
  inputs: ExpectationInputs,
  { model, corrections, agreed, policy = defaultExpectationPolicy }: DraftTerms,
): Figures {
  const corrected = corrections.reduce(withCorrection, inputs.model);
  const expected = expectAbsence(model, corrected);
  const expectation = setExpectation(policy, {
    ...inputs.similar,
    expectedAbsencePercent: expected.expectedAbsencePercent,
  });
  const ladder = ladderOf({
    ...inputs.rungs,
    'own-level': attendanceFromAbsence(corrected.lastYearAbsencePercent),
    expectation: agreed?.floorAttendancePercent ?? expectation.floorAttendancePercent,
  });
  return { expected, expectation, ladder };
}

function withCorrection(inputs: ExpectInputs, { figure, value }: Correction): ExpectInputs {
  switch (figure) {
    case 'last-year-absence':
      return { ...inputs, lastYearAbsencePercent: value };
    case 'year-before-absence':
      return { ...inputs, yearBeforeAbsencePercent: value };
    case 'enrolments':
      return { ...inputs, enrolments: value };
  }
}

/** Why the school gets no expectation this year, if so. A corrected number of pupils is held to the same least number. */
function outsideScope({ scope }: PreparedDraft, { corrections }: DraftTerms): HoldReason | undefined {
  if (scope.kind !== 'in-scope') return { gate: scope.reason.code, reason: scope.reason.sentence };
  const enrolments = correctedEnrolments(corrections);
  return enrolments !== undefined && enrolments < minimumEnrolments
    ? { gate: 'too-small', reason: 'By the corrected number of pupils the figures could point to one of them.' }
    : undefined;
}

const correctedEnrolments = (corrections: readonly Correction[]): number | undefined =>
  corrections.find(({ figure }) => figure === 'enrolments')?.value;

function reasonsOf({ findings }: PreparedDraft, figures: Figures | undefined): readonly HoldReason[] {
  const blocking = findings
    .filter(({ severity }) => severity === 'blocks')
    .map(({ gate, reason }) => ({ gate, reason }));
  if (blocking.length > 0 || figures) return blocking;
  return [{ gate: 'nothing-to-expect-from', reason: 'No similar schools or earlier years say what to expect.' }];
}

function draftFigures(
  { similar, enrolments, absencePhase = 'secondary' }: PreparedDraft,
  terms: DraftTerms,
  { expected, expectation, ladder }: Figures,
): DraftFigures {
  return {
    phase: absencePhase,
    enrolments: correctedEnrolments(terms.corrections) ?? enrolments ?? 0,
    baselineAttendancePercent: expectation.baselineAttendancePercent,
    expectedAttendancePercent: expectation.expectedAttendancePercent,
    floorAttendancePercent: expectation.floorAttendancePercent,
    improvementPoints: expectation.improvementPoints,
    standardDeviationPoints: roundTo(expected.standardDeviationPoints, 4),
    ladder: ladder.map(({ name, attendancePercent }) => ({ name, attendancePercent: roundTo(attendancePercent, 4) })),
    similarSchools: similar.kind === 'found' ? similar.schools.length : 0,
  };
}

function reportFacts(prepared: PreparedDraft, terms: DraftTerms, figures: Figures | undefined): ReportFacts {
  const facts = bareFacts(prepared, terms, figures);
  return { ...facts, toolkits: toolkitsFor(facts, prepared.phase) };
}

function bareFacts(
  prepared: PreparedDraft,
  terms: DraftTerms,
  figures: Figures | undefined,
): Omit<ReportFacts, 'toolkits'> {
  const { urn, name, laName, regionCode, absencePhase = 'secondary', enrolments, years, findings } = prepared;
  const similar = examplesFor(prepared, terms, figures);
  const corrected = correctedEnrolments(terms.corrections);
  return {
    academicYear: terms.academicYear,
    urn,
    name,
    laName,
    regionName: regionCode === '' ? '' : regions[regionCode],
    phase: absencePhase,
    modelVersion: terms.modelVersion,
    policyVersion: (terms.policy ?? defaultExpectationPolicy).version,
    enrolments,
    ...(prepared.enrolmentsSource && { enrolmentsSource: prepared.enrolmentsSource }),
    ...(corrected !== undefined && { correctedEnrolments: corrected }),
    years: years.map((year) => withCorrectedYear(year, terms)),
    ...(figures && { expectation: expectationFacts(figures) }),
    ...(figures && terms.agreed && { agreed: terms.agreed }),
    ladder: (figures?.ladder ?? []).map(({ name: rung, attendancePercent }) => ({
      name: rungTitles[rung],
      attendancePercent: roundTo(attendancePercent, 4),
    })),
    levels: levelFacts(prepared),
    similar: withNames(similar, terms.namingOf),
    findings: findings.map(({ gate, severity, reason, remedy }) => ({ gate, severity, reason, remedy })),
    notes: [...standingNotes, ...terms.notices],
    notComparedOn,
    steps: figures ? stepsOf(terms.decisions ?? defaultDecisionPolicy) : [],
  };
}

/** The prepared examples that are better than the floor that holds and than a corrected figure. */
function examplesFor(
  prepared: PreparedDraft,
  terms: DraftTerms,
  figures: Figures | undefined,
): PreparedDraft['similar'] {
  const { similar, absencePhase: phase = 'secondary', enrolments } = prepared;
  if (!figures) return similar;
  const corrected = terms.corrections.find(({ figure }) => figure === 'last-year-absence');
  return fitExamples(similar, {
    floorAttendancePercent: terms.agreed?.floorAttendancePercent ?? figures.expectation.floorAttendancePercent,
    ...(corrected && { correctedAttendancePercent: attendanceFromAbsence(corrected.value) }),
    enrolments: correctedEnrolments(terms.corrections) ?? enrolments ?? 0,
    phase,
  });
}

function levelFacts({ inputs }: PreparedDraft): readonly LevelFacts[] {
  return rungNames.flatMap((name) => {
    const attendancePercent = inputs?.rungs[name];
    const source = inputs?.rungSources?.[name];
    const authority = name === 'local-authority' ? inputs?.rungAuthority : undefined;
    return attendancePercent === undefined
      ? []
      : [
          {
            name,
            attendancePercent: roundTo(attendancePercent, 4),
            ...(authority !== undefined && { authority }),
            ...(source && { source }),
          },
        ];
  });
}

const expectationFacts = ({ expected, expectation }: Figures): ExpectationFacts => ({
  baselineAttendancePercent: expectation.baselineAttendancePercent,
  expectedAttendancePercent: expectation.expectedAttendancePercent,
  floorAttendancePercent: expectation.floorAttendancePercent,
  improvementPoints: expectation.improvementPoints,
  standardDeviationPoints: roundTo(expected.standardDeviationPoints, 4),
  isHold: expectation.isHold,
  shown: shownSum(expectation),
  interval80: asAttendance(expected.interval80),
  interval95: asAttendance(expected.interval95),
  reasons: expectation.reasons.map(({ sentence }) => sentence),
});

const asAttendance = ({ low, high }: AbsenceInterval): Interval => ({
  lowPercent: roundTo(attendanceFromAbsence(high), 4),
  highPercent: roundTo(attendanceFromAbsence(low), 4),
});

/** The corrected value is kept next to the published one and never replaces it. */
function withCorrectedYear(year: YearFacts, { academicYear, corrections }: DraftTerms): YearFacts {
  const figure =
    year.academicYear === shiftYear(academicYear, -1)
      ? 'last-year-absence'
      : year.academicYear === shiftYear(academicYear, -2)
        ? 'year-before-absence'
        : undefined;
  const correction = corrections.find((one) => one.figure === figure);
  return correction
    ? { ...year, correctedAttendancePercent: roundTo(attendanceFromAbsence(correction.value), 4) }
    : year;
}
