import { rungTitles, type RungName } from '../baseline/ladder.js';
import { shiftYear, yearInWords } from '../shared/academic-year.js';
import { roundDownTo, roundTo } from '../shared/rates.js';
import { exampleKey, isNamed, type ReportFacts, type SimilarSchoolFacts, type YearFacts } from './facts.js';
import { type Source } from '../shared/source.js';

/** Where a figure comes from: a line of an imported file, the model of this report, a person, or a file whose line is not given. */
export type Origin =
  | { readonly kind: 'file'; readonly batchId: number; readonly line: number; readonly asOf: string }
  | { readonly kind: 'model'; readonly modelVersion: string; readonly asOf: string }
  | { readonly kind: 'person'; readonly asOf: string }
  /** A published file, whose line is not given because it would identify a school. */
  | { readonly kind: 'untold'; readonly asOf: string };

export type FigureUnit = 'percent' | 'percentage points' | 'miles' | 'pupils';

/** One figure of a report: its value, as it is shown, where it comes from and of when it is. */
export interface Figure {
  /** The same in every version of a report, such as `own-attendance 202324`. */
  readonly key: string;
  readonly label: string;
  readonly value: number;
  readonly shown: string;
  readonly unit: FigureUnit;
  readonly origin: Origin;
}

/** Rates and miles to one decimal, as everywhere. */
export const shownPercent = (value: number): string => `${roundTo(value, 1).toFixed(1)}%`;

/** Rounded down, so that no form asks for more than was computed. */
export const shownFloor = (value: number): string => `${roundDownTo(value, 1).toFixed(1)}%`;

/** A gain in percentage points, and to one decimal. */
export const shownGain = (points: number, shown: number): string =>
  points > 0 && points < 0.1 ? 'less than 0.1 percentage points' : `${shown.toFixed(1)} percentage points`;

const shownMiles = (miles: number): string => `about ${roundTo(miles, 1).toFixed(1)} miles`;

const fromFile = ({ batchId, line, asOf }: Source): Origin => ({ kind: 'file', batchId, line, asOf });

/** Every figure of a report, each once, in the order of the report. */
export const figuresOf = (facts: ReportFacts): readonly Figure[] => [
  ...expectationFigures(facts),
  ...facts.years.flatMap(yearFigures),
  ...pupilFigures(facts),
  ...levelFigures(facts),
  ...(facts.similar.kind === 'found'
    ? facts.similar.schools.flatMap((school, index) => similarFigures(facts, school, index))
    : []),
];

const fromModel = ({ modelVersion, academicYear }: ReportFacts): Origin => ({
  kind: 'model',
  modelVersion,
  asOf: shiftYear(academicYear, -1),
});

function expectationFigures(facts: ReportFacts): readonly Figure[] {
  const { academicYear, expectation, agreed } = facts;
  if (!expectation) return [];
  const year = yearInWords(academicYear);
  const rate = (key: string, label: string, value: number, shown = shownPercent(value)): Figure => ({
    key,
    label,
    value,
    shown,
    unit: 'percent',
    origin: fromModel(facts),
  });
  const {
    floorAttendancePercent: floor,
    baselineAttendancePercent: baseline,
    interval80,
    interval95,
    shown,
  } = expectation;
  return [
    ...(agreed
      ? [
          {
            ...rate(
              'agreed-floor',
              `Agreed for ${year}`,
              agreed.floorAttendancePercent,
              shownFloor(agreed.floorAttendancePercent),
            ),
            origin: { kind: 'person', asOf: academicYear } as const,
          },
        ]
      : []),
    rate('floor', `Expected level in ${year}`, floor, shownFloor(floor)),
    {
      key: 'improvement',
      label: `Improvement expected in ${year}`,
      value: expectation.improvementPoints,
      shown: shownGain(expectation.improvementPoints, shown.improvementPoints),
      unit: 'percentage points',
      origin: fromModel(facts),
    },
    rate(
      'baseline',
      'Baseline that the improvement is counted from',
      baseline,
      `${shown.baselineAttendancePercent.toFixed(1)}%`,
    ),
    rate('likely-low', 'Lower end of the likely range, 8 in 10', interval80.lowPercent),
    rate('likely-high', 'Upper end of the likely range, 8 in 10', interval80.highPercent),
    rate('wide-low', 'Lower end of the wider range, 19 in 20', interval95.lowPercent),
    rate('wide-high', 'Upper end of the wider range, 19 in 20', interval95.highPercent),
  ];
}

