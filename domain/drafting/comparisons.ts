import { type NationalRates } from '../baseline/national-rates.js';
import { contextStandard } from '../baseline/standardise.js';
import { type Frame, type SchoolHistory } from '../baseline/types.js';
import { type NamedExample, type SimilarFacts } from '../report/facts.js';
import { isSelective } from '../scope/traits.js';
import { roundTo } from '../shared/rates.js';
import { areaSelectivity } from '../similar/area-selectivity.js';
import { type KnownAttendance, comparableSchool, contextCoordinates, knownAttendance } from '../similar/comparable.js';
import { type SimilarRules, defaultSimilarRules } from '../similar/rules.js';
import { similarForAll } from '../similar/similar-schools.js';
import { type ComparableSchool, type SimilarResult } from '../similar/types.js';
import { type ContextWeights, learnWeights } from '../similar/weights.js';
import { formerCodes } from './authority-moves.js';
import { type CampaignFacts } from './campaign-facts.js';
import { type KnownSchool } from './school-histories.js';

/** How schools are compared, published once a year: plain JSON. */
export interface ComparisonMethod {
  readonly rules: SimilarRules;
  readonly weights: ContextWeights;
}

interface Comparisons {
  readonly method: ComparisonMethod;
  /** By URN. */
  readonly results: ReadonlyMap<string, SimilarResult>;
}

/** The fair examples of each school of a frame; a school without last year's rate is compared with nobody. */
export function comparisons(
  facts: CampaignFacts,
  schools: readonly KnownSchool[],
  frame: Frame,
  { national, floors }: { readonly national: NationalRates; readonly floors: ReadonlyMap<string, number> },
): Comparisons {
  const comparable = comparableSchools(facts, schools, frame, national);
  const rules = defaultSimilarRules;
  const method = { rules, weights: learnWeights(comparable, facts.contextSource, rules) };
  return { method, results: similarForAll(comparable, { ...method, floors }) };
}

interface Compared {
  readonly known: KnownSchool;
  readonly history: SchoolHistory;
  readonly enrolments: number;
  readonly attendance: KnownAttendance;
}

function comparedSchools(schools: readonly KnownSchool[], frame: Frame, national: NationalRates): readonly Compared[] {
  const histories = new Map(frame.schools.map((history) => [history.urn, history]));
  return schools.flatMap((known) => {
    const history = histories.get(known.school.urn);
    const attendance = history && knownAttendance(history, frame.targetYear, national);
    const { enrolments, scope } = known;
    if (!history || !attendance || enrolments === undefined || scope.kind !== 'in-scope') return [];
    return [{ known, history, enrolments, attendance }];
  });
}

/** The context is in standard deviations among the schools compared; mixed with an earlier year's, one changed measure would dominate. */
function comparableSchools(
  facts: CampaignFacts,
  schools: readonly KnownSchool[],
  frame: Frame,
  national: NationalRates,
): readonly ComparableSchool[] {
  const compared = comparedSchools(schools, frame, national);
  const { contextSource } = facts;
  const standard = contextStandard(
    contextSource,
    compared.map(({ history }) => history),
  );
  const areas = areaSelectivity(
    schools.flatMap(({ school, phase, enrolments }) =>
      phase === 'secondary' && school.status !== 'closed'
        ? [{ laCode: school.laCode, pupils: enrolments ?? 0, isSelective: isSelective(school) }]
        : [],
    ),
    facts.areaPrior,
    facts.areaPrior && formerCodes(facts),
  );
  const trustSizes = sizesOfTrusts(schools);
  return compared.map(({ known: { school }, history, enrolments, attendance }) =>
    comparableSchool(school, {
      history,
      enrolments,
      ...attendance,
      contextCoordinates: contextCoordinates(contextSource, standard, history),
      areaSelectivity: areas.get(school.laCode)?.class ?? 'unknown',
      trustSchools: school.trustCode === undefined ? undefined : trustSizes.get(school.trustCode),
    }),
  );
}

function sizesOfTrusts(schools: readonly KnownSchool[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const { school } of schools) {
    if (school.trustCode === undefined || school.status === 'closed') continue;
    sizes.set(school.trustCode, (sizes.get(school.trustCode) ?? 0) + 1);
  }
  return sizes;
}

/** The examples as the report shows them, with each school's name. */
export function similarFacts(
  result: SimilarResult | undefined,
  nameOf: (urn: string) => string,
): SimilarFacts<NamedExample> {
  if (!result) return { kind: 'no-fair-example', reason: 'There is no full year of attendance to compare with.' };
  if (result.kind === 'no-fair-example') return { kind: 'no-fair-example', reason: result.reason };
  return {
    kind: 'found',
    schools: result.examples.map(({ urn, attendancePercent, roadLikeMiles, alike, different }) => ({
      urn,
      name: nameOf(urn),
      attendancePercent,
      miles: roundTo(roadLikeMiles, 1),
      alike,
      different,
    })),
  };
}
