import { type AcademicYear } from '../shared/academic-year.js';
import { report, type SentenceCheck } from './claims.js';
import { isKnownWord } from './lexicon.js';

const marks = new Set(['.', ',', ';', ':', '(', ')', '–', "'", '%']);
const properWords = new Set(['England', 'English']);

/** Refuses anything that is not a word of the lexicon, an allowed name, a mark of plain prose, a year of the report or a true statement. */
export function checkWords(check: SentenceCheck): void {
  for (const said of check.sentence.untrue)
    report(check, 'statement', said, 'This statement is not true of this report. Leave it out.');
  check.tokens.forEach((token, position) => {
    switch (token.type) {
      case 'word':
        checkWord(check, token.text, position === 0);
        return;
      case 'mark':
        if (!marks.has(token.text))
          report(check, 'markup', token.text, 'Write plain sentences: no marks, links or code.');
        return;
      case 'unknown-year':
        report(check, 'year', token.text, 'Name an academic year of the facts, such as 2023/24.');
        return;
      case 'year':
        if (!isKnownYear(check, token.year))
          report(check, 'year', token.text, 'No fact is of this year. Leave it out.');
        return;
      case 'figure':
      case 'name':
      case 'phrase':
        return;
    }
  });
}

function checkWord(check: SentenceCheck, word: string, isFirst: boolean): void {
  if (properWords.has(word)) return;
  const isCapital = /^\p{Lu}/u.test(word);
  if (isCapital && !isFirst) {
    report(check, 'name', word, 'Name only the school, its authority and region, and the examples of the facts.');
    return;
  }
  if (!isKnownWord(word))
    report(
      check,
      isCapital && !isFirst ? 'name' : 'word',
      word,
      'Say it without this word: give no cause, judgement or advice, and turn nothing round.',
    );
}

const isKnownYear = ({ facts, levels }: SentenceCheck, year: AcademicYear): boolean =>
  year === facts.academicYear || levels.some((level) => level.year === year);
