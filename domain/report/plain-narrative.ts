import { rungTitles } from '../baseline/ladder.js';
import { yearInWords } from '../shared/academic-year.js';
import { roundDownTo, roundTo } from '../shared/rates.js';
import { type ExpectationFacts, type ReportFacts, type Rung, type YearFacts } from './facts.js';

const percent = (value: number): string => `${roundTo(value, 1).toFixed(1)}%`;

/** Rounded down, so that the words never ask for more than was computed. */
const asked = (value: number): string => `${roundDownTo(value, 1).toFixed(1)}%`;
const improvement = (points: number): string =>
  points < 0.1 ? 'less than 0.1 percentage points' : `${roundDownTo(points, 1).toFixed(1)} percentage points`;

/** The report in plain sentences, straight from the facts: what stands when no model has written, and what a model's text must match. */
export function plainNarrative(facts: ReportFacts): string {
  const paragraphs = [
    history(facts),
    facts.expectation ? expectation(facts, facts.expectation) : withheld(facts),
    similar(facts),
    facts.notes.join(' '),
  ];
  return paragraphs.filter((paragraph) => paragraph !== '').join('\n\n');
}

function history({ name, years, enrolments, correctedEnrolments }: ReportFacts): string {
  const attendance = years.length === 0 ? '' : `Attendance at ${name} was ${listed(years.map(told))}.`;
  const pupils =
    correctedEnrolments === undefined
      ? ''
      : `The number of pupils was corrected from ${enrolments ?? 'a number not known'} to ${correctedEnrolments}.`;
  return [attendance, pupils].filter((sentence) => sentence !== '').join(' ');
}

/** The corrected figure beside the published one. */
function told({ academicYear, attendancePercent, correctedAttendancePercent }: YearFacts): string {
  const published = `${percent(attendancePercent.value)} in ${yearInWords(academicYear)}`;
  return correctedAttendancePercent === undefined
    ? published
    : `${published} as published, corrected to ${percent(correctedAttendancePercent)}`;
}

function expectation({ academicYear, ladder }: ReportFacts, figures: ExpectationFacts): string {
  const level = asked(figures.floorAttendancePercent);
  const ask = figures.isHold
    ? `The school is asked to hold its attendance at ${level} or above in ${yearInWords(academicYear)}.`
    : `The minimum expected in ${yearInWords(academicYear)} is ${level}, an improvement of ${improvement(figures.improvementPoints)} on a baseline that evens out single good or bad years.`;
  return ladder.length === 0 ? ask : `${ask} The ladder of ambition: ${ladder.map(rung).join('; ')}.`;
}

const rung = ({ name, attendancePercent }: Rung): string =>
  `${name}: ${name === rungTitles.expectation ? asked(attendancePercent) : percent(attendancePercent)}`;

function withheld({ findings, withheldBecause }: ReportFacts): string {
  const blocking = findings.filter(({ severity }) => severity === 'blocks').map(({ reason }) => reason);
  return ['No expectation is set for this school this year.', ...(withheldBecause ?? blocking)].join(' ');
}

function similar({ similar: answer }: ReportFacts): string {
  if (answer.kind === 'no-fair-example') return `No school is named as an example. ${answer.reason}`;
  return `Schools in like circumstances with better attendance: ${listed(answer.schools.map(({ name }) => name))}.`;
}

const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
