import { namedExamples } from '../naming/examples.js';
import { type ReportFacts } from '../report/facts.js';
import { type Subject } from './levels.js';

/** One name that a text may contain, and what it refers to. Several schools may share a name; then any of them is meant. */
export interface AllowedName {
  readonly name: string;
  readonly subjects: readonly Subject[];
  /** The code that a language model is given in the name's place. */
  readonly code: string;
}

/** Names as people type them: one form of each letter, plain quotes, single spaces. */
export const plainForm = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\u2018\u2019\u02BC]/g, "'")
    .replace(/[\u201C\u201D]/g, '"')
    .replace(/[\u00A0\u202F\u2009]/g, ' ')
    .replace(/[\u2012\u2013\u2014\u2212]/g, '–')
    .replace(/\r\n?/g, '\n');

const plainName = (name: string): string => plainForm(name).replace(/\s+/g, ' ').trim();

/** The names of a report: its school, authority and region, and the schools that are its examples. */
export function allowedNames(facts: ReportFacts): readonly AllowedName[] {
  const given: readonly AllowedName[] = [
    { name: facts.name, subjects: ['own'], code: '{school}' },
    { name: facts.laName, subjects: ['level local-authority'], code: '{authority}' },
    { name: facts.regionName, subjects: [], code: '{region}' },
    ...namedExamples(facts).map(({ name, urn }, index): AllowedName => ({
      name,
      subjects: [`school ${urn}`],
      code: `{example ${index + 1}}`,
    })),
  ];
  const byName = new Map<string, AllowedName>();
  for (const { name, subjects, code } of given) {
    const plain = plainName(name);
    if (plain === '') continue;
    const held = byName.get(plain);
    byName.set(plain, { name: plain, subjects: [...(held?.subjects ?? []), ...subjects], code: held?.code ?? code });
  }
  return [...byName.values()].sort((a, b) => b.name.length - a.name.length);
}

/** Private-use characters replace names while a text is read, so that no name is read as words. */
const firstMask = 0xe000;
const masks = /[\uE000-\uF8FF]/;

export const holdsMask = (text: string): boolean => masks.test(text);

export const maskedName = (character: string, names: readonly AllowedName[]): AllowedName | undefined =>
  names[character.charCodeAt(0) - firstMask];

/** The text with each allowed name, where it is complete, replaced by one character. */
export function maskNames(text: string, names: readonly AllowedName[]): string {
  return names.reduce((masked, { name }, index) => {
    const mask = String.fromCharCode(firstMask + index);
    let result = '';
    let from = 0;
    for (let at = masked.indexOf(name); at >= 0; at = masked.indexOf(name, from)) {
      const end = at + name.length;
      const isWhole = !isLetter(masked[at - 1], name[0]) && !isLetter(masked[end], name.at(-1));
      result += masked.slice(from, at) + (isWhole ? mask : name);
      from = end;
    }
    return result + masked.slice(from);
  }, text);
}

const letter = /[\p{L}\p{N}\p{M}]/u;
const isLetter = (outside: string | undefined, inside: string | undefined): boolean =>
  outside !== undefined && letter.test(outside) && (inside === undefined || letter.test(inside));
