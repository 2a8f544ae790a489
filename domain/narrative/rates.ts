import { type AcademicYear } from '../shared/academic-year.js';
import { isExpected, goesOn, report, usualYear, type Reference, type SentenceCheck, type Topic } from './claims.js';
import { type Level, type Subject } from './levels.js';
import { anchorsOf, range, type Anchors, type Segment } from './segments.js';
import { type FigureToken, type Token } from './tokens.js';

/** A rate is written as it is shown: one decimal, or none where that one is 0. */
export const isShown = ({ shown }: Pick<Level, 'shown'>, { value, decimals }: FigureToken): boolean =>
  Math.abs(value - shown) < 1e-9 && (decimals === 1 || (decimals === 0 && Number.isInteger(shown)));

/** Holds every percentage of the sentence against the level it is said to be. Returns what the sentence has been about. */
export function checkRates(check: SentenceCheck, segments: readonly Segment[]): Topic {
  const rates = segments.filter(({ figure }) => figure.unit === 'percent');
  const zipped = zippedYears(check.tokens, rates);
  let topic: Topic = goesOn(check.tokens) ? check.before : { subjects: [], measure: 'attendance', year: undefined };
  for (const segment of segments) {
    const anchors = anchorsIn(check, segment);
    const isRate = segment.figure.unit === 'percent';
    if (isRate) checkRate(check, segment, { anchors: withoutNamesake(check, anchors), topic, zipped });
    topic = nextTopic(topic, anchors, check.bound.get(segment.figureAt));
  }
  return segments.length === 0
    ? nextTopic(topic, anchorsOf(check.tokens, range(0, check.tokens.length)), undefined)
    : topic;
}

/** The anchors of a figure: those of its piece, without what a comparison after the figure compares with. */
function anchorsIn({ tokens, compared }: SentenceCheck, { from, to, figureAt }: Segment): Anchors {
  return anchorsOf(
    tokens,
    range(from, to).filter((position) => position < figureAt || !compared.has(position)),
  );
}

/** The school's own name may be an example's too: where the sentence also mentions something else, the school itself is meant. */
function withoutNamesake(check: SentenceCheck, anchors: Anchors): Anchors {
  const others = anchors.subjects.filter((subject) => !sharesName(check, subject));
  return anchors.isOwnNamed && others.length === 1 ? { ...anchors, subjects: others } : anchors;
}

function nextTopic(
  topic: Topic,
  { subjects, isOwnNamed, measures, years }: Anchors,
  bound: Reference | undefined,
): Topic {
  const own: readonly Subject[] = isOwnNamed ? ['own'] : topic.subjects;
  return {
    subjects: bound ? [bound.subject] : subjects.length > 0 ? subjects : own,
    measure: bound?.measure ?? measures.at(-1) ?? topic.measure,
    year: bound?.year ?? years.at(-1) ?? topic.year,
  };
}

interface RateContext {
  readonly anchors: Anchors;
  readonly topic: Topic;
  readonly zipped: ReadonlyMap<number, AcademicYear>;
}

function checkRate(check: SentenceCheck, segment: Segment, { anchors, topic, zipped }: RateContext): void {
  const { figure, figureAt } = segment;
  const zippedYear = zipped.get(figureAt);
  if (isAfterRangeCue(check, segment)) {
    checkRangeEnd(check, segment);
    return;
  }
  const isUnclear =
    segment.isUnclear ||
    anchors.measures.length > 1 ||
    (zippedYear === undefined && anchors.years.length > 1) ||
    (anchors.subjects.length > 1 && !anchors.subjects.every((subject) => sharesName(check, subject)));
  if (isUnclear) {
    report(check, 'unclear', figure.text, 'Give each figure its own school, year and measure, next to it.');
    return;
  }
  const measure = anchors.measures[0] ?? topic.measure;
  const saidYear = zippedYear ?? anchors.years[0];
  const isNewSubject = beginsWithMeasure(check, segment);
  const references = subjectsFor(check, { anchors, topic, isNewSubject }).flatMap((subject): readonly Reference[] => {
    const year = saidYear ?? inheritedYear(check, subject, topic);
    return year === undefined ? [] : [{ subject, measure, year }];
  });
  const found = references.find((reference) => levelsAt(check, reference).some((level) => isShown(level, figure)));
  if (found) check.bound.set(figureAt, found);
  else report(check, 'figure', figure.text, remedyFor(check, figure));
}

