import { codesBefore } from './authority-changes.js';
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
  readonly shares: Readonly<Record<string, number>>;
  /** Local authorities that have none. A code that is in neither list is not known, which is not the same as none. */
  readonly none: readonly string[];
}

/** Codes under which an authority's schools were before, as the facts of a campaign show: by code. */
export type FormerCodes = ReadonlyMap<string, readonly string[]>;

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

const ownShare = ({ shares, none }: AreaPrior, laCode: string): number | undefined =>
  shares[laCode] ?? (none.includes(laCode) ? 0 : undefined);

/**
 * The share that a prior gives an authority: its own, else the greatest of the authorities that it replaced, so that a part of a selective
 * area never counts as one without selection. undefined where one of them is not known either.
 */
function priorShare(prior: AreaPrior, laCode: string, former: FormerCodes): number | undefined {
  const own = ownShare(prior, laCode);
  if (own !== undefined) return own;
  const before = new Set([...codesBefore(laCode), ...(former.get(laCode) ?? [])]);
  before.delete(laCode);
  const shares = [...before].map((code) => ownShare(prior, code));
  return shares.length > 0 && shares.every((share) => share !== undefined) ? Math.max(...shares) : undefined;
}

function withPrior(derived: AreaSelectivity, prior: number | undefined): AreaSelectivity {
  if (prior === undefined) return withoutPrior(derived);
  const share = Math.max(derived.share, prior);
  return { share, highest: share, class: classOf(share) };
}

/** What the register shows of an area that no prior knows: it can show that there are grammar schools, and not that there are none. */
const withoutPrior = (derived: AreaSelectivity): AreaSelectivity => ({
  ...derived,
  highest: 1,
  class: derived.class === 'highly-selective' ? derived.class : 'unknown',
});

/**
 * The selectivity class of every local authority: no file has it, so it is derived from the share of secondary pupils in grammar schools.
 * Where schools of unknown selectivity could change the class, the class is unknown, unless a prior gives it. With a prior, an authority
 * that neither it nor the authorities before it name is unknown.
 */
export function areaSelectivity(
  rows: Iterable<SelectivityRow>,
  prior?: AreaPrior,
  former: FormerCodes = new Map(),
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
    areas.set(laCode, prior === undefined ? derived : withPrior(derived, priorShare(prior, laCode, former)));
  }
  return areas;
}
