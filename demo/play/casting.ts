import { itemAt, randomStream, shuffled } from '../england/random.js';

/** What the people of a school do in the played year. */
export interface Part {
  readonly review: 'approve' | 'override-small' | 'override-large' | 'override-declined';
  readonly quarantine: 'release' | 'withhold';
  readonly school: 'agree' | 'silent' | 'challenge-upheld' | 'challenge-dismissed' | 'propose-higher';
  readonly year: YearShape;
  /** Days set aside: by the hub manager, because the school asked, refused although it asked, or never requested. */
  readonly shock: 'opened' | 'asked' | 'asked-in-vain' | 'none';
  readonly adviser: 'enhanced' | 'regional' | 'toolkit' | 'decline';
  readonly returns: 'on-time' | 'late' | 'restated';
}

/** How attendance develops: near the floor, above it, far below it, a little below it, or hit by a local shock. */
export type YearShape = 'steady' | 'improving' | 'short' | 'near-miss' | 'shocked';

const reviews = cycle<Part['review']>({
  approve: 16,
  'override-small': 2,
  'override-large': 2,
  'override-declined': 1,
});
const answers = cycle<Part['school']>({
  agree: 11,
  silent: 2,
  'challenge-upheld': 2,
  'challenge-dismissed': 2,
  'propose-higher': 2,
});
const shapes = cycle<YearShape>({ steady: 7, improving: 3, short: 3, 'near-miss': 2, shocked: 2 });
const shocks = cycle<'opened' | 'asked'>({ opened: 2, asked: 1 });
const nearMisses = cycle<'none' | 'asked-in-vain'>({ none: 2, 'asked-in-vain': 1 });
const advisers = cycle<Part['adviser']>({ enhanced: 3, decline: 1, regional: 1, toolkit: 1 });
const returns = cycle<Part['returns']>({ 'on-time': 9, late: 1, restated: 1 });

/**
 * Gives every school its part. The order is shuffled by seed and each list of parts has a different length, so that parts
 * mix freely, every part is played, and the same seed plays the same year.
 */
export function cast(urns: readonly string[], seed: number): ReadonlyMap<string, Part> {
  const order = shuffled([...urns].sort(), randomStream(seed, 'casting'));
  let shortSchools = 0;
  let shockedSchools = 0;
  let nearMissSchools = 0;
  const shockOf = (year: YearShape): Part['shock'] => {
    if (year === 'shocked') return shocks(shockedSchools++);
    return year === 'near-miss' ? nearMisses(nearMissSchools++) : 'none';
  };
  return new Map(
    order.map((urn, index) => {
      const year = shapes(index);
      const adviser = advisers(year === 'short' ? shortSchools++ : index);
      const part: Part = {
        review: reviews(index),
        quarantine: index % 4 === 3 ? 'withhold' : 'release',
        school: answers(index),
        year,
        shock: shockOf(year),
        adviser,
        returns: year === 'steady' || year === 'improving' ? returns(index) : 'on-time',
      };
      return [urn, part];
    }),
  );
}

/** What a school answers when it is asked whether it may be named as an example; one agrees and then withdraws. */
export type NamingPart = 'agree' | 'decline' | 'silent' | 'withdraw';

const namingAnswers = cycle<Exclude<NamingPart, 'withdraw'>>({ agree: 5, decline: 2, silent: 2 });

/** Gives every school that is asked its answer, by seed; where two agree, the second of them withdraws. */
export function castNaming(urns: readonly string[], seed: number): ReadonlyMap<string, NamingPart> {
  const order = shuffled([...urns].sort(), randomStream(seed, 'naming'));
  const parts = order.map((_, index): NamingPart => namingAnswers(index));
  const [, second = -1] = parts.flatMap((part, index) => (part === 'agree' ? [index] : []));
  return new Map(order.map((urn, index) => [urn, index === second ? 'withdraw' : itemAt(parts, index)]));
}

/** Spreads weighted choices evenly over the positions of a list. */
function cycle<Choice extends string>(weights: Readonly<Record<Choice, number>>): (index: number) => Choice {
  const entries = Object.entries(weights) as [Choice, number][];
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
  const given = new Map(entries.map(([choice]) => [choice, 0]));
  const order: Choice[] = [];
  for (let position = 1; position <= total; position += 1) {
    const lag = ([choice, weight]: [Choice, number]): number => (weight * position) / total - (given.get(choice) ?? 0);
    const [next] = entries.reduce((best, entry) => (lag(entry) > lag(best) ? entry : best));
    given.set(next, (given.get(next) ?? 0) + 1);
    order.push(next);
  }
  return (index) => itemAt(order, index % total);
}
