import { askedOf } from '../report/asked.js';
import { roundTo } from '../shared/rates.js';
import { changePair, changesIn } from './changes.js';
import { isAsking, isExpected, levelOf, report, type SentenceCheck } from './claims.js';
import { comparisonsIn, pairAt, type Pair } from './comparisons.js';
import { type Segment } from './segments.js';
import { type FigureToken } from './tokens.js';

/** Holds each difference in percentage points against the two levels it is said to lie between, or against what is asked. */
export function checkDifferences(check: SentenceCheck, segments: readonly Segment[]): void {
  for (const segment of segments) {
    if (segment.figure.unit !== 'points') continue;
    const pairs = pairsOf(check, segment);
    const allowed = pairs ? pairs.map((pair) => differences(check, pair)) : isAsking(check) ? [asked(check)] : [];
    const isTrue = allowed.length > 0 && allowed.every((values) => isAmong(segment.figure, values));
    if (!isTrue)
      report(
        check,
        'figure',
        segment.figure.text,
        'Give a difference only between two levels that the sentence names, or the improvement as the facts give it.',
      );
  }
  if (check.tokens.some((token) => token.type === 'phrase' && isUnderTenth(token.meaning))) checkUnderTenth(check);
}

const isUnderTenth = (meaning: { readonly type: string; readonly cue?: string }): boolean =>
  meaning.cue === 'under-tenth';

const isAmong = ({ value, decimals }: FigureToken, values: readonly number[]): boolean =>
  values.some((one) => Math.abs(one - value) < 1e-9 && (decimals === 1 || (decimals === 0 && Number.isInteger(one))));

/** The comparison or change nearest to the figure in its own piece, else the nearest before it. */
function pairsOf(check: SentenceCheck, { from, to, figureAt }: Segment): readonly Pair[] | undefined {
  const all = [
    ...comparisonsIn(check.tokens).map(({ at, direction }) => ({ at, pairs: () => pairAt(check, { at, direction }) })),
    ...changesIn(check).map((change) => ({
      at: change.at,
      pairs: () => {
        const pair = changePair(check, change);
        return pair && [pair];
      },
    })),
  ];
  const near = all
    .filter(({ at }) => (at >= from && at < to) || !hasFigureBetween(check, at, figureAt))
    .sort((a, b) => Math.abs(a.at - figureAt) - Math.abs(b.at - figureAt));
  return near[0]?.pairs();
}

function hasFigureBetween({ tokens }: SentenceCheck, one: number, other: number): boolean {
  return tokens.slice(Math.min(one, other) + 1, Math.max(one, other)).some((token) => token.type === 'figure');
}

/** The difference of the levels, and of the levels as they are shown: a reader may have either. */
function differences(check: SentenceCheck, pair: Pair): readonly number[] {
  if (isExpected(pair.one.subject) && isExpected(pair.other.subject)) return asked(check);
  const one = levelOf(check, pair.one);
  const other = levelOf(check, pair.other);
  if (!one || !other) return [];
  return [roundTo(Math.abs(one.exact - other.exact), 1), roundTo(Math.abs(one.shown - other.shown), 1)];
}

/** The improvement asked, rounded down like everything that is asked. */
function asked({ facts }: SentenceCheck): readonly number[] {
  const all = askedOf(facts);
  return !all || all.isHold || all.improvementPoints < 0.1 ? [] : [all.shown.improvementPoints];
}

function checkUnderTenth(check: SentenceCheck): void {
  const all = askedOf(check.facts);
  const isTrue = all && !all.isHold && all.improvementPoints < 0.1 && isAsking(check);
  if (!isTrue) report(check, 'figure', 'less than 0.1 percentage points', 'The improvement asked is another.');
}
