import { expectFrame, type SchoolExpected } from '../baseline/expect.js';
import { type BaselineModel } from '../baseline/model.js';
import { type NationalRates } from '../baseline/national-rates.js';
import { requireNational } from '../baseline/prepare.js';
import { runGates } from '../gates/run-gates.js';
import { type YearFacts } from '../report/facts.js';
import { shiftYear, type AcademicYear } from '../shared/academic-year.js';
import { attendanceFromAbsence } from '../shared/rates.js';
import { type AbsenceRow, type CampaignFacts } from './campaign-facts.js';
import { comparisons, similarFacts } from './comparisons.js';
import { fitCampaign, knownBefore, nationalOf } from './fit-campaign.js';
import { gateInputs } from './gate-inputs.js';
import { type ExpectationInputs, type PreparedDraft } from './prepared-draft.js';
import { referenceYears } from './reference-years.js';
import { frameOf, knownSchools, type KnownSchool } from './school-histories.js';

export interface PreparedCampaign {
  readonly model: BaselineModel;
  readonly drafts: readonly PreparedDraft[];
}

/**
 * Everything a campaign knows before its first school starts: the fitted model, and for every school of the register its
 * scope, the inputs of its expectation, its comparisons and what the gates found.
 * @throws RangeError when no year has outcomes to fit on, or a national rate is missing.
 */
export function prepareCampaign(given: CampaignFacts): PreparedCampaign {
  const facts = knownBefore(given);
  const known = knownSchools(facts);
  const national = nationalOf(facts, known.schools);
  const model = fitCampaign(facts, known.schools, national);
  const frame = frameOf(facts, known.schools, facts.targetYear);
  const expected = new Map(expectFrame(model, frame).map((one) => [one.urn, one]));
  const similar = comparisons(facts, known.schools, frame, model);
  const gateInput = gateInputs(facts, known, national);
  const names = new Map(facts.schools.map(({ urn, name }) => [urn, name]));
  const areas = areaLevels(facts);
  return {
    model,
    drafts: known.schools.map((school): PreparedDraft => {
      const answer = expected.get(school.school.urn);
      const examples = similar.get(school.school.urn);
      const interval = answer?.kind === 'expected' ? { interval80: answer.expected.interval80 } : {};
      const inputs = answer?.kind === 'expected' ? inputsOf({ facts, areas, national }, school, answer) : undefined;
      return {
        ...identity(school),
        years: school.rows.flatMap(yearFacts),
        similar: similarFacts(examples, (urn) => names.get(urn) ?? urn),
        findings:
          school.scope.kind === 'in-scope'
            ? runGates(gateInput(school, { ...interval, ...(examples && { similar: examples }) }))
            : [],
        ...(inputs && { inputs }),
      };
    }),
  };
}

function identity({
  school,
  phase,
  scope,
  enrolments,
}: KnownSchool): Omit<PreparedDraft, 'years' | 'similar' | 'findings'> {
  const { urn, name, laCode, laName, regionCode } = school;
  return {
    urn,
    name,
    laCode,
    laName,
    regionCode: regionCode ?? '',
    phase: school.phase,
    scope,
    ...(phase && { absencePhase: phase }),
    ...(enrolments !== undefined && { enrolments }),
  };
}

interface Shared {
  readonly facts: CampaignFacts;
  readonly areas: AreaLevels;
  readonly national: NationalRates;
}

function inputsOf(
  { facts: { targetYear }, areas, national }: Shared,
  { school, phase, rows, enrolments }: KnownSchool,
  { similar }: Extract<SchoolExpected, { kind: 'expected' }>,
): ExpectationInputs | undefined {
  const absenceOf = (year: AcademicYear): number | undefined =>
    rows.find(({ academicYear }) => academicYear === year)?.absencePercent;
  const lastYear = absenceOf(shiftYear(targetYear, -1));
  if (lastYear === undefined || phase === undefined || enrolments === undefined) return undefined;
  const yearBefore = absenceOf(shiftYear(targetYear, -2));
  const prePandemic = absenceOf(referenceYears.prePandemic);
  const country = areas.get(`national ${phase}`);
  const local = areas.get(`${school.laCode} ${phase}`);
  return {
    model: {
      phase,
      targetYear,
      lastYearAbsencePercent: lastYear,
      enrolments,
      similarDeviationPoints: 100 - similar.meanPercent - requireNational(national, phase, shiftYear(targetYear, -1)),
      ...(yearBefore !== undefined && { yearBeforeAbsencePercent: yearBefore }),
    },
    similar: {
      similarAttendancePercent: similar.meanPercent,
      similarTopDecileAttendancePercent: similar.topDecilePercent,
      ...(prePandemic !== undefined && { prePandemicAttendancePercent: attendanceFromAbsence(prePandemic) }),
    },
    rungs: {
      'similar-median': similar.medianPercent,
      'similar-top-quarter': similar.topQuarterPercent,
      ...(local !== undefined && { 'local-authority': local }),
      ...(country !== undefined && { national: country }),
      ...(prePandemic !== undefined && { 'own-pre-pandemic': attendanceFromAbsence(prePandemic) }),
    },
  };
}

type AreaLevels = ReadonlyMap<string, number>;

/** Last year's attendance of the nation and of each authority, by phase. */
function areaLevels({ targetYear, areas }: CampaignFacts): AreaLevels {
  const lastYear = shiftYear(targetYear, -1);
  return new Map(
    areas
      .filter(({ academicYear }) => academicYear === lastYear)
      .map(({ level, laCode, phase, absencePercent }) => [
        `${level === 'national' ? 'national' : (laCode ?? '')} ${phase}`,
        attendanceFromAbsence(absencePercent),
      ]),
  );
}

function yearFacts({
  academicYear,
  absencePercent,
  persistentAbsencePercent,
  severeAbsencePercent,
  source,
}: AbsenceRow): readonly YearFacts[] {
  if (absencePercent === undefined) return [];
  return [
    {
      academicYear,
      attendancePercent: { value: attendanceFromAbsence(absencePercent), source },
      ...(persistentAbsencePercent !== undefined && {
        persistentAbsencePercent: { value: persistentAbsencePercent, source },
      }),
      ...(severeAbsencePercent !== undefined && { severeAbsencePercent: { value: severeAbsencePercent, source } }),
    },
  ];
}
