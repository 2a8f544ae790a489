/** Oldest reading age a narrative may ask for, in years. Source: GOV.UK content guidance, "write for a reading age of 9 to 12". */
export const greatestReadingAge = 12;

/**
 * Flesch–Kincaid: grade = 0.39 words/sentence + 11.8 syllables/word − 15.59, reading age = grade + 5.
 * Source: Kincaid, Fishburne, Rogers and Chissom (1975). Sentences are lists of words; names and numbers are left out by the caller.
 * 0 for a text without words.
 */
export function readingAge(sentences: readonly (readonly string[])[]): number {
  const spoken = sentences.filter((words) => words.length > 0);
  const words = spoken.flat();
  if (words.length === 0) return 0;
  const syllables = words.reduce((sum, word) => sum + syllablesIn(word), 0);
  return 0.39 * (words.length / spoken.length) + 11.8 * (syllables / words.length) - 15.59 + 5;
}

/** Counted by groups of vowels, with the silent endings of English left out. */
export function syllablesIn(word: string): number {
  const letters = word.toLowerCase().replace(/[^a-z]/g, '');
  if (letters.length <= 3) return letters.length > 0 ? 1 : 0;
  const sounded = letters
    .replace(/^base(?=line)/, 'bas')
    .replace(/([^aeiouyl])e(?=(?:ment|ly|ful|less|ness)s?$)/, '$1')
    .replace(/(?:[^laeiouy]es|[^td]ed|[^laeiouy]e)$/, '')
    .replace(/^y/, '');
  return Math.max(1, sounded.match(/[aeiouy]{1,2}/g)?.length ?? 0);
}
