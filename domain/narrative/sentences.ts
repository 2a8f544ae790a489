import { type ReportFacts } from '../report/facts.js';
import { allowedNames, maskNames, plainForm, type AllowedName } from './names.js';
import { quotable, statementsFor, type Statement } from './statements.js';
import { tokensOf, type Token } from './tokens.js';

/** One sentence as a person reads it and as the verifier does: without quotations and licensed statements. */
export interface Sentence {
  readonly text: string;
  readonly paragraph: number;
  readonly tokens: readonly Token[];
  /** What was left out, because it is quoted from the facts or is a licensed statement. */
  readonly quoted: readonly string[];
  /** Statements that are not true of this report. */
  readonly untrue: readonly string[];
}

interface Context {
  readonly facts: ReportFacts;
  readonly names: readonly AllowedName[];
  readonly statements: readonly Statement[];
}

/** The sentences of a narrative, each read into tokens. */
export function sentencesOf(text: string, facts: ReportFacts): readonly Sentence[] {
  const names = allowedNames(facts);
  const { rest, quotes } = withoutQuotes(plainForm(text), quotable(facts).map(plainForm));
  const masked = maskNames(rest, names);
  const context = { facts, names, statements: statementsFor(facts) };
  const read = masked.split(/\n\s*\n/).flatMap((paragraph, index) =>
    paragraph
      .replaceAll(/\s+/g, ' ')
      .split(/(?<=[.?!]) /)
      .map((sentence) => sentence.trim())
      .filter((sentence) => sentence !== '' && sentence !== '.')
      .map((sentence) => readSentence(sentence, index, context)),
  );
  return [...read, ...quotes.map((quote) => quotation(quote))];
}

const quotation = (text: string): Sentence => ({ text, paragraph: -1, tokens: [], quoted: [text], untrue: [] });

/** Quotations are taken out whole, so that their words and figures are held to the facts by being equal to them. */
function withoutQuotes(
  text: string,
  quotes: readonly string[],
): { readonly rest: string; readonly quotes: readonly string[] } {
  const found: string[] = [];
  let rest = text;
  for (const quote of quotes) {
    if (!rest.includes(quote)) continue;
    found.push(quote);
    rest = rest.replaceAll(quote, ' ');
  }
  return { rest, quotes: found };
}

function readSentence(masked: string, paragraph: number, { facts, names, statements }: Context): Sentence {
  const quoted: string[] = [];
  const untrue: string[] = [];
  let rest = masked;
  for (const { pattern, isTrue } of statements) {
    rest = rest.replaceAll(pattern, (said) => {
      (isTrue ? quoted : untrue).push(said);
      return ' ';
    });
  }
  const tokens = tokensOf(rest, { names, targetYear: facts.academicYear });
  return {
    text: unmasked(masked, names),
    paragraph,
    tokens,
    quoted: quoted.map((said) => unmasked(said, names)),
    untrue,
  };
}

const unmasked = (text: string, names: readonly AllowedName[]): string =>
  text.replaceAll(/[\uE000-\uF8FF]/g, (character) => names[character.charCodeAt(0) - 0xe000]?.name ?? character);
