import {
  censusContext,
  similarSchoolsContext,
  type ContextSource,
  type SchoolContext,
} from '../../domain/baseline/context.js';
import { type CampaignFacts, type ReturnedYear } from '../../domain/drafting/campaign-facts.js';
import { selectiveAreas2018 } from '../../domain/similar/selective-areas-2018.js';
import { shiftYear, type AcademicYear } from '../../domain/shared/academic-year.js';
import { type Database } from '../database.js';
import { readReturnedYears } from '../monthly-returns/months.js';
import { readHeldCorrections } from '../reports/held-corrections.js';
import { absenceRow, readAbsence, readReplacedAbsence } from './absence.js';
import { areaRate, isCompared, readAreas, readLastSnapshots, yearToDateRate } from './areas.js';
import { type FactRow } from './columns.js';
import { readContext, schoolContext } from './context.js';
import { establishmentLink, readLinks } from './links.js';
import { isInvented, readRegister, readRegisterBefore, registeredSchool } from './register.js';

/** What a campaign reads, table by table: rows as the importers write them, in the order of their subjects. */
export interface FactRows {
  readonly register: readonly FactRow[];
  /** As the batch before had it. */
  readonly registerBefore: readonly FactRow[];
  readonly links: readonly FactRow[];
  readonly absence: readonly FactRow[];
  /** What newer batches have replaced. */
  readonly replacedAbsence: readonly FactRow[];
  readonly areas: readonly FactRow[];
  readonly context: readonly FactRow[];
  /** Of an earlier year than the one in `context`. */
  readonly contextBefore: readonly FactRow[];
  readonly yearToDate: readonly FactRow[];
  readonly returns: readonly ReturnedYear[];
}

/** Reads what was known before the year began: figures of earlier years only, each with its batch and line. */
export async function readCampaignFacts(db: Database, targetYear: AcademicYear): Promise<CampaignFacts> {
  const [threeBack, yearBefore, lastYear] = yearsBefore(targetYear);
  const heldCorrections = await readHeldCorrections(db, targetYear);
  const facts = campaignFacts(
    {
      register: await readRegister(db),
      registerBefore: await readRegisterBefore(db),
      links: await readLinks(db),
      absence: await readAbsence(db, targetYear),
      replacedAbsence: await readReplacedAbsence(db, yearBefore, lastYear),
      areas: await readAreas(db, targetYear),
      context: await readContext(db, { from: yearBefore, to: lastYear, place: 1 }),
      contextBefore: await readContext(db, { from: threeBack, to: lastYear, place: 2 }),
      yearToDate: await readLastSnapshots(db, lastYear),
      returns: await readReturnedYears(db, lastYear),
    },
    targetYear,
  );
  return heldCorrections.length === 0 ? facts : { ...facts, heldCorrections };
}

const yearsBefore = (year: AcademicYear): readonly [AcademicYear, AcademicYear, AcademicYear] => [
  shiftYear(year, -3),
  shiftYear(year, -2),
  shiftYear(year, -1),
];

/** What these rows say, to a campaign of the year; of anything that gives them, the database or files that were only read. */
export function campaignFacts(rows: FactRows, targetYear: AcademicYear): CampaignFacts {
  const schools = rows.register.map(registeredSchool);
  const context = new Map(rows.context.map(schoolContext));
  return {
    targetYear,
    schools,
    links: rows.links.map(establishmentLink),
    absence: rows.absence.map(absenceRow),
    areas: rows.areas.filter(isCompared).map(areaRate),
    contextSource: contextSourceOf(context),
    context,
    secondSources: {
      schoolsBefore: rows.registerBefore.map(registeredSchool),
      replacedAbsence: rows.replacedAbsence.map(absenceRow),
      returns: rows.returns,
      yearToDate: rows.yearToDate.map(yearToDateRate),
      contextBefore: new Map(rows.contextBefore.map(schoolContext)),
    },
    ...(schools.some(({ urn }) => !isInvented(urn)) && { areaPrior: selectiveAreas2018 }),
  };
}

/** The source that covers more schools decides which measures are compared. */
function contextSourceOf(context: ReadonlyMap<string, SchoolContext>): ContextSource {
  const withDeprivation = [...context.values()].filter(({ deprivationIndex }) => deprivationIndex !== undefined).length;
  return withDeprivation * 2 > context.size ? similarSchoolsContext : censusContext;
}
