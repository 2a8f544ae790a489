import { expectAbsence, expectFrame, type SchoolExpected } from '../baseline/expect.js';
import { defaultExpectationPolicy, setExpectation } from '../baseline/expectation.js';
import { type BaselineModel } from '../baseline/model.js';
import { type NationalRates } from '../baseline/national-rates.js';
import { requireNational } from '../baseline/prepare.js';
import { runGates } from '../gates/run-gates.js';
import { type YearFacts } from '../report/facts.js';
import { shiftYear, type AcademicYear } from '../shared/academic-year.js';
import { attendanceFromAbsence, roundTo } from '../shared/rates.js';
import { type AbsencePhase } from '../shared/phase.js';
import { codesBefore } from '../similar/authority-changes.js';
import { type AbsenceRow, type AreaRate, type CampaignFacts, type RegisteredSchool } from './campaign-facts.js';
import { findingsOf } from './campaign-gates.js';
import { type ComparisonMethod, comparisons, similarFacts } from './comparisons.js';
import { fitCampaign, knownBefore, nationalOf } from './fit-campaign.js';
import { gateInputs } from './gate-inputs.js';
import { withHeldCorrections } from './held-corrections.js';
import { type ExpectationInputs, type PreparedDraft } from './prepared-draft.js';
import { referenceYears } from './reference-years.js';
import { enrolmentsSource, lastYearSources, rungSources, withSources } from './report-sources.js';
import { frameOf, knownSchools, type KnownSchool } from './school-histories.js';

export interface PreparedCampaign {
  readonly model: BaselineModel;
  readonly comparisonMethod: ComparisonMethod;
  readonly drafts: readonly PreparedDraft[];
}

/**
 * Everything a campaign knows before its first school starts: the fitted model, and for every school of the register its
 * scope, the inputs of its expectation, its comparisons and what the gates found. `held`: a model fitted before, used as it is.
 * @throws RangeError when no year has outcomes to fit on, or a national rate is missing.
 */
export function prepareCampaign(given: CampaignFacts, held?: BaselineModel): PreparedCampaign {
  const facts = withHeldCorrections(knownBefore(given));
  const known = knownSchools(facts);
  const national = nationalOf(facts, known.schools);
  const model = held ?? fitCampaign(facts, known.schools, national);
  const frame = frameOf(facts, known.schools, facts.targetYear);
  const expected = new Map(expectFrame(model, frame).map((one) => [one.urn, one]));
  const gateInput = gateInputs(facts, known);
  const ofWholeFiles = findingsOf(facts);
  const names = new Map(facts.schools.map(({ urn, name }) => [urn, name]));
  const areas = areaLevels(facts);
  const inputs = new Map(
    known.schools.flatMap((school) => {
      const answer = expected.get(school.school.urn);
      const made = answer?.kind === 'expected' ? inputsOf({ facts, areas, national }, school, answer) : undefined;
      return made ? [[school.school.urn, made] as const] : [];
    }),
  );
  const floors = floorsOf(model, inputs);
  const { method, results: similar } = comparisons(facts, known.schools, frame, { national, floors });
  const lastYear = shiftYear(facts.targetYear, -1);
  const sources = lastYearSources(known.schools, lastYear);
  return {
    model,
    comparisonMethod: method,
    drafts: known.schools.map((school): PreparedDraft => {
      const answer = expected.get(school.school.urn);
      const examples = similar.get(school.school.urn);
      const interval = answer?.kind === 'expected' ? { interval80: answer.expected.interval80 } : {};
      const ownInputs = inputs.get(school.school.urn);
      const looked = school.scope.kind === 'in-scope' ? gateInput(school) : undefined;
      return {
        ...identity(school, lastYear),
        years: school.rows.flatMap(yearFacts),
        similar: withSources(
          similarFacts(examples, (urn) => names.get(urn) ?? urn),
          sources,
        ),
        findings: looked
          ? [
              ...ofWholeFiles(school.school.urn),
              ...runGates({ ...looked, nationalRates: national, ...interval, ...(examples && { similar: examples }) }),
            ]
          : [],
        ...(looked && { gateInput: looked }),
        ...(ownInputs && { inputs: ownInputs }),
      };
    }),
  };
}

