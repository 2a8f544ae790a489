import { type AcademicYear } from '../shared/academic-year.js';
import { type AbsencePhase } from '../shared/phase.js';
import { type NationalRates, nationalAbsence } from './national-rates.js';
import { type PreparedFrame, requireNational } from './prepare.js';
import { absenceIn } from './types.js';

/**
 * The training data of one phase, by row: columns and not objects, because there are tens of thousands. Deviations in percentage points of
 * absence from the national rate of the year they belong to.
 */
export interface TrainingRows {
  readonly count: number;
  readonly years: readonly AcademicYear[];
  /** Position of the row's target year in `years`. */
  readonly year: Uint8Array;
  /** The school's number, by which it keeps its fold; 0 for an id that is not a number. */
  readonly number: Float64Array;
  readonly enrolments: Float64Array;
  readonly target: Float64Array;
  readonly lastYear: Float64Array;
  readonly yearBefore: Float64Array;
  /** NaN where the third and the fourth year before are not known. */
  readonly older: Float64Array;
  readonly similar: Float64Array;
  readonly freeMeals: Float64Array;
  readonly nationalLastYear: Float64Array;
  /** Of schools without a last year: the deviation of their year from their similar schools. */
  readonly newSchools: readonly number[];
}

type Columns =
  | 'number'
  | 'enrolments'
  | 'target'
  | 'lastYear'
  | 'yearBefore'
  | 'older'
  | 'similar'
  | 'freeMeals'
  | 'nationalLastYear';

function numberOf(urn: string): number {
  const number = Number(urn);
  return Number.isInteger(number) ? number : 0;
}

type MutableRows = Readonly<Record<Columns, Float64Array>> & { readonly year: Uint8Array; count: number };

function emptyRows(room: number): MutableRows {
  const column = (): Float64Array => new Float64Array(room);
  return {
    count: 0,
    year: new Uint8Array(room),
    number: column(),
    enrolments: column(),
    target: column(),
    lastYear: column(),
    yearBefore: column(),
    older: column(),
    similar: column(),
    freeMeals: column(),
    nationalLastYear: column(),
  };
}

/** Copies the terms of a school into the next row. */
function addRow(rows: MutableRows, frame: PreparedFrame, position: number, school: SchoolTerms): void {
  const { count } = rows;
  const lastYear = frame.lastYear[position] ?? NaN;
  const before = frame.yearBefore[position] ?? NaN;
  rows.year[count] = school.yearIndex;
  rows.number[count] = numberOf(school.urn);
  rows.enrolments[count] = school.enrolments;
  rows.target[count] = school.target;
  rows.lastYear[count] = lastYear;
  rows.yearBefore[count] = Number.isNaN(before) ? lastYear : before;
  rows.older[count] = frame.older[position] ?? NaN;
  rows.similar[count] = frame.similar.mean[position] ?? NaN;
  rows.freeMeals[count] = frame.freeMeals[position] ?? 1;
  rows.nationalLastYear[count] = frame.nationalLastYear[school.phase];
  rows.count += 1;
}

interface SchoolTerms {
  readonly yearIndex: number;
  readonly urn: string;
  readonly phase: AbsencePhase;
  readonly enrolments: number;
  readonly target: number;
}

function filled(rows: MutableRows): Omit<TrainingRows, 'years' | 'newSchools'> {
  const { count } = rows;
  const part = (column: Columns): Float64Array => rows[column].subarray(0, count);
  return {
    count,
    year: rows.year.subarray(0, count),
    number: part('number'),
    enrolments: part('enrolments'),
    target: part('target'),
    lastYear: part('lastYear'),
    yearBefore: part('yearBefore'),
    older: part('older'),
    similar: part('similar'),
    freeMeals: part('freeMeals'),
    nationalLastYear: part('nationalLastYear'),
  };
}

/** Rows with a last year, a target, a size and similar schools train the change from year to year; those without a last year, how new schools differ. */
export function trainingRows(
  frames: readonly PreparedFrame[],
  phase: AbsencePhase,
  national: NationalRates,
): TrainingRows {
  const rows = emptyRows(frames.reduce((sum, { schools }) => sum + schools.length, 0));
  const newSchools: number[] = [];
  frames.forEach((frame, yearIndex) => {
    const rate = nationalAbsence(national, phase, frame.targetYear);
    frame.schools.forEach((school, position) => {
      if (school.phase !== phase) return;
      const absence = absenceIn(school, frame.targetYear);
      const similar = frame.similar.mean[position] ?? NaN;
      if (absence === undefined || Number.isNaN(similar)) return;
      const target = absence - (rate ?? requireNational(national, phase, frame.targetYear));
      const { urn, enrolments } = school;
      if (Number.isNaN(frame.lastYear[position])) newSchools.push(target - similar);
      else if (enrolments !== undefined) addRow(rows, frame, position, { yearIndex, urn, phase, enrolments, target });
    });
  });
  return { ...filled(rows), years: frames.map(({ targetYear }) => targetYear), newSchools };
}
