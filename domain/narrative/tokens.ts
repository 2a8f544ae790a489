import { academicYear, isAcademicYear, shiftYear, type AcademicYear } from '../shared/academic-year.js';
import { type Subject } from './levels.js';
import { maskedName, type AllowedName } from './names.js';
import { isVagueQuantity, spokenNumber } from './number-words.js';
import { phraseAt, type Meaning } from './phrases.js';

export type Unit = 'percent' | 'points' | 'miles' | 'schools' | 'pupils' | 'years' | 'none';

export interface FigureToken {
  readonly type: 'figure';
  readonly text: string;
  readonly value: number;
  readonly decimals: number;
  readonly unit: Unit;
}

/** A word, sign or phrase of a sentence, by what it means to a reader of figures. */
export type Token =
  | FigureToken
  | { readonly type: 'name'; readonly text: string; readonly subjects: readonly Subject[] }
  | { readonly type: 'year'; readonly text: string; readonly year: AcademicYear }
  | { readonly type: 'unknown-year'; readonly text: string }
  | { readonly type: 'phrase'; readonly text: string; readonly meaning: Exclude<Meaning, { type: 'year' }> }
  | { readonly type: 'word'; readonly text: string }
  | { readonly type: 'mark'; readonly text: string };

export interface Reading {
  readonly names: readonly AllowedName[];
  readonly targetYear: AcademicYear;
}

interface Read {
  readonly token: Token;
  readonly length: number;
}

/** Parts one masked sentence into tokens. A relative year counts from the year before it in the sentence. */
export function tokensOf(sentence: string, reading: Reading): readonly Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (position < sentence.length) {
    if (/\s/.test(sentence.charAt(position))) {
      position += 1;
      continue;
    }
    const read = nameAt(sentence, position, reading) ?? yearAt(sentence, position) ?? numberAt(sentence, position);
    const { token, length } = read ?? phraseOrWord(sentence, position, { reading, tokens });
    tokens.push(token);
    position += length;
  }
  return withSharedUnits(tokens);
}

function nameAt(sentence: string, position: number, { names }: Reading): Read | undefined {
  const known = maskedName(sentence.charAt(position), names);
  if (!known) return undefined;
  const possessive = /^'s?(?![\p{L}\p{N}])/u.exec(sentence.slice(position + 1))?.[0] ?? '';
  const length = 1 + possessive.length;
  const isAverage =
    /^ (?:average|level|rate|figure)/.test(sentence.slice(position + length)) ||
    /(?:average|level|rate|figure) (?:for|in|of|across) $/.test(sentence.slice(0, position));
  // An authority is a place, and a level only where its average is spoken of.
  const subjects = known.subjects.filter((subject) => isAverage || !subject.startsWith('level'));
  return { token: { type: 'name', text: known.name, subjects }, length };
}

const yearPattern = /(20\d\d)(?:\/|–|-|–)(?:20)?(\d\d)(?!\d|\.\d)/y;

function yearAt(sentence: string, position: number): Read | undefined {
  yearPattern.lastIndex = position;
  const match = yearPattern.exec(sentence);
  if (!match) return undefined;
  const code = `${match[1] ?? ''}${match[2] ?? ''}`;
  const text = match[0];
  return isAcademicYear(code)
    ? { token: { type: 'year', text, year: academicYear(code) }, length: text.length }
    : { token: { type: 'unknown-year', text }, length: text.length };
}

