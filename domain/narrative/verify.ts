import { type ReportFacts } from '../report/facts.js';
import { checkChanges } from './changes.js';
import { firstTopic, goesOn, type SentenceCheck, type Topic } from './claims.js';
import { checkComparisons, comparedPositions } from './comparisons.js';
import { checkCounts } from './counts.js';
import { checkDifferences } from './differences.js';
import { checkForm } from './form.js';
import { checkLooseEnds } from './loose-ends.js';
import { levelsOf, type Subject } from './levels.js';
import { checkQualifiers } from './qualifiers.js';
import { checkRates } from './rates.js';
import { greatestReadingAge, readingAge } from './reading-age.js';
import { segmentsOf } from './segments.js';
import { sentencesOf, type Sentence } from './sentences.js';
import { violation, type Violation } from './violation.js';
import { checkWords } from './words.js';

/**
 * Holds a narrative against the facts of its report: every figure is a fact and has its school, year, measure and unit; every direction
 * agrees; every name is allowed; every word is in the lexicon; a twelve-year-old can read it; and it says what is asked, or that nothing
 * is. What cannot be read as a claim that the facts bear out is refused. Nothing found: the text may be shown.
 */
export function verifyWhole(text: string, facts: ReportFacts): readonly Violation[] {
  const { violations, sentences, stated } = read(text, facts);
  return [...violations, ...missing(facts, sentences, stated)];
}

interface ReadNarrative {
  readonly violations: readonly Violation[];
  readonly sentences: readonly Sentence[];
  /** Of what the text gives a figure that is right. */
  readonly stated: ReadonlySet<Subject>;
}

function read(text: string, facts: ReportFacts): ReadNarrative {
  const form = checkForm(text);
  if (form.length > 0) return { violations: form, sentences: [], stated: new Set() };
  const sentences = sentencesOf(text, facts);
  const levels = levelsOf(facts);
  const violations: Violation[] = [];
  const stated = new Set<Subject>();
  let before: Topic = firstTopic;
  let paragraph = 0;
  for (const sentence of sentences) {
    if (sentence.paragraph !== paragraph) before = firstTopic;
    paragraph = sentence.paragraph;
    const check: SentenceCheck = {
      facts,
      levels,
      sentence,
      tokens: sentence.tokens,
      bound: new Map(),
      compared: comparedPositions(sentence.tokens),
      before,
      violations,
    };
    before = checkSentence(check);
    for (const { subject } of check.bound.values()) stated.add(subject);
  }
  return { sentences, stated, violations: [...violations, ...tooHard(sentences)] };
}

function checkSentence(check: SentenceCheck): Topic {
  const segments = segmentsOf(check.tokens);
  checkWords(check);
  const topic = checkRates(check, segments);
  checkComparisons(check);
  checkChanges(check);
  checkDifferences(check, segments);
  checkCounts(check, segments);
  checkQualifiers(check, segments);
  checkLooseEnds(check, segments);
  return goesOn(check.tokens) || topic.subjects.length > 0 ? topic : { ...topic, subjects: ['own'] };
}

/** A narrative says what is asked, or that nothing is. */
function missing(
  { expectation }: ReportFacts,
  sentences: readonly Sentence[],
  stated: ReadonlySet<Subject>,
): readonly Violation[] {
  if (expectation)
    return stated.has('expectation')
      ? []
      : [violation('missing', '', '', 'Say the level that is asked this year, as the facts give it.')];
  const isSaid = sentences.some(({ quoted }) => quoted.some((said) => /no expectation/i.test(said)));
  return isSaid ? [] : [violation('missing', '', '', 'Say that no expectation is set for this school this year.')];
}

function tooHard(sentences: readonly Sentence[]): readonly Violation[] {
  const age = readingAge(sentences.filter(({ paragraph }) => paragraph >= 0).map(wordsOf));
  return age <= greatestReadingAge
    ? []
    : [
        violation(
          'reading-age',
          '',
          `${age.toFixed(1)} years`,
          'Use shorter sentences and shorter words; a twelve-year-old should follow.',
        ),
      ];
}

/** The words of a sentence as it is read out, without names and without numbers and their units. */
const wordsOf = ({ tokens, quoted }: Sentence): readonly string[] =>
  [...quoted, ...tokens.map((token) => (token.type === 'word' || token.type === 'phrase' ? token.text : ''))]
    .join(' ')
    .split(/[^A-Za-z']+/)
    .filter((word) => /[A-Za-z]/.test(word));