function yearFigures(year: YearFacts): readonly Figure[] {
  const { academicYear, attendancePercent, persistentAbsencePercent, severeAbsencePercent } = year;
  const inYear = `in ${yearInWords(academicYear)}`;
  const rate = (key: string, label: string, figure: YearFacts['attendancePercent'] | undefined): readonly Figure[] =>
    figure
      ? [
          {
            key: `${key} ${academicYear}`,
            label: `${label} ${inYear}`,
            value: figure.value,
            shown: shownPercent(figure.value),
            unit: 'percent',
            origin: fromFile(figure.source),
          },
        ]
      : [];
  const corrected = year.correctedAttendancePercent;
  return [
    ...rate('own-attendance', 'Attendance', attendancePercent),
    ...(corrected === undefined
      ? []
      : [
          {
            key: `corrected-attendance ${academicYear}`,
            label: `Attendance ${inYear}, corrected after a challenge`,
            value: corrected,
            shown: shownPercent(corrected),
            unit: 'percent',
            origin: { kind: 'person', asOf: academicYear },
          } as const,
        ]),
    ...rate('persistent-absence', 'Persistent absence', persistentAbsencePercent),
    ...rate('severe-absence', 'Severe absence', severeAbsencePercent),
  ];
}

function pupilFigures({
  academicYear,
  enrolments,
  enrolmentsSource,
  correctedEnrolments,
}: ReportFacts): readonly Figure[] {
  const asOf = shiftYear(academicYear, -1);
  const count = (key: string, label: string, value: number, origin: Origin): Figure => ({
    key,
    label,
    value,
    shown: String(value),
    unit: 'pupils',
    origin,
  });
  return [
    ...(enrolments === undefined || !enrolmentsSource
      ? []
      : [count('pupils', 'Number of pupils', enrolments, fromFile(enrolmentsSource))]),
    ...(correctedEnrolments === undefined
      ? []
      : [
          count('corrected-pupils', 'Number of pupils, corrected after a challenge', correctedEnrolments, {
            kind: 'person',
            asOf,
          }),
        ]),
  ];
}

/** A level without a source of its own was made by the model. */
function levelFigures(facts: ReportFacts): readonly Figure[] {
  return facts.levels.map(({ name, attendancePercent, authority, source }) => ({
    key: `level ${name}`,
    label: authority === undefined ? levelTitle(name) : `${levelTitle(name)}, ${authority}`,
    value: attendancePercent,
    shown: shownPercent(attendancePercent),
    unit: 'percent',
    origin: source ? fromFile(source) : fromModel(facts),
  }));
}

export const levelTitle = (name: RungName): string => rungTitles[name];

function similarFigures(facts: ReportFacts, school: SimilarSchoolFacts, index: number): readonly Figure[] {
  const { attendancePercent, miles } = school;
  const key = exampleKey(school, index);
  const name = isNamed(school) ? school.name : `example ${index + 1}`;
  return [
    {
      key: `similar-attendance ${key}`,
      label: `Attendance at ${name}`,
      value: attendancePercent,
      shown: shownPercent(attendancePercent),
      unit: 'percent',
      origin: originOfExample(facts, school),
    },
    ...(miles === undefined
      ? []
      : [
          {
            key: `similar-miles ${key}`,
            label: `Way to ${name}, estimated by road`,
            value: miles,
            shown: isNamed(school) ? shownMiles(miles) : wholeMiles(miles),
            unit: 'miles',
            origin: fromModel(facts),
          } as const,
        ]),
  ];
}

const wholeMiles = (miles: number): string => (miles < 1 ? 'less than a mile' : `about ${roundTo(miles, 0)} miles`);

function originOfExample(facts: ReportFacts, school: SimilarSchoolFacts): Origin {
  if (!isNamed(school)) return { kind: 'untold', asOf: shiftYear(facts.academicYear, -1) };
  return school.source ? fromFile(school.source) : fromModel(facts);
}
