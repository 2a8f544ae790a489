import { referenceYears } from '../drafting/reference-years.js';
import { type ReportFacts } from '../report/facts.js';
import { type AcademicYear } from '../shared/academic-year.js';
import { lastYearOf, type Level, type Measure, type Subject } from './levels.js';
import { type Sentence } from './sentences.js';
import { type Token } from './tokens.js';
import { violation, type Violation, type ViolationKind } from './violation.js';

/** What the sentences so far have been about; a sentence that begins with "It" goes on with it. */
export interface Topic {
  readonly subjects: readonly Subject[];
  readonly measure: Measure;
  readonly year: AcademicYear | undefined;
}

/** What one figure or comparison is of, as the sentence says it. */
export interface Reference {
  readonly subject: Subject;
  readonly measure: Measure;
  readonly year: AcademicYear;
}

/** One sentence being held against the facts. */
export interface SentenceCheck {
  readonly facts: ReportFacts;
  readonly levels: readonly Level[];
  readonly sentence: Sentence;
  readonly tokens: readonly Token[];
  /** Rates of the sentence that the facts bear out, by the position of their token. */
  readonly bound: Map<number, Reference>;
  /** Positions that a comparison compares with; a figure before them is not theirs. */
  readonly compared: ReadonlySet<number>;
  readonly before: Topic;
  readonly violations: Violation[];
}

export const firstTopic: Topic = { subjects: ['own'], measure: 'attendance', year: undefined };

export function levelOf({ levels }: SentenceCheck, { subject, measure, year }: Reference): Level | undefined {
  return levels.find(
    (level) => level.subject === subject && level.measure === measure && level.year === year && !level.isSuperseded,
  );
}

/** The year that a subject's level is of, where the sentence names none. */
export function usualYear({ facts }: SentenceCheck, subject: Subject): AcademicYear {
  if (subject === 'level own-pre-pandemic') return referenceYears.prePandemic;
  return isExpected(subject) ? facts.academicYear : lastYearOf(facts);
}

export const isExpected = (subject: Subject): boolean =>
  subject === 'expectation' || subject === 'baseline' || subject === 'range-low' || subject === 'range-high';

export function report(check: SentenceCheck, kind: ViolationKind, found: string, remedy: string): void {
  check.violations.push(violation(kind, check.sentence.text, found, remedy));
}

export const speaksOf = ({ tokens }: SentenceCheck, subject: Subject): boolean =>
  tokens.some(
    (token) => token.type === 'phrase' && token.meaning.type === 'subject' && token.meaning.subject === subject,
  );

/** Whether the sentence, or the one that it goes on from, speaks of what is asked. */
export const isAsking = (check: SentenceCheck): boolean =>
  speaksOf(check, 'expectation') ||
  speaksOf(check, 'baseline') ||
  (goesOn(check.tokens) && check.before.subjects.includes('expectation'));

const goingOn = new Set(['it', 'this', 'that', 'its', 'there']);

/** Whether a sentence begins with a word that refers to the subject of the one before. */
export function goesOn(tokens: readonly Token[]): boolean {
  const [first] = tokens;
  return first?.type === 'word' && goingOn.has(first.text.toLowerCase());
}
