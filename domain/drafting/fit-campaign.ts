import { fitBaseline } from '../baseline/fit.js';
import { type BaselineModel } from '../baseline/model.js';
import { nationalRates, type NationalRates } from '../baseline/national-rates.js';
import { fewSchoolsParameters, panelParameters, type BaselineParameters } from '../baseline/parameters.js';
import { type Frame } from '../baseline/types.js';
import { shiftYear } from '../shared/academic-year.js';
import { type CampaignFacts } from './campaign-facts.js';
import { frameOf, type KnownSchool } from './school-histories.js';

/** With fewer schools than this the published coefficients steady the fit. */
const wholeCountrySchools = 10_000;

export const parametersFor = ({ schools }: CampaignFacts): BaselineParameters =>
  schools.length < wholeCountrySchools ? fewSchoolsParameters : panelParameters;

/**
 * The model of a campaign, fitted on what these facts hold; the caller has left out what was not known before the year began.
 * @throws RangeError when no year has outcomes to fit on, or a national rate is missing.
 */
export const fitCampaign = (
  facts: CampaignFacts,
  schools: readonly KnownSchool[],
  national: NationalRates,
): BaselineModel =>
  fitBaseline(
    { frames: trainingFrames(facts, schools), contextSource: facts.contextSource, nationalRates: national },
    parametersFor(facts),
  );

/** Only what was known before the year began: a draft must never see the year it is made for. */
export const knownBefore = (facts: CampaignFacts): CampaignFacts => ({
  ...facts,
  absence: facts.absence.filter(({ academicYear }) => academicYear < facts.targetYear),
  areas: facts.areas.filter(({ academicYear }) => academicYear < facts.targetYear),
});

/** Every year whose year before is known, oldest first. */
export function trainingFrames(facts: CampaignFacts, schools: readonly KnownSchool[]): readonly Frame[] {
  const years = [...new Set(facts.absence.map(({ academicYear }) => academicYear))].sort();
  const twoLags = years.filter((year) => years.includes(shiftYear(year, -1)) && years.includes(shiftYear(year, -2)));
  const oneLag = years.filter((year) => years.includes(shiftYear(year, -1)));
  return (twoLags.length > 0 ? twoLags : oneLag).map((year) => frameOf(facts, schools, year));
}

/** National rates of every year that the facts hold, published where they are. */
export function nationalOf({ areas, absence }: CampaignFacts, schools: readonly KnownSchool[]): NationalRates {
  const sizes = new Map(schools.map(({ school, enrolments }) => [school.urn, enrolments]));
  return nationalRates(
    areas.filter(({ level }) => level === 'national'),
    absence.flatMap((row) => {
      const { absencePercent, enrolments = sizes.get(row.urn), ...rest } = row;
      return absencePercent === undefined
        ? []
        : [{ ...rest, absencePercent, ...(enrolments !== undefined && { enrolments }) }];
    }),
  );
}