const digits = /(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?/y;

function numberAt(sentence: string, position: number): Read | undefined {
  digits.lastIndex = position;
  const written = digits.exec(sentence)?.[0];
  if (written !== undefined) {
    const value = Number(written.replaceAll(',', ''));
    return withUnit(sentence, position, {
      value,
      decimals: written.split('.')[1]?.length ?? 0,
      length: written.length,
    });
  }
  return spokenAt(sentence, position);
}

function spokenAt(sentence: string, position: number): Read | undefined {
  const run = /^[A-Za-z]+(?:[ -][A-Za-z]+)*/.exec(sentence.slice(position))?.[0];
  if (run === undefined) return undefined;
  const words = run.toLowerCase().split(/[ -]/);
  const spoken = spokenNumber(words);
  if (spoken) {
    const length = words.slice(0, spoken.length).join(' ').length;
    return withUnit(sentence, position, { ...spoken, length });
  }
  const [first = ''] = words;
  if (!isVagueQuantity(first)) return undefined;
  const token: FigureToken = { type: 'figure', text: first, value: NaN, decimals: 0, unit: 'none' };
  return { token, length: first.length };
}

const adjectives = '(?:(?:similar|example|named|other|school|own|full|such|of the|of these) )*';
const units: readonly (readonly [RegExp, Unit])[] = [
  [/ ?%|[ -](?:per cent|percent)(?![a-z])/iy, 'percent'],
  [/[ -](?:percentage[ -])?points?(?![a-z])/iy, 'points'],
  [/[ -]miles?(?![a-z])/iy, 'miles'],
  [new RegExp(` ${adjectives}(?:schools?|examples?)(?![a-z])`, 'iy'), 'schools'],
  [new RegExp(` ${adjectives}pupils(?![a-z])`, 'iy'), 'pupils'],
  [new RegExp(` ${adjectives}years?(?![a-z])`, 'iy'), 'years'],
];

function withUnit(
  sentence: string,
  position: number,
  number: { readonly value: number; readonly decimals: number; readonly length: number },
): Read {
  const end = position + number.length;
  for (const [pattern, unit] of units) {
    pattern.lastIndex = end;
    const match = pattern.exec(sentence);
    if (match) return figure(sentence.slice(position, end + match[0].length), { ...number, unit });
  }
  return figure(sentence.slice(position, end), { ...number, unit: 'none' });
}

const figure = (
  text: string,
  read: { readonly value: number; readonly decimals: number; readonly unit: Unit },
): Read => ({
  token: { type: 'figure', text, value: read.value, decimals: read.decimals, unit: read.unit },
  length: text.length,
});

function phraseOrWord(
  sentence: string,
  position: number,
  { reading, tokens }: { readonly reading: Reading; readonly tokens: readonly Token[] },
): Read {
  const phrase = phraseAt(sentence, position);
  if (phrase) {
    const text = sentence.slice(position, position + phrase.length);
    return { token: meaningful(text, phrase.meaning, { reading, tokens }), length: phrase.length };
  }
  const word = /^[\p{L}\p{M}]+(?:['-][\p{L}\p{M}]+)*'?/u.exec(sentence.slice(position))?.[0];
  if (word !== undefined) return { token: { type: 'word', text: word }, length: word.length };
  return { token: { type: 'mark', text: sentence.charAt(position) }, length: 1 };
}

function meaningful(
  text: string,
  meaning: Meaning,
  { reading: { targetYear }, tokens }: { readonly reading: Reading; readonly tokens: readonly Token[] },
): Token {
  if (meaning.type !== 'year') return { type: 'phrase', text, meaning };
  if (meaning.relative === 'this') return { type: 'year', text, year: targetYear };
  if (meaning.relative === 'last') return { type: 'year', text, year: shiftYear(targetYear, -1) };
  const earlier = tokens.findLast((token) => token.type === 'year');
  return { type: 'year', text, year: earlier ? shiftYear(earlier.year, -1) : shiftYear(targetYear, -2) };
}

/** "93.4 and 94.8 per cent": a bare number takes the unit of the next one, with only a joining word between. */
function withSharedUnits(tokens: readonly Token[]): readonly Token[] {
  return tokens.map((token, index) => {
    const joint = tokens[index + 1];
    const next = tokens[index + 2];
    if (token.type !== 'figure' || token.unit !== 'none' || next?.type !== 'figure') return token;
    const isJoined = joint?.type === 'word' && ['and', 'to'].includes(joint.text.toLowerCase());
    return isJoined && (next.unit === 'percent' || next.unit === 'miles') ? { ...token, unit: next.unit } : token;
  });
}