/** Schools of one name: any of them may be meant. */
const sharesName = ({ tokens }: SentenceCheck, subject: Subject): boolean =>
  tokens.some((token) => token.type === 'name' && token.subjects.length > 1 && token.subjects.includes(subject));

function subjectsFor(
  check: SentenceCheck,
  {
    anchors: { subjects, isOwnNamed },
    topic,
    isNewSubject,
  }: { readonly anchors: Anchors; readonly topic: Topic; readonly isNewSubject: boolean },
): readonly Subject[] {
  const isNamesake = isOwnNamed && subjects.some((subject) => sharesName(check, subject));
  if (subjects.length > 0) return isNamesake ? ['own', ...subjects] : subjects;
  if (isOwnNamed || topic.subjects.length === 0) return ['own'];
  return isNewSubject ? [...topic.subjects, 'own'] : topic.subjects;
}

/** ", and attendance was …" speaks of the school again; "and had attendance of …" goes on with whom it spoke of. */
function beginsWithMeasure({ tokens }: SentenceCheck, { from, figureAt }: Segment): boolean {
  const first = tokens
    .slice(from, figureAt)
    .find(
      (token) => token.type !== 'mark' && !(token.type === 'word' && /^(?:and|but|while|whereas)$/i.test(token.text)),
    );
  return first?.type === 'phrase' && first.meaning.type === 'measure';
}

/** A level of others is last year's; it may be compared with what is asked of this year, and with no older year. */
function inheritedYear(check: SentenceCheck, subject: Subject, { year }: Topic): AcademicYear | undefined {
  const usual = usualYear(check, subject);
  if (subject === 'own') return year === undefined || year === check.facts.academicYear ? usual : year;
  if (isExpected(subject) || subject === 'level own-pre-pandemic') return usual;
  return year === undefined || year >= usual ? usual : undefined;
}

const levelsAt = ({ levels }: SentenceCheck, { subject, measure, year }: Reference): readonly Level[] =>
  levels.filter((level) => level.subject === subject && level.measure === measure && level.year === year);

function remedyFor({ levels }: SentenceCheck, figure: FigureToken): string {
  return levels.some((level) => isShown(level, figure))
    ? 'This figure is among the facts, but of another school, year or measure than the sentence says.'
    : 'No such figure is among the facts. Repeat a figure of the facts, rounded to one decimal as given.';
}

/** "between 93.4% and 94.8%" in a sentence that speaks of a likely range: both ends and nothing else, the lower first. */
function checkRangeEnd(check: SentenceCheck, { figureAt, figure }: Segment): void {
  const cueAt = check.tokens.findIndex(isRangeCue);
  const ends = check.tokens.flatMap((token, position) =>
    token.type === 'figure' && token.unit === 'percent' && position > cueAt ? [position] : [],
  );
  const subject: Subject = ends.indexOf(figureAt) === 0 ? 'range-low' : 'range-high';
  const level = check.levels.find((one) => one.subject === subject);
  if (ends.length === 2 && level && isShown(level, figure))
    check.bound.set(figureAt, { subject, measure: level.measure, year: level.year });
  else
    report(check, 'figure', figure.text, 'Give both ends of the likely range as the facts give them, the lower first.');
}

const isAfterRangeCue = ({ tokens }: SentenceCheck, { figureAt }: Segment): boolean =>
  tokens.slice(0, figureAt).some(isRangeCue);

const isRangeCue = (token: Token): boolean =>
  token.type === 'phrase' && token.meaning.type === 'cue' && token.meaning.cue === 'range';

/** "Between 2022/23 and 2023/24 it rose from 93.9% to 94.4%": as many years as rates, all on one side of them, go in order. */
function zippedYears(tokens: readonly Token[], rates: readonly Segment[]): ReadonlyMap<number, AcademicYear> {
  const years = tokens.flatMap((token, position) => (token.type === 'year' ? [{ year: token.year, position }] : []));
  const first = rates[0]?.figureAt ?? 0;
  const last = rates.at(-1)?.figureAt ?? 0;
  const isOneSided = years.every(({ position }) => position < first) || years.every(({ position }) => position > last);
  if (rates.length < 2 || years.length !== rates.length || !isOneSided) return new Map();
  return new Map(years.flatMap(({ year }, index) => (rates[index] ? [[rates[index].figureAt, year]] : [])));
}
