import { type BaselineModel } from '../baseline/model.js';
import { absenceIn, type Frame } from '../baseline/types.js';
import { type SimilarFacts } from '../report/facts.js';
import { shiftYear } from '../shared/academic-year.js';
import { attendanceFromAbsence, roundTo } from '../shared/rates.js';
import { areaSelectivity } from '../similar/area-selectivity.js';
import { comparableSchool, contextCoordinates } from '../similar/comparable.js';
import { kindIndex } from '../similar/kind.js';
import { defaultSimilarRules } from '../similar/rules.js';
import { similarSchoolsIn } from '../similar/similar-schools.js';
import { type ComparableSchool, type SimilarResult } from '../similar/types.js';
import { type CampaignFacts } from './campaign-facts.js';
import { type KnownSchool } from './school-histories.js';

/** The fair examples of each school of a frame, by URN; a school without last year's rate is compared with nobody. */
export function comparisons(
  facts: CampaignFacts,
  schools: readonly KnownSchool[],
  frame: Frame,
  model: BaselineModel,
): ReadonlyMap<string, SimilarResult> {
  const comparable = comparableSchools(facts, schools, frame, model);
  const index = kindIndex(comparable);
  return new Map(
    comparable.map((target) => [
      target.urn,
      similarSchoolsIn(index, target, { rules: defaultSimilarRules, contextSource: facts.contextSource }),
    ]),
  );
}

function comparableSchools(
  facts: CampaignFacts,
  schools: readonly KnownSchool[],
  frame: Frame,
  model: BaselineModel,
): readonly ComparableSchool[] {
  const lastYear = shiftYear(frame.targetYear, -1);
  const histories = new Map(frame.schools.map((history) => [history.urn, history]));
  const areas = areaSelectivity(
    schools.flatMap(({ school, phase, enrolments }) =>
      phase === 'secondary' && school.status !== 'closed'
        ? [{ laCode: school.laCode, pupils: enrolments ?? 0, isSelective: histories.get(school.urn)?.isSelective }]
        : [],
    ),
    facts.areaPrior,
  );
  const trustSizes = sizesOfTrusts(schools);
  return schools.flatMap(({ school, enrolments, scope }) => {
    const history = histories.get(school.urn);
    const absence = history && absenceIn(history, lastYear);
    if (!history || absence === undefined || enrolments === undefined || scope.kind !== 'in-scope') return [];
    return [
      comparableSchool(school, {
        history,
        enrolments,
        attendancePercent: attendanceFromAbsence(absence),
        contextCoordinates: contextCoordinates(model.contextSource, model.contextStandard, history),
        areaSelectivity: areas.get(school.laCode)?.class ?? 'unknown',
        trustSchools: school.trustCode === undefined ? undefined : trustSizes.get(school.trustCode),
      }),
    ];
  });
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
export function similarFacts(result: SimilarResult | undefined, nameOf: (urn: string) => string): SimilarFacts {
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
