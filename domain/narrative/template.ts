import { rungTitles } from '../baseline/ladder.js';
import { namedExamples } from '../naming/examples.js';
import { type AgreedFacts, type ExpectationFacts, type ReportFacts, type YearFacts } from '../report/facts.js';
import { yearInWords } from '../shared/academic-year.js';
import { roundDownTo, roundTo } from '../shared/rates.js';
import { levelsOf, type Level } from './levels.js';

const percent = (value: number): string => `${roundTo(value, 1).toFixed(1)}%`;
/** Rounded down, so that the words never ask for more than was computed. */
const asked = (value: number): string => `${roundDownTo(value, 1).toFixed(1)}%`;

/** The parts of a narrative, in their order. */
export const narrativeSections = ['attendance', 'expectation', 'levels', 'similar'] as const;
export type NarrativeSection = (typeof narrativeSections)[number];

/** The narrative in plain sentences, straight from the facts: used when no model has written one, and checked by the same verifier. */
export function plainNarrative(facts: ReportFacts): string {
  const paragraphs = [...narrativeSections.map((section) => writers[section](facts)), facts.notes.join(' ')];
  return paragraphs.filter((paragraph) => paragraph !== '').join('\n\n');
}

const writers: Readonly<Record<NarrativeSection, (facts: ReportFacts) => string>> = {
  attendance,
  expectation,
  levels,
  similar,
};

const sentences = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(' ');

function attendance({ name, years, enrolments, correctedEnrolments }: ReportFacts): string {
  const [latest, ...earlier] = years.slice(0, 3);
  if (!latest) return '';
  const published = (year: YearFacts): string =>
    `${percent(year.attendancePercent.value)} in ${yearInWords(year.academicYear)}`;
  return sentences(
    `Attendance at ${name} was ${published(latest)}.`,
    earlier.length > 0 ? `It was ${listed(earlier.map(published))}.` : undefined,
    ...years.map(({ academicYear, correctedAttendancePercent: corrected }) =>
      corrected === undefined
        ? undefined
        : `For ${yearInWords(academicYear)} the figure on record is now ${percent(corrected)}.`,
    ),
    correctedEnrolments === undefined ? undefined : pupils(enrolments, correctedEnrolments),
    absence(latest),
  );
}

const pupils = (published: number | undefined, corrected: number): string =>
  published === undefined
    ? `The number of pupils on record is now ${corrected}.`
    : `The number of pupils on record is now ${corrected}. The data said ${published}.`;

function absence({ academicYear, persistentAbsencePercent, severeAbsencePercent }: YearFacts): string | undefined {
  if (!persistentAbsencePercent) return undefined;
  const severe = severeAbsencePercent ? `, and severe absence was ${percent(severeAbsencePercent.value)}` : '';
  return `In ${yearInWords(academicYear)} persistent absence was ${percent(persistentAbsencePercent.value)}${severe}.`;
}

function expectation(facts: ReportFacts): string {
  if (!facts.expectation) return sentences('No expectation is set for this school this year.', ...whyWithheld(facts));
  if (facts.agreed) return sentences(...agreedFloor(facts, facts.agreed));
  return sentences(...(facts.expectation.isHold ? hold(facts, facts.expectation) : ask(facts, facts.expectation)));
}

/** The agreed floor is what is asked; a second sentence says who set it. */
const agreedFloor = (
  { academicYear }: ReportFacts,
  { floorAttendancePercent, setBy }: AgreedFacts,
): readonly string[] => [
  `For ${yearInWords(academicYear)} the school is asked to reach at least ${asked(floorAttendancePercent)}.`,
  setBy === 'school' ? 'The school set this itself.' : 'This was set for this school.',
];

const hold = ({ academicYear }: ReportFacts, { floorAttendancePercent }: ExpectationFacts): readonly string[] => [
  `For ${yearInWords(academicYear)} the school is asked to hold its attendance at ${asked(floorAttendancePercent)} or above.`,
];

function ask({ academicYear }: ReportFacts, figures: ExpectationFacts): readonly string[] {
  const { floorAttendancePercent, improvementPoints } = figures;
  const shown = figures.shown.improvementPoints.toFixed(1);
  const gain = improvementPoints < 0.1 ? 'less than 0.1 percentage points' : `${shown} percentage points`;
  return [
    `For ${yearInWords(academicYear)} the school is asked to reach at least ${asked(floorAttendancePercent)}.`,
    `That is an improvement of ${gain} on its baseline, which evens out good and bad years.`,
  ];
}

const whyWithheld = ({ withheldBecause, findings }: ReportFacts): readonly string[] =>
  withheldBecause ?? findings.filter(({ severity }) => severity === 'blocks').map(({ reason }) => reason);

const levelWords: Partial<Record<Level['subject'], string>> = {
  'level similar-median': 'the middle of similar schools',
  'level similar-top-quarter': 'the top quarter of similar schools',
  'level local-authority': 'the local authority average',
  'level national': 'the national average',
  'level own-pre-pandemic': 'the school before the pandemic',
};

/** The rungs above the school and what it is asked, one short sentence each. */
function levels(facts: ReportFacts): string {
  const rungs = new Set(facts.ladder.map(({ name }) => name));
  const titles = rungTitles as Readonly<Record<string, string>>;
  const above = levelsOf(facts).filter(
    ({ subject }) => levelWords[subject] !== undefined && rungs.has(titles[subject.slice('level '.length)] ?? ''),
  );
  if (above.length === 0) return '';
  return sentences(
    'The ladder shows further levels.',
    ...above.map(({ subject, shown }) => `${capital(levelWords[subject] ?? '')} stood at ${shown.toFixed(1)}%.`),
  );
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** Quoted word for word where there are examples and none of them has agreed to be named. */
export const namedNowhere = 'The report shows similar schools with higher attendance and names none of them.';

function similar(facts: ReportFacts): string {
  const { similar: answer } = facts;
  if (answer.kind === 'no-fair-example') return `No school is named as an example. ${answer.reason}`;
  const named = namedExamples(facts);
  if (named.length === 0) return `No school is named as an example. ${namedNowhere}`;
  const schools = named.map(
    ({ name, attendancePercent, miles }) =>
      `${name} (${percent(attendancePercent)}${miles === undefined ? '' : `, about ${roundTo(miles, 1).toFixed(1)} miles by road`})`,
  );
  return `Similar schools had higher attendance: ${listed(schools)}.`;
}

const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
