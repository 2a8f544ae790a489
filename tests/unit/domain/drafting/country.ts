import { censusContext, type SchoolContext } from '../../../../domain/baseline/context.js';
import { type BaselineModel } from '../../../../domain/baseline/model.js';
import {
  type AbsenceRow,
  type CampaignFacts,
  type RegisteredSchool,
} from '../../../../domain/drafting/campaign-facts.js';
import { type DraftTerms } from '../../../../domain/drafting/draft.js';
import { academicYear } from '../../../../domain/shared/academic-year.js';
import { randomStream } from '../../../../demo/england/random.js';
import { everyoneNamed } from '../../../support/named.js';

export const targetYear = academicYear('202425');
export const lastYear = academicYear('202324');
export const yearBefore = academicYear('202223');
const years = [academicYear('201819'), academicYear('202122'), yearBefore, lastYear];

export function register(urn: string, change: Partial<RegisteredSchool> = {}): RegisteredSchool {
  const number = Number(urn.slice(-3));
  return {
    urn,
    laCode: '901',
    laName: 'Invented Authority',
    name: `Invented School ${urn}`,
    typeCode: '01',
    status: 'open',
    phase: 'primary',
    gender: 'mixed',
    admissionsPolicy: 'not-applicable',
    numberOfPupils: 300,
    trustFlag: 'none',
    regionCode: 'H',
    urbanRural: 'UN1',
    easting: 530_000 + 300 * number,
    northing: 180_000,
    source: { batchId: 1, line: number + 1, asOf: 'register' },
    ...change,
  };
}

/** One school's year; every row has its own line in batch 2. */
let line = 1;
export function absence(
  urn: string,
  year: AbsenceRow['academicYear'],
  absencePercent: number,
  change: Partial<AbsenceRow> = {},
): AbsenceRow {
  line += 1;
  const enrolments = change.enrolments ?? 300;
  const possibleSessions = enrolments * 380;
  const absenceSessions = Math.round((possibleSessions * absencePercent) / 100);
  const percent = (100 * absenceSessions) / possibleSessions;
  return {
    academicYear: year,
    urn,
    phase: 'primary',
    laCode: '901',
    enrolments,
    possibleSessions,
    absenceSessions,
    absencePercent: percent,
    authorisedPercent: percent * 0.7,
    unauthorisedPercent: percent - percent * 0.7,
    persistentAbsencePercent: 15,
    severeAbsencePercent: 1,
    marks: {},
    source: { batchId: 2, line, asOf: year },
    ...change,
  };
}

/** Thirty ordinary primaries in one town, four years of each, those of before the pandemic among them. */
const ordinary = Array.from({ length: 30 }, (_, index) => String(900_101 + index));

function levelOf(urn: string): number {
  return 5.6 + 0.8 * randomStream(7, urn).normal();
}

export function ordinaryRows(urn: string): readonly AbsenceRow[] {
  return years.map((year) => absence(urn, year, levelOf(urn) + 0.2 * randomStream(7, urn, year).normal()));
}

/** An invented country: thirty ordinary primaries, and the schools and rows a test adds. */
export function country(more: Partial<Pick<CampaignFacts, 'schools' | 'links' | 'absence'>> = {}): CampaignFacts {
  const schools = [...ordinary.map((urn) => register(urn)), ...(more.schools ?? [])];
  return {
    targetYear,
    schools,
    links: more.links ?? [],
    absence: [...ordinary.flatMap(ordinaryRows), ...(more.absence ?? [])],
    areas: years.flatMap((year) => [
      { academicYear: year, level: 'national', phase: 'primary', absencePercent: 5.6 } as const,
      { academicYear: year, level: 'national', phase: 'secondary', absencePercent: 8.9 } as const,
      { academicYear: year, level: 'national', phase: 'special', absencePercent: 12.8 } as const,
    ]),
    contextSource: censusContext,
    context: new Map(schools.map(({ urn }) => [urn, contextOf(urn)])),
  };
}

function contextOf(urn: string): SchoolContext {
  const draw = randomStream(7, urn, 'context');
  return {
    freeMealsPercent: 20 + 3 * draw.normal(),
    freeMealsEverSixPercent: 24 + 3 * draw.normal(),
    educationHealthCarePlanPercent: 3 + 0.4 * draw.normal(),
    specialNeedsSupportPercent: 13 + draw.normal(),
    englishAdditionalLanguagePercent: 20 + 3 * draw.normal(),
    roll: 300,
  };
}

export const termsWith = (model: BaselineModel, corrections: DraftTerms['corrections'] = []): DraftTerms => ({
  academicYear: targetYear,
  reportVersion: 1 + corrections.length,
  modelVersion: 'model-1',
  model,
  corrections,
  namingOf: everyoneNamed,
  notices: [],
});
