import { levelsOf, type Level, type Measure, type Subject } from '../../../../domain/narrative/levels.js';
import { type ReportFacts, type NamedExample } from '../../../../domain/report/facts.js';
import { shiftYear, yearInWords, type AcademicYear } from '../../../../domain/shared/academic-year.js';
import { roundDownTo, roundTo } from '../../../../domain/shared/rates.js';
import { type RandomStream } from '../../../../demo/england/random.js';
import { examplesOf } from '../../../support/named.js';

/**
 * A grammar of honest variations: what a careful writer could make of the same facts in other words. It is written from the facts
 * and from how people write, not from the verifier's tables, and says nothing that the facts do not bear out.
 */
export function honestParaphrase(facts: ReportFacts, random: RandomStream): string {
  const writer = new Writer(facts, random);
  const paragraphs = [attendance(writer), ask(writer), standing(writer), examples(writer), closing(writer)];
  return paragraphs.filter((paragraph) => paragraph !== '').join('\n\n');
}

/** The facts as a writer has them at hand. */
class Writer {
  readonly facts: ReportFacts;
  readonly last: AcademicYear;
  readonly before: AcademicYear;
  readonly #levels: readonly Level[];
  readonly #random: RandomStream;

  constructor(facts: ReportFacts, random: RandomStream) {
    this.facts = facts;
    this.#random = random;
    this.#levels = levelsOf(facts);
    this.last = shiftYear(facts.academicYear, -1);
    this.before = shiftYear(facts.academicYear, -2);
  }

