import { type AreaSelectivityClass } from './types.js';

/** A state-funded secondary school, as far as the area's selectivity needs it. */
export interface SelectivityRow {
  readonly laCode: string;
  /** undefined: the register does not say. */
  readonly isSelective: boolean | undefined;
  readonly pupils: number;
}

/** Shares run from 0 to 1. `highest` counts every school of unknown selectivity as a grammar school. */
export interface AreaSelectivity {
  readonly share: number;
  readonly highest: number;
  readonly class: AreaSelectivityClass;
}

/** Shares known from elsewhere, for registers that hold a part of the schools or leave their selectivity out. */
export interface AreaPrior {
  readonly version: string;
  /** Local authorities that are not named have none. */
  readonly shares: Readonly<Record<string, number>>;
}

/** Our own bounds. A few per cent is one grammar school among many; from a quarter on, every other school loses its most able to them. */
const partlyFrom = 0.01;
const highlyFrom = 0.25;

const classOf = (share: number): AreaSelectivityClass =>
  share >= highlyFrom ? 'highly-selective' : share >= partlyFrom ? 'partly-selective' : 'none';

interface Pupils {
  all: number;
  selective: number;
  unknown: number;
}

function areaOf({ all, selective, unknown }: Pupils): AreaSelectivity {
  const share = all > 0 ? selective / all : 0;
  const highest = all > 0 ? (selective + unknown) / all : 0;
  const certain = classOf(share) === classOf(highest);
  return { share, highest, class: certain && all > 0 ? classOf(share) : 'unknown' };
}

/**
 * The selectivity class of every local authority: no file has it, so it is derived from the share of secondary pupils in grammar schools.
 * Where schools of unknown selectivity could change the class, the class is unknown, unless a prior gives it.
 */
export function areaSelectivity(
  rows: Iterable<SelectivityRow>,
  prior?: AreaPrior,
): ReadonlyMap<string, AreaSelectivity> {
  const pupils = new Map<string, Pupils>();
  for (const { laCode, isSelective, pupils: count } of rows) {
    const area = pupils.get(laCode) ?? { all: 0, selective: 0, unknown: 0 };
    area.all += count;
    if (isSelective === true) area.selective += count;
    if (isSelective === undefined) area.unknown += count;
    pupils.set(laCode, area);
  }
  const areas = new Map<string, AreaSelectivity>();
  for (const [laCode, counts] of pupils) {
    const derived = areaOf(counts);
    // A part of the schools can hide the grammar schools of an area but not invent them, so the greater share is used.
    const known = prior === undefined ? undefined : Math.max(derived.share, prior.shares[laCode] ?? 0);
    areas.set(laCode, known === undefined ? derived : { share: known, highest: known, class: classOf(known) });
  }
  return areas;
}
