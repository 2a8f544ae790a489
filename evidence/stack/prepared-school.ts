import { yearTerms } from '../../academic-years/year-terms.js';
import { type Database } from '../../database/database.js';
import { insertModel } from '../../database/model-records.js';
import { insertDrafts } from '../../database/reports/drafts.js';
import { pinYearTerms } from '../../database/school-years/year-terms.js';
import { type PreparedDraft } from '../../domain/drafting/prepared-draft.js';
import { publishedNationalShift } from '../../domain/baseline/national-shift.js';
import { publishedPhases } from '../../domain/baseline/published-model.js';
import { type BaselineModel } from '../../domain/baseline/model.js';
import { censusContext } from '../../domain/baseline/context.js';
import { panelParameters } from '../../domain/baseline/parameters.js';
import { academicYear, type AcademicYear } from '../../domain/shared/academic-year.js';
import { type Urn } from '../../domain/shared/urn.js';
import { seedModelRecord } from './model-record.js';

const lastYear = academicYear('202324');
const yearBefore = academicYear('202223');

/** A model with the published coefficients, and national rates of round numbers. */
const model: BaselineModel = {
  parameters: panelParameters,
  contextSource: censusContext,
  contextStandard: { primary: [], secondary: [], special: [] },
  nationalRates: {
    primary: {
      [lastYear]: { absencePercent: 5.5, basis: 'published' },
      [yearBefore]: { absencePercent: 5.9, basis: 'published' },
    },
    secondary: {
      [lastYear]: { absencePercent: 8.9, basis: 'published' },
      [yearBefore]: { absencePercent: 9, basis: 'published' },
    },
    special: {},
  },
  trainingYears: [lastYear],
  calibrationYears: [lastYear],
  phases: {
    primary: phaseModel('primary'),
    secondary: phaseModel('secondary'),
    special: phaseModel('special'),
  },
  nationalShift: publishedNationalShift,
  notes: [],
};

function phaseModel(phase: keyof typeof publishedPhases): BaselineModel['phases']['primary'] {
  return {
    ...publishedPhases[phase],
    source: 'published',
    calibration: 'published',
    trainingRows: 0,
    calibrationRows: 0,
  };
}

export interface PreparedOptions {
  readonly findings?: PreparedDraft['findings'];
  readonly scope?: PreparedDraft['scope'];
  readonly year?: AcademicYear;
}

/** Puts one invented primary school among the prepared drafts, as a campaign would, without running one. */
export async function prepareSchool(
  db: Database,
  school: Urn,
  { findings = [], scope = { kind: 'in-scope' }, year = academicYear('202425') }: PreparedOptions = {},
): Promise<void> {
  const draft: PreparedDraft = {
    urn: school,
    name: 'Invented Primary School',
    laCode: '901',
    laName: 'Invented Authority',
    regionCode: 'H',
    phase: 'primary',
    absencePhase: 'primary',
    scope,
    enrolments: 400,
    years: [
      { academicYear: lastYear, attendancePercent: { value: 94, source: { batchId: 1, line: 2, asOf: lastYear } } },
    ],
    inputs: {
      model: {
        phase: 'primary',
        targetYear: academicYear('202425'),
        lastYearAbsencePercent: 6,
        yearBeforeAbsencePercent: 6.2,
        similarDeviationPoints: 0.2,
        enrolments: 400,
      },
      similar: { similarAttendancePercent: 94.3, similarTopDecileAttendancePercent: 95.8 },
      rungs: { 'similar-median': 94.4, 'similar-top-quarter': 95, national: 94.5 },
    },
    similar: { kind: 'no-fair-example', reason: 'This school is invented.' },
    findings,
  };
  await seedModelRecord(db);
  await insertModel(db, {
    id: 'test-model',
    record: { academicYear: year, model, batches: [] },
    createdAt: new Date(),
  });
  await pinYearTerms(db, yearTerms(year));
  await insertDrafts(db, { academicYear: year, modelVersion: 'test-model' }, [draft]);
}