/** The floor that each draft will have by the policy in force, so that examples are chosen above it. */
const floorsOf = (model: BaselineModel, inputs: ReadonlyMap<string, ExpectationInputs>): ReadonlyMap<string, number> =>
  new Map(
    [...inputs].map(([urn, { model: own, similar }]) => {
      const { expectedAbsencePercent } = expectAbsence(model, own);
      const { floorAttendancePercent } = setExpectation(defaultExpectationPolicy, {
        ...similar,
        expectedAbsencePercent,
      });
      return [urn, floorAttendancePercent];
    }),
  );

function identity(known: KnownSchool, lastYear: AcademicYear): Omit<PreparedDraft, 'years' | 'similar' | 'findings'> {
  const { school, phase, scope, enrolments } = known;
  const { urn, name, laCode, laName, regionCode } = school;
  const source = enrolmentsSource(known, lastYear);
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
    ...(source && { enrolmentsSource: source }),
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
  const rowOf = (year: AcademicYear): AbsenceRow | undefined => rows.find(({ academicYear }) => academicYear === year);
  const absenceOf = (year: AcademicYear): number | undefined => rowOf(year)?.absencePercent;
  const lastYear = absenceOf(shiftYear(targetYear, -1));
  if (lastYear === undefined || phase === undefined || enrolments === undefined) return undefined;
  const yearBefore = absenceOf(shiftYear(targetYear, -2));
  const prePandemic = absenceOf(referenceYears.prePandemic);
  const country = areas.get(`national ${phase}`);
  const local = localAverage(areas, school, { phase, rowCode: rowOf(shiftYear(targetYear, -1))?.laCode });
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
      ...(local && { 'local-authority': attendanceFromAbsence(local.absencePercent) }),
      ...(country && { national: attendanceFromAbsence(country.absencePercent) }),
      ...(prePandemic !== undefined && { 'own-pre-pandemic': attendanceFromAbsence(prePandemic) }),
    },
    ...(local && authorityName(local, school)),
    rungSources: rungSources({ country, local, own: rowOf(referenceYears.prePandemic)?.source }),
  };
}

/**
 * Last year's average of the school's authority. Where the authority has a new code since, the average is of the one that the school was in
 * last year, or of the one that the new code replaced.
 */
function localAverage(
  areas: AreaLevels,
  { laCode }: RegisteredSchool,
  { phase, rowCode }: { readonly phase: AbsencePhase; readonly rowCode: string | undefined },
): AreaRate | undefined {
  const codes = [laCode, ...(rowCode === undefined ? [] : [rowCode]), ...codesBefore(laCode)];
  return codes.map((code) => areas.get(`${code} ${phase}`)).find((rate) => rate !== undefined);
}

/** By the register's name for the school's own authority, else by the name in the area file. */
function authorityName(
  local: AreaRate,
  { laCode, laName }: RegisteredSchool,
): Pick<ExpectationInputs, 'rungAuthority'> {
  const name = local.laCode === laCode && laName !== '' ? laName : local.laName;
  return name === undefined || name === '' ? {} : { rungAuthority: name };
}

type AreaLevels = ReadonlyMap<string, AreaRate>;

/** Last year's rates of the nation and of each authority, by phase. */
function areaLevels({ targetYear, areas }: CampaignFacts): AreaLevels {
  const lastYear = shiftYear(targetYear, -1);
  return new Map(
    areas
      .filter(({ academicYear }) => academicYear === lastYear)
      .map((rate) => [`${rate.level === 'national' ? 'national' : (rate.laCode ?? '')} ${rate.phase}`, rate]),
  );
}

function yearFacts({
  academicYear,
  absencePercent,
  publishedAbsencePercent,
  persistentAbsencePercent,
  severeAbsencePercent,
  source,
}: AbsenceRow): readonly YearFacts[] {
  if (absencePercent === undefined) return [];
  return [
    {
      academicYear,
      attendancePercent: { value: attendanceFromAbsence(publishedAbsencePercent ?? absencePercent), source },
      ...(publishedAbsencePercent !== undefined && {
        correctedAttendancePercent: roundTo(attendanceFromAbsence(absencePercent), 4),
      }),
      ...(persistentAbsencePercent !== undefined && {
        persistentAbsencePercent: { value: persistentAbsencePercent, source },
      }),
      ...(severeAbsencePercent !== undefined && { severeAbsencePercent: { value: severeAbsencePercent, source } }),
    },
  ];
}
