/** A repeatable source of numbers. Two streams of different names know nothing of each other. */
export interface RandomStream {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** Whole number in [0, below). */
  integer(below: number): number;
  /** @throws RangeError when the list is empty. */
  pick<Item>(list: readonly Item[]): Item;
}

const rotateLeft = (value: number, bits: number): number => (value << bits) | (value >>> (32 - bits));

/** FNV-1a over UTF-16 units; source: Fowler, Noll and Vo. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let position = 0; position < text.length; position += 1) {
    value = Math.imul(value ^ text.charCodeAt(position), 0x01000193);
  }
  return value >>> 0;
}

/** splitmix32, which spreads one word over a generator's whole state; source: Steele, Lea and Flood 2014. */
function splitMix(word: number): () => number {
  let state = word;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
}

/** xoshiro128**, by Blackman and Vigna (public domain): yields words of 32 bits. */
function xoshiro(seedWord: number): () => number {
  const next = splitMix(seedWord);
  let [a, b, c, d] = [next(), next(), next(), next()];
  return () => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return result;
  };
}

/**
 * The stream of that name, such as `randomStream(7, 'school', 12, 'size')`. A school draws from streams named after itself,
 * so that a larger England keeps the schools of a smaller one.
 */
export function randomStream(seed: number, ...names: readonly (string | number)[]): RandomStream {
  const word = xoshiro(hash(`${seed}/${names.join('/')}`));
  const uniform = (): number => (word() >>> 5) / 2 ** 27;
  const integer = (below: number): number => Math.floor(uniform() * below);
  return {
    uniform,
    integer,
    // Box and Muller; 1 - u is never 0.
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    pick: (list) => itemAt(list, integer(list.length)),
  };
}

/** @throws RangeError when the list has no such position. */
export function itemAt<Item>(list: readonly Item[], position: number): Item {
  const item = list[position];
  if (item === undefined) throw new RangeError(`The list has ${list.length} items and none at position ${position}.`);
  return item;
}

/** The list in an order that the stream decides; the argument does not change. */
export function shuffled<Item>(list: readonly Item[], stream: RandomStream): Item[] {
  return list
    .map((item) => ({ item, rank: stream.uniform() }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ item }) => item);
}

/** One of the weighted choices; `share` in [0, 1) says how far along the total weight. Weights need not add up to 1. */
export function weightedChoice<Item>(choices: readonly (readonly [Item, number])[], share: number): Item {
  const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
  let left = share * total;
  for (const [item, weight] of choices) {
    left -= weight;
    if (left < 0) return item;
  }
  return itemAt(choices, choices.length - 1)[0];
}
