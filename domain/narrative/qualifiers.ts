import { askedOf } from '../report/asked.js';
import { isAsking, isExpected, report, type SentenceCheck } from './claims.js';
import { type Segment } from './segments.js';
import { type Token } from './tokens.js';

/** Words that make a figure vague when they come right before it. Miles are an estimate, so "about" is allowed for them. */
const vague = new Set([
  'about',
  'around',
  'over',
  'past',
  'some',
  'within',
  'towards',
  'toward',
  'beyond',
  'between',
  'per',
]);

const isCue = (token: Token | undefined, cue: string): boolean =>
  token?.type === 'phrase' && token.meaning.type === 'cue' && token.meaning.cue === cue;

/** Holds the small words round a figure: "at least" belongs to what is asked, "hold" to a school that is asked to hold. */
export function checkQualifiers(check: SentenceCheck, segments: readonly Segment[]): void {
  const { tokens, facts } = check;
  for (const segment of segments) checkFigure(check, segment);
  if (segments.length === 0 && tokens.some((token) => isCue(token, 'at-least')))
    report(check, 'unclear', 'at least', 'Say at least how much, as the facts give it.');
  if (!isAsking(check)) return;
  const expectation = askedOf(facts);
  if (tokens.some((token) => isCue(token, 'hold')) && expectation?.isHold !== true)
    report(check, 'direction', 'hold', 'This school is asked to improve. Say by how much, as the facts give it.');
  const gain = tokens.find((token) => token.type === 'phrase' && token.meaning.type === 'gain');
  if (gain?.type !== 'phrase' || gain.meaning.type !== 'gain') return;
  if (gain.meaning.direction === 'down' || expectation === undefined || expectation.isHold)
    report(check, 'direction', gain.text, 'The facts do not ask this. Say what is asked as the facts give it.');
}

function checkFigure(check: SentenceCheck, { figure, figureAt, from, to }: Segment): void {
  const { tokens } = check;
  const previous = tokens[figureAt - 1];
  const isRate = figure.unit === 'percent' || figure.unit === 'points';
  const isRange = check.bound.get(figureAt)?.subject.startsWith('range') === true;
  const word = previous?.type === 'word' ? previous.text.toLowerCase() : '';
  if (isRate && vague.has(word) && !(isRange && word === 'between'))
    report(check, 'unclear', `${word} ${figure.text}`, 'Give the figure itself, without a vague word before it.');
  const hasLimit = tokens.slice(from, to).some((token) => isCue(token, 'at-least'));
  const bound = check.bound.get(figureAt);
  const isAsked = bound ? isExpected(bound.subject) : figure.unit === 'points' && isAsking(check);
  if (hasLimit && !isAsked) report(check, 'unclear', figure.text, 'Say "at least" only of what is asked.');
}
