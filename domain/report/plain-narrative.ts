import { yearInWords } from '../shared/academic-year.js';
import { type ExpectationFacts, type ReportFacts } from './facts.js';

const percent = (value: number): string => `${value.toFixed(1)}%`;
const points = (value: number): string => `${value.toFixed(1)} percentage points`;

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

function history({ name, years }: ReportFacts): string {
  const told = years.map(
    ({ academicYear, attendancePercent }) => `${percent(attendancePercent.value)} in ${yearInWords(academicYear)}`,
  );
  return told.length === 0 ? '' : `Attendance at ${name} was ${listed(told)}.`;
}

function expectation({ academicYear, ladder }: ReportFacts, figures: ExpectationFacts): string {
  const level = percent(figures.floorAttendancePercent);
  const ask = figures.isHold
    ? `The school is asked to hold its attendance at ${level} or above in ${yearInWords(academicYear)}.`
    : `The minimum expected in ${yearInWords(academicYear)} is ${level}, an improvement of ${points(figures.improvementPoints)} on a baseline that evens out single good or bad years.`;
  const rungs = ladder.map(({ name, attendancePercent }) => `${name}: ${percent(attendancePercent)}`);
  return rungs.length === 0 ? ask : `${ask} The ladder above it: ${rungs.join('; ')}.`;
}

const withheld = ({ findings }: ReportFacts): string =>
  [
    'No expectation is set for this school this year.',
    ...findings.filter(({ severity }) => severity === 'blocks').map(({ reason }) => reason),
  ].join(' ');

function similar({ similar: answer }: ReportFacts): string {
  if (answer.kind === 'no-fair-example') return `No school is named as an example. ${answer.reason}`;
  return `Schools in like circumstances with better attendance: ${listed(answer.schools.map(({ name }) => name))}.`;
}

const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
