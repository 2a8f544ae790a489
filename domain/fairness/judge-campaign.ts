import { fitBaseline } from '../baseline/fit.js';
import { type Frame } from '../baseline/types.js';
import { type CampaignFacts } from '../drafting/campaign-facts.js';
import { fitCampaign, knownBefore, nationalOf, parametersFor, trainingFrames } from '../drafting/fit-campaign.js';
import { frameOf, knownSchools, type KnownSchool } from '../drafting/school-histories.js';
import { isRural } from '../scope/traits.js';
import { shiftYear, yearInWords, type AcademicYear } from '../shared/academic-year.js';
import { intakeChoice } from './intake.js';
import { judgeFrame, type JudgePolicies, type JudgeTerms } from './judge-frame.js';
import { type JudgedSchool } from './judged-school.js';

/** How one judged year was had. */
export interface YearJudgement {
  readonly judgedYear: AcademicYear;
  /** `back-test`: fitted on what was known before it began; `cross-fit`: each school predicted by a fit that had not seen it. */
  readonly basis: 'back-test' | 'cross-fit';
  readonly trainedOn: readonly AcademicYear[];
  /** What a reader must know of it. */
  readonly note: string;
  readonly schools: readonly JudgedSchool[];
}

const yearsJudged = 2;

/** The last years, oldest first, whose outcomes a campaign knows and whose year before is known: at most two. */
export function judgedYears(given: CampaignFacts): readonly AcademicYear[] {
  const years = new Set(knownBefore(given).absence.map(({ academicYear }) => academicYear));
  return [...years]
    .filter((year) => years.has(shiftYear(year, -1)))
    .sort()
    .slice(-yearsJudged);
}

/**
 * Judges the way a campaign expects on a year whose outcomes are known: as a campaign of that year would have, where two successive
 * years lie before it; else by leaving each school out of the fit that predicts it.
 * @throws RangeError when the year cannot be fitted, or a national rate is missing.
 */
export function judgeYear(given: CampaignFacts, judgedYear: AcademicYear, policies: JudgePolicies): YearJudgement {
  const upTo = { ...knownBefore({ ...given, targetYear: shiftYear(judgedYear, 1) }) };
  const earlier = knownBefore({ ...upTo, targetYear: judgedYear });
  return judgedYears(upTo).length > 0 && judgedYears(earlier).length > 0
    ? backTest(upTo, earlier, policies)
    : crossFit(upTo, judgedYear, policies);
}

/** `facts` know the judged year, `earlier` end before it. */
function backTest(facts: CampaignFacts, earlier: CampaignFacts, policies: JudgePolicies): YearJudgement {
  const { targetYear: judgedYear } = earlier;
  const now = knownSchools(facts).schools;
  const then = knownSchools(earlier).schools;
  const model = fitCampaign(earlier, then, nationalOf(earlier, then));
  const sizes = new Map(then.map(({ school, enrolments }) => [school.urn, enrolments]));
  const frame = withSizes(frameOf(facts, now, judgedYear), sizes);
  return {
    judgedYear,
    basis: 'back-test',
    trainedOn: model.trainingYears,
    note: `${yearInWords(judgedYear)}: fitted on what was known before the year began and set against how it came out, the national change taken out.`,
    schools: judgeFrame(model, frame, judgeTerms(facts, now, then, policies)),
  };
}

/** Sizes as they were known before the judged year, where they were. */
const withSizes = ({ targetYear, schools }: Frame, sizes: ReadonlyMap<string, number | undefined>): Frame => ({
  targetYear,
  schools: schools.map((school) => {
    const enrolments = sizes.get(school.urn) ?? school.enrolments;
    return { ...school, ...(enrolments !== undefined && { enrolments }) };
  }),
});

const folds = 5;
/** A school stays in its fold whatever the order of the files. */
const foldOf = (urn: string): number => Number(urn) % folds;

function crossFit(facts: CampaignFacts, judgedYear: AcademicYear, policies: JudgePolicies): YearJudgement {
  const known = knownSchools(facts).schools;
  const nationalRates = nationalOf(facts, known);
  const frames = trainingFrames(facts, known);
  const frame = frameOf(facts, known, judgedYear);
  const terms = judgeTerms(facts, known, known, policies);
  const schools = Array.from({ length: folds }, (_, fold) => {
    const rest = frames.map(({ targetYear, schools: all }) => ({
      targetYear,
      schools: all.filter(({ urn }) => foldOf(urn) !== fold),
    }));
    const training = { frames: rest, contextSource: facts.contextSource, nationalRates };
    const model = fitBaseline(training, parametersFor(facts));
    return judgeFrame(model, frame, { ...terms, isJudged: (urn) => foldOf(urn) === fold && terms.isJudged(urn) });
  });
  return {
    judgedYear,
    basis: 'cross-fit',
    trainedOn: frames.map(({ targetYear }) => targetYear),
    note: `${yearInWords(judgedYear)}: no two successive years lie before it, so each school is predicted by a fit on the other schools of the same year; how years drift is not in it.`,
    schools: schools.flat(),
  };
}

/** `then`: who would have had an expectation in the judged year, by today’s register and the figures of the time. */
function judgeTerms(
  facts: CampaignFacts,
  now: readonly KnownSchool[],
  then: readonly KnownSchool[],
  policies: JudgePolicies,
): JudgeTerms & Required<Pick<JudgeTerms, 'isJudged'>> {
  const inScope = new Set(then.flatMap(({ school, scope }) => (scope.kind === 'in-scope' ? [school.urn] : [])));
  const settings = new Map(
    now.map(({ school }) => [school.urn, school.urbanRural === undefined ? undefined : isRural(school)]),
  );
  return {
    ...policies,
    nationalRates: nationalOf(facts, now),
    intake: intakeChoice(facts.contextSource),
    isRural: (urn) => settings.get(urn),
    isJudged: (urn) => inScope.has(urn),
  };
}
