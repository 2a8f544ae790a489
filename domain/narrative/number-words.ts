const small: Readonly<Record<string, number>> = {
  zero: 0,
  nil: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
};
const tens: Readonly<Record<string, number>> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};

/** Words that say a quantity which no fact can hold: a share, a rank, a multiple, a vague amount. */
const vague =
  /^(?:half|halves|thirds?|quarters?|fifths?|tenths?|percentiles?|deciles?|double|doubled|twice|triple|thrice|dozens?|hundreds|thousands?|millions?|billions?|first|second|fourth|sixth|seventh|eighth|ninth|once|couple|pair|hundredth)$/;

export const isVagueQuantity = (word: string): boolean => vague.test(word);

export interface SpokenNumber {
  readonly value: number;
  readonly decimals: number;
  /** How many of the words were read. */
  readonly length: number;
}

/** Reads "ninety-four point four" from the start of a list of words, hyphens already parted; undefined when it starts with no number. */
export function spokenNumber(words: readonly string[]): SpokenNumber | undefined {
  const whole = wholeNumber(words);
  if (!whole) return undefined;
  if (words[whole.length] !== 'point') return whole;
  let digits = '';
  for (const word of words.slice(whole.length + 1)) {
    const digit = small[word];
    if (digit === undefined || digit > 9) break;
    digits += String(digit);
  }
  if (digits === '') return whole;
  return {
    value: Number(`${whole.value}.${digits}`),
    decimals: digits.length,
    length: whole.length + 1 + digits.length,
  };
}

function wholeNumber(words: readonly string[]): SpokenNumber | undefined {
  const below = belowHundred(words);
  const isHundreds = words[below?.length ?? 0] === 'hundred' || (!below && words[0] === 'a' && words[1] === 'hundred');
  if (!isHundreds) return below;
  const start = (below?.length ?? 1) + 1;
  const joint = words[start] === 'and' ? 1 : 0;
  const rest = belowHundred(words.slice(start + joint));
  return {
    value: (below?.value ?? 1) * 100 + (rest?.value ?? 0),
    decimals: 0,
    length: rest ? start + joint + rest.length : start,
  };
}

function belowHundred([first = '', second = '']: readonly string[]): SpokenNumber | undefined {
  const ten = tens[first];
  if (ten === undefined) {
    const unit = small[first];
    return unit === undefined ? undefined : { value: unit, decimals: 0, length: 1 };
  }
  const unit = small[second];
  return unit !== undefined && unit > 0 && unit < 10
    ? { value: ten + unit, decimals: 0, length: 2 }
    : { value: ten, decimals: 0, length: 1 };
}
