import { type RungName } from '../baseline/ladder.js';
import { referenceYears } from '../drafting/reference-years.js';
import { askedOf } from '../report/asked.js';
import { exampleKey, type ReportFacts, type YearFacts } from '../report/facts.js';
import { shiftYear, type AcademicYear } from '../shared/academic-year.js';
import { attendanceFromAbsence, roundTo } from '../shared/rates.js';

/** What a figure is of. `examples`: all the similar schools of the report together. */
export type Subject =
  | 'own'
  | 'expectation'
  | 'baseline'
  | 'range-low'
  | 'range-high'
  | 'examples'
  | `level ${Exclude<RungName, 'own-level' | 'expectation'>}`
  | `school ${string}`;

export type Measure = 'attendance' | 'absence' | 'persistent' | 'severe';

/** One rate that a text may state, in per cent. `shown`: to one decimal, as every form of the report shows it. */
export interface Level {
  readonly subject: Subject;
  readonly measure: Measure;
  readonly year: AcademicYear;
  readonly exact: number;
  readonly shown: number;
  /** The published value where there is also a corrected one: a text may state it, and nothing is compared with it. */
  readonly isSuperseded?: true;
}

export const lastYearOf = ({ academicYear }: ReportFacts): AcademicYear => shiftYear(academicYear, -1);

const nearest = (exact: number): number => roundTo(exact, 1);

/** Every rate among the facts. */
export function levelsOf(facts: ReportFacts): readonly Level[] {
  return [
    ...facts.years.flatMap(ownLevels),
    ...areaLevels(facts),
    ...expectationLevels(facts),
    ...exampleLevels(facts),
  ];
}

function ownLevels(year: YearFacts): readonly Level[] {
  const corrected = year.correctedAttendancePercent;
  const published = year.attendancePercent.value;
  const of = (measure: Measure, exact: number, isSuperseded = false): Level => ({
    subject: 'own',
    measure,
    year: year.academicYear,
    exact,
    shown: nearest(exact),
    ...(isSuperseded && { isSuperseded: true as const }),
  });
  return [
    ...(corrected === undefined ? [] : [of('attendance', corrected), of('absence', attendanceFromAbsence(corrected))]),
    of('attendance', published, corrected !== undefined),
    of('absence', attendanceFromAbsence(published), corrected !== undefined),
    ...(year.persistentAbsencePercent ? [of('persistent', year.persistentAbsencePercent.value)] : []),
    ...(year.severeAbsencePercent ? [of('severe', year.severeAbsencePercent.value)] : []),
  ];
}

function areaLevels(facts: ReportFacts): readonly Level[] {
  return facts.levels.flatMap(({ name, attendancePercent }): readonly Level[] =>
    name === 'own-level' || name === 'expectation'
      ? []
      : [
          {
            subject: `level ${name}`,
            measure: 'attendance',
            year: name === 'own-pre-pandemic' ? referenceYears.prePandemic : lastYearOf(facts),
            exact: attendancePercent,
            shown: nearest(attendancePercent),
          },
        ],
  );
}

/** The floor is shown rounded down, so that no text asks for more than was computed. An agreed floor replaces the drafted one. */
function expectationLevels(facts: ReportFacts): readonly Level[] {
  const { academicYear: year, expectation } = facts;
  const asked = askedOf(facts);
  if (!expectation || !asked) return [];
  const of = (subject: Subject, exact: number, shown: number): Level => ({
    subject,
    measure: 'attendance',
    year,
    exact,
    shown,
  });
  const { baselineAttendancePercent, interval80, shown } = expectation;
  return [
    of('expectation', asked.floorAttendancePercent, asked.shown.floorAttendancePercent),
    of('baseline', baselineAttendancePercent, shown.baselineAttendancePercent),
    of('range-low', interval80.lowPercent, nearest(interval80.lowPercent)),
    of('range-high', interval80.highPercent, nearest(interval80.highPercent)),
  ];
}

function exampleLevels(facts: ReportFacts): readonly Level[] {
  if (facts.similar.kind !== 'found') return [];
  return facts.similar.schools.map((school, index) => ({
    subject: `school ${exampleKey(school, index)}`,
    measure: 'attendance',
    year: lastYearOf(facts),
    exact: school.attendancePercent,
    shown: nearest(school.attendancePercent),
  }));
}