  pick(...choices: readonly string[]): string {
    return choices[Math.floor(this.#random.uniform() * choices.length)] ?? '';
  }

  shown(subject: Subject, year?: AcademicYear, measure: Measure = 'attendance'): number | undefined {
    const found = this.#levels.find(
      (level) =>
        level.subject === subject &&
        level.measure === measure &&
        (year === undefined || level.year === year) &&
        !level.isSuperseded,
    );
    return found?.shown;
  }

  /** As a percentage, in one of the ways in which people write it. */
  rate(value: number): string {
    return this.pick(`${value.toFixed(1)}%`, `${value.toFixed(1)}%`, `${value.toFixed(1)} per cent`);
  }

  year(year: AcademicYear): string {
    return this.pick(yearInWords(year), yearInWords(year), `${year.slice(0, 4)}–${year.slice(4)}`);
  }

  school(): string {
    return this.pick(this.facts.name, 'the school', 'this school');
  }
}

const upper = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
const difference = (one: number, other: number): string =>
  `${roundTo(Math.abs(one - other), 1).toFixed(1)} percentage points`;

function attendance(writer: Writer): string {
  const { last, before, facts } = writer;
  const now = writer.shown('own', last);
  const then = writer.shown('own', before);
  if (now === undefined) return '';
  const sentences =
    then === undefined
      ? [
          writer.pick(
            `Attendance at ${facts.name} was ${writer.rate(now)} in ${writer.year(last)}.`,
            `${facts.name} had an attendance rate of ${writer.rate(now)} in ${writer.year(last)}.`,
          ),
        ]
      : [twoYears(writer, now, then)];
  return [...sentences, persistent(writer)].filter((sentence) => sentence !== '').join(' ');
}

function twoYears(writer: Writer, now: number, then: number): string {
  const { last, before, facts } = writer;
  const verb = now > then ? writer.pick('rose', 'went up', 'improved') : writer.pick('fell', 'went down', 'dropped');
  const [a, b, y, z] = [writer.rate(now), writer.rate(then), writer.year(last), writer.year(before)];
  const plain = [
    `Attendance at ${facts.name} was ${a} in ${y}, compared with ${b} in ${z}.`,
    `In ${y}, attendance at ${facts.name} stood at ${a}. In ${z} it was ${b}.`,
    `Last year attendance at ${writer.school()} was ${a}. The year before it was ${b}.`,
    `Attendance was ${b} in ${z} and ${a} in ${y}.`,
  ];
  if (now === then)
    return writer.pick(
      ...plain,
      `Attendance was ${a} in ${y}, the same as in ${z}.`,
      `Attendance stayed the same at ${a} in ${z} and ${y}.`.replace(`${z} and `, ''),
    );
  const side = now > then ? 'higher' : 'lower';
  return writer.pick(
    ...plain,
    `Attendance ${verb} from ${b} in ${z} to ${a} in ${y}.`,
    `Between ${z} and ${y}, attendance at ${facts.name} ${verb} from ${b} to ${a}.`,
    `Attendance ${verb} to ${a} in ${y}, from ${b} in ${z}.`,
    `Attendance ${verb} by ${difference(now, then)} between ${z} and ${y}, to ${a}.`,
    `Attendance at ${writer.school()} was ${a} in ${y}, which is ${difference(now, then)} ${side} than in ${z}.`,
    `In ${y} attendance was ${a}, ${now > then ? 'up' : 'down'} from ${b} the year before.`,
    `Attendance was ${a} in ${y}, ${now > then ? 'up' : 'down'} ${difference(now, then)} on ${z}.`,
  );
}

function persistent(writer: Writer): string {
  const now = writer.shown('own', writer.last, 'persistent');
  const then = writer.shown('own', writer.before, 'persistent');
  if (now === undefined) return '';
  const [a, y] = [writer.rate(now), writer.year(writer.last)];
  const one = [
    `Persistent absence was ${a} in ${y}.`,
    `In ${y}, ${a} of pupils were persistently absent.`,
    `The rate of persistent absence was ${a} in ${y}.`,
  ];
  if (then === undefined || then === now) return writer.pick(...one);
  const verb = now > then ? 'rose' : 'fell';
  return writer.pick(
    ...one,
    `Persistent absence ${verb} from ${writer.rate(then)} in ${writer.year(writer.before)} to ${a} in ${y}.`,
    `Persistent absence was ${a} in ${y}, ${difference(now, then)} ${now > then ? 'higher' : 'lower'} than in ${writer.year(writer.before)}.`,
  );
}

function ask(writer: Writer): string {
  const { expectation, academicYear, withheldBecause = [], findings } = writer.facts;
  if (!expectation) {
    const why =
      withheldBecause.length > 0
        ? withheldBecause
        : findings.filter(({ severity }) => severity === 'blocks').map(({ reason }) => reason);
    return [
      writer.pick(
        'No expectation is set for this school this year.',
        'There is no expectation for the school this year.',
        'No expectation has been set for your school.',
      ),
      ...why,
    ].join(' ');
  }
  const floor = writer.rate(roundDownTo(expectation.floorAttendancePercent, 1));
  const year = writer.year(academicYear);
  if (expectation.isHold)
    return writer.pick(
      `For ${year}, ${writer.school()} is asked to hold its attendance at ${floor} or above.`,
      `The expectation for ${year} is to hold attendance at ${floor} or higher.`,
      `In ${year} the school is expected to keep attendance at ${floor} or more.`,
    );
  const sentence = writer.pick(
    `The expectation for ${year} is at least ${floor}.`,
    `For ${year}, the minimum expected level is ${floor}.`,
    `In ${year}, ${writer.school()} is expected to reach at least ${floor}.`,
    `This year's expectation is ${floor}.`,
    `${upper(writer.school())} is asked to reach ${floor} or more in ${year}.`,
  );
  return [sentence, gain(writer), range(writer)].filter((text) => text !== '').join(' ');
}

function gain(writer: Writer): string {
  const { expectation } = writer.facts;
  if (!expectation) return '';
  const points = roundDownTo(expectation.improvementPoints, 1);
  const baseline = writer.rate(expectation.shown.baselineAttendancePercent);
  if (points < 0.1)
    return writer.pick('', 'That is an improvement of less than 0.1 percentage points on its baseline.');
  const asked = `${points.toFixed(1)} percentage points`;
  return writer.pick(
    `This is an improvement of ${asked} on the baseline.`,
    `That is ${asked} above its baseline of ${baseline}.`,
    `It is ${asked} more than the baseline, which evens out good and bad years.`,
    `The improvement asked is ${asked}.`,
    '',
  );
}

function range(writer: Writer): string {
  const { expectation } = writer.facts;
  if (!expectation) return '';
  const low = writer.rate(roundTo(expectation.interval80.lowPercent, 1));
  const high = writer.rate(roundTo(expectation.interval80.highPercent, 1));
  return writer.pick(
    '',
    '',
    `The likely range for the year is between ${low} and ${high}.`,
    `Without any change, attendance is likely to lie between ${low} and ${high}.`,
  );
}

function standing(writer: Writer): string {
  const now = writer.shown('own', writer.last);
  const compared: readonly (readonly [string, number | undefined])[] = [
    ['the national average', writer.shown('level national')],
    ['the local authority average', writer.shown('level local-authority')],
    ['the middle of similar schools', writer.shown('level similar-median')],
    ['the top quarter of similar schools', writer.shown('level similar-top-quarter')],
  ];
  const sentences = compared.flatMap(([name, level]) =>
    level === undefined || now === undefined ? [] : [comparison(writer, name, { level, now })],
  );
  return sentences
    .filter((sentence) => sentence !== '')
    .slice(0, 2)
    .join(' ');
}

function comparison(
  writer: Writer,
  name: string,
  { level, now }: { readonly level: number; readonly now: number },
): string {
  const side = now > level ? 'above' : now < level ? 'below' : 'in line with';
  const rate = writer.rate(level);
  const plain = `${upper(name)} was ${rate} in ${writer.year(writer.last)}.`;
  if (now === level) return writer.pick(plain, `Attendance was ${side} ${name} of ${rate}.`, '');
  return writer.pick(
    plain,
    '',
    `Attendance was ${side} ${name} of ${rate}.`,
    `At ${writer.rate(now)}, attendance was ${difference(now, level)} ${side} ${name}.`,
    `${upper(name)} stood at ${rate}, which is ${now > level ? 'lower' : 'higher'} than at ${writer.school()}.`,
    `Attendance at ${writer.school()} was ${side} ${name}.`,
  );
}

function examples(writer: Writer): string {
  const { similar } = writer.facts;
  if (similar.kind === 'no-fair-example')
    return [
      writer.pick(
        'No school is named as an example.',
        'There is no fair example of a similar school.',
        'No example is given.',
      ),
      similar.reason,
    ].join(' ');
  const schools = examplesOf(writer.facts);
  const one = writer.pick(
    `These similar schools had higher attendance: ${list(schools.map(({ name }) => name))}.`,
    `Schools like this one with higher attendance include ${list(schools.map(({ name }) => name))}.`,
    `${upper(spelled(schools.length))} similar schools are named as examples.`,
    `The report names ${schools.length} similar schools.`,
  );
  return [one, ...schools.slice(0, 3).map((school) => example(writer, school))].join(' ');
}

function example(writer: Writer, { name, attendancePercent, miles }: NamedExample): string {
  const level = roundTo(attendancePercent, 1);
  const rate = writer.rate(level);
  const now = writer.shown('own', writer.last) ?? level;
  const far = miles === undefined ? undefined : `${roundTo(miles, 1).toFixed(1)} miles`;
  const plain = [
    `${name} had ${rate} in ${writer.year(writer.last)}.`,
    `Attendance at ${name} was ${rate}.`,
    `${name} reached ${rate} last year.`,
    ...(level > now
      ? [
          `${name} had ${rate}, ${difference(level, now)} higher than ${writer.school()}.`,
          `Attendance at ${name} was ${difference(level, now)} above this school.`,
        ]
      : []),
  ];
  if (far === undefined) return writer.pick(...plain);
  return writer.pick(
    ...plain,
    `${name} is about ${far} away by road and had attendance of ${rate}.`,
    `${name}, ${far} away, had an attendance rate of ${rate}.`,
    `Attendance at ${name} (about ${far} by road) was ${rate}.`,
  );
}

function closing(writer: Writer): string {
  return [
    writer.pick(
      'This report is confidential to your school.',
      'This report is confidential and is not published.',
      'The report is private to the school.',
      '',
    ),
    writer.pick(
      'The expectation is a starting point, not a limit.',
      'It is a starting point and not a limit.',
      'The expectation is indicative.',
      '',
    ),
    writer.pick(
      'If a figure looks wrong, tell us.',
      'If a figure is wrong, you can challenge it.',
      'You may agree, challenge a figure or propose a higher expectation.',
      '',
    ),
    writer.facts.notes.slice(0, writer.pick('y', 'n') === 'y' ? undefined : 0).join(' '),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

const spelled = (count: number): string =>
  ['zero', 'one', 'two', 'three', 'four', 'five', 'six'][count] ?? String(count);
const list = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
