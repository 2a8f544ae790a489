/** A word or phrase that this repository does not use, as words with single spaces, and what to write. */
export interface UnusedWord {
  readonly words: readonly string[];
  readonly write: string;
  /** What follows or comes before it where it is plain English. */
  readonly unlessBefore?: readonly string[];
  readonly unlessAfter?: readonly string[];
}

/** One verb for each meaning, one word for each thing, and nothing that has to be read twice. */
export const unusedWords: readonly UnusedWord[] = [
  {
    words: ['tell', 'tells', 'told', 'telling'],
    write: 'notify people, signal workflows, report findings, distinguish kinds, supply data or return values',
  },
  { words: ['nought', 'noughts'], write: 'zero' },
  { words: ['reckon', 'reckons', 'reckoned', 'reckoning'], write: 'compute' },
  { words: ['seek', 'seeks', 'seeking', 'sought'], write: 'find or look for' },
  { words: ['anew'], write: 'again' },
  { words: ['beside', 'besides'], write: 'next to or as well as' },
  { words: ['mend', 'mends', 'mended', 'mending'], write: 'fix' },
  { words: ['whoever', 'whomever'], write: 'anyone who' },
  { words: ['stand', 'stands', 'stood'], write: 'be, hold or apply', unlessAfter: ['-alone'] },
  {
    words: ['is no', 'are no', 'was no', 'were no'],
    write: 'is not a',
    unlessBefore: ['there ', 'where '],
    unlessAfter: [' longer', ' more', ' less', ' fewer', ' better', ' worse', ' different', ' one'],
  },
  { words: ['no more'], write: 'no longer', unlessAfter: [' than'] },
  { words: ['failing school', 'failing schools'], write: 'what happened, without blame' },
];

/**
 * Where such a word is right, in lower case and as it is written; `standin` is within names such as `standInRequest`. The last
 * are sentences that people and models write, on which the narrative's verifier is tried.
 */
export const allowedPhrases: readonly string[] = [
  'stand-in',
  'stand in for',
  'stands in for',
  'standin',
  'tell us',
  'told to replace',
  '} stood at ${',
  'it stands in the lowest decile',
  'the school stands at the national average',
];

/**
 * Where the report and its narrative have their words: the narrative's verifier reads by a closed lexicon, so its words change together
 * with the sentences that it checks.
 */
export const placesOfTheReport: readonly string[] = [
  'domain/baseline/ladder.ts',
  'domain/narrative/',
  'domain/report/',
  'tests/unit/domain/narrative/',
];
