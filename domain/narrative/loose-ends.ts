import { report, type SentenceCheck } from './claims.js';
import { type Subject } from './levels.js';
import { subjectsOf, type Segment } from './segments.js';
import { type Token } from './tokens.js';

/**
 * Refuses what a sentence hints at and does not say in a form that can be held against the facts: a level named with the school without its
 * figure, something asked that is not a level, an example placed in an authority.
 */
export function checkLooseEnds(check: SentenceCheck, segments: readonly Segment[]): void {
  const { tokens } = check;
  const named = new Set(tokens.flatMap((token) => subjectsOf(token)));
  const levels = [...named].filter(isLevel);
  const isClaim = segments.length > 0 || tokens.some(isComparing);
  const isHint = levels.length > 1 || (levels.length === 1 && (named.has('own') || levels[0]?.startsWith('level')));
  if (!isClaim && isHint)
    report(check, 'unclear', levels.join(', '), 'Name a level only with its figure, or in a comparison of two levels.');
  else if (!isClaim && tokens.some(isAskingVerb))
    report(check, 'unclear', 'asked', 'Say only the level or the improvement that is asked, as the facts give it.');
  if (isPlaced(check))
    report(check, 'unclear', check.facts.laName, 'Leave out where another school lies; the report gives the miles.');
}

const isLevel = (subject: Subject): boolean =>
  subject.startsWith('level') || subject === 'expectation' || subject === 'baseline';

const isAskingVerb = (token: Token): boolean =>
  token.type === 'phrase' && token.meaning.type === 'subject' && token.meaning.isVerb === true;

const isComparing = (token: Token): boolean =>
  token.type === 'phrase' && ['comparison', 'change', 'cue'].includes(token.meaning.type);

const isPlaced = ({ tokens, facts }: SentenceCheck): boolean =>
  tokens.some((token) => token.type === 'name' && token.text === facts.laName && token.subjects.length === 0) &&
  tokens.some((token) => token.type === 'name' && token.subjects.some((subject) => subject.startsWith('school')));
