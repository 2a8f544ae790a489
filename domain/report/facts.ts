import { type RungName } from '../baseline/ladder.js';
import { type AcademicYear } from '../shared/academic-year.js';
import { type AbsencePhase } from '../shared/phase.js';
import { type Source, type SourcedFigure } from '../shared/source.js';

export interface YearFacts {
  readonly academicYear: AcademicYear;
  readonly attendancePercent: SourcedFigure;
  readonly persistentAbsencePercent?: SourcedFigure;
  readonly severeAbsencePercent?: SourcedFigure;
  /** A value found right after a challenge; shown next to the source's value. */
  readonly correctedAttendancePercent?: number;
}

export interface Interval {
  readonly lowPercent: number;
  readonly highPercent: number;
}

/** Figures of the model to one decimal, of which baseline and improvement add up to the floor. */
export interface ShownSum {
  readonly floorAttendancePercent: number;
  /** 0 where it is less than a tenth. */
  readonly improvementPoints: number;
  readonly baselineAttendancePercent: number;
}

/** Figures of the model, all in per cent of attendance or percentage points, made by `modelVersion`. */
export interface ExpectationFacts {
  readonly baselineAttendancePercent: number;
  readonly expectedAttendancePercent: number;
  readonly floorAttendancePercent: number;
  readonly improvementPoints: number;
  readonly standardDeviationPoints: number;
  readonly isHold: boolean;
  readonly shown: ShownSum;
  readonly interval80: Interval;
  readonly interval95: Interval;
  readonly reasons: readonly string[];
}

/** The floor that people agreed in place of the drafted one, in per cent of attendance. */
export interface AgreedFacts {
  readonly floorAttendancePercent: number;
  readonly setBy: 'override' | 'school';
}

export interface Rung {
  readonly name: string;
  readonly attendancePercent: number;
}

/** A level to compare with, whether or not it is a rung. One without a source was made by the report's model. */
export interface LevelFacts {
  readonly name: RungName;
  readonly attendancePercent: number;
  /** The authority that a local average is of. */
  readonly authority?: string;
  readonly source?: Source;
}

/** What happens next: what, by whom, and when in words, because the clock starts on the day the report is sent. */
export interface StepFacts {
  readonly what: string;
  readonly when: string;
}

/** An entry of the library of practice that suits this school, and why. */
export interface ToolkitFacts {
  readonly id: string;
  readonly title: string;
  readonly why: string;
}

interface ExampleFacts {
  readonly attendancePercent: number;
  /** An estimate of the way by road: the straight line times 1.3. */
  readonly miles: number | undefined;
  readonly alike: readonly string[];
  readonly different: readonly string[];
}

export interface NamedExample extends ExampleFacts {
  readonly urn: string;
  readonly name: string;
  /** Of the attendance, where the file is known. */
  readonly source?: Source;
}

/** `no-longer`: this version named it, and it does not agree now; said when a version is read, and never stored. */
export type WhyUnnamed = 'not-agreed' | 'in-enough-reports' | 'no-longer';

/** An example without anything that gives it away: attendance to one decimal, whole miles, no source. */
export interface UnnamedExample extends ExampleFacts {
  readonly unnamed: WhyUnnamed;
}

export type SimilarSchoolFacts = NamedExample | UnnamedExample;

export const isNamed = (school: SimilarSchoolFacts): school is NamedExample => 'urn' in school;

/** By what a figure or a name of an example is found again in its report; the index is its place in the list. */
export const exampleKey = (school: SimilarSchoolFacts, index: number): string =>
  isNamed(school) ? school.urn : `example-${index + 1}`;

export type SimilarFacts<School extends SimilarSchoolFacts = SimilarSchoolFacts> =
  | { readonly kind: 'found'; readonly schools: readonly School[] }
  | { readonly kind: 'no-fair-example'; readonly reason: string };

export interface FindingFacts {
  readonly gate: string;
  readonly severity: 'blocks' | 'warns';
  readonly reason: string;
  readonly remedy: string;
}

/** Everything a report says, as data; every form of it is rendered from this one structure. */
export interface ReportFacts {
  readonly academicYear: AcademicYear;
  readonly urn: string;
  readonly name: string;
  readonly laName: string;
  readonly regionName: string;
  readonly phase: AbsencePhase;
  readonly modelVersion: string;
  readonly policyVersion: string;
  readonly enrolments: number | undefined;
  readonly enrolmentsSource?: Source;
  /** A number found right after a challenge; shown next to the source's number. */
  readonly correctedEnrolments?: number;
  readonly years: readonly YearFacts[];
  readonly expectation?: ExpectationFacts;
  /** Applies instead of the drafted floor, which is kept. */
  readonly agreed?: AgreedFacts;
  /** Why there is no expectation; only where there is none. */
  readonly withheldBecause?: readonly string[];
  readonly ladder: readonly Rung[];
  /** Every level that is known, in the order of the ladder's rungs. */
  readonly levels: readonly LevelFacts[];
  readonly similar: SimilarFacts;
  readonly findings: readonly FindingFacts[];
  readonly notes: readonly string[];
  readonly notComparedOn: readonly string[];
  readonly steps: readonly StepFacts[];
  readonly toolkits: readonly ToolkitFacts[];
}

/** What every report says of itself; source: docs/sources/expectation.md#support-and-not-accountability. */
export const standingNotes: readonly string[] = [
  'This report is confidential. It is not published and is not shared with Ofsted.',
  'The expectation is indicative: a starting point and not a limit.',
  'If a figure is wrong, challenge it; the clock stops while it is looked into.',
];
