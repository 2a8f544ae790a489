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
  const told = new Told(facts, random);
  const paragraphs = [attendance(told), ask(told), standing(told), examples(told), closing(told)];
  return paragraphs.filter((paragraph) => paragraph !== '').join('\n\n');
}

/** The facts as a writer has them at hand. */
class Told {
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

function attendance(told: Told): string {
  const { last, before, facts } = told;
  const now = told.shown('own', last);
  const then = told.shown('own', before);
  if (now === undefined) return '';
  const sentences =
    then === undefined
      ? [
          told.pick(
            `Attendance at ${facts.name} was ${told.rate(now)} in ${told.year(last)}.`,
            `${facts.name} had an attendance rate of ${told.rate(now)} in ${told.year(last)}.`,
          ),
        ]
      : [twoYears(told, now, then)];
  return [...sentences, persistent(told)].filter((sentence) => sentence !== '').join(' ');
}

function twoYears(told: Told, now: number, then: number): string {
  const { last, before, facts } = told;
  const verb = now > then ? told.pick('rose', 'went up', 'improved') : told.pick('fell', 'went down', 'dropped');
  const [a, b, y, z] = [told.rate(now), told.rate(then), told.year(last), told.year(before)];
  const plain = [
    `Attendance at ${facts.name} was ${a} in ${y}, compared with ${b} in ${z}.`,
    `In ${y}, attendance at ${facts.name} stood at ${a}. In ${z} it was ${b}.`,
    `Last year attendance at ${told.school()} was ${a}. The year before it was ${b}.`,
    `Attendance was ${b} in ${z} and ${a} in ${y}.`,
  ];
  if (now === then)
    return told.pick(
      ...plain,
      `Attendance was ${a} in ${y}, the same as in ${z}.`,
      `Attendance stayed the same at ${a} in ${z} and ${y}.`.replace(`${z} and `, ''),
    );
  const side = now > then ? 'higher' : 'lower';
  return told.pick(
    ...plain,
    `Attendance ${verb} from ${b} in ${z} to ${a} in ${y}.`,
    `Between ${z} and ${y}, attendance at ${facts.name} ${verb} from ${b} to ${a}.`,
    `Attendance ${verb} to ${a} in ${y}, from ${b} in ${z}.`,
    `Attendance ${verb} by ${difference(now, then)} between ${z} and ${y}, to ${a}.`,
    `Attendance at ${told.school()} was ${a} in ${y}, which is ${difference(now, then)} ${side} than in ${z}.`,
    `In ${y} attendance was ${a}, ${now > then ? 'up' : 'down'} from ${b} the year before.`,
    `Attendance was ${a} in ${y}, ${now > then ? 'up' : 'down'} ${difference(now, then)} on ${z}.`,
  );
}

function persistent(told: Told): string {
  const now = told.shown('own', told.last, 'persistent');
  const then = told.shown('own', told.before, 'persistent');
  if (now === undefined) return '';
  const [a, y] = [told.rate(now), told.year(told.last)];
  const one = [
    `Persistent absence was ${a} in ${y}.`,
    `In ${y}, ${a} of pupils were persistently absent.`,
    `The rate of persistent absence was ${a} in ${y}.`,
  ];
  if (then === undefined || then === now) return told.pick(...one);
  const verb = now > then ? 'rose' : 'fell';
  return told.pick(
    ...one,
    `Persistent absence ${verb} from ${told.rate(then)} in ${told.year(told.before)} to ${a} in ${y}.`,
    `Persistent absence was ${a} in ${y}, ${difference(now, then)} ${now > then ? 'higher' : 'lower'} than in ${told.year(told.before)}.`,
  );
}

function ask(told: Told): string {
  const { expectation, academicYear, withheldBecause = [], findings } = told.facts;
  if (!expectation) {
    const why =
      withheldBecause.length > 0
        ? withheldBecause
        : findings.filter(({ severity }) => severity === 'blocks').map(({ reason }) => reason);
    return [
      told.pick(
        'No expectation is set for this school this year.',
        'There is no expectation for the school this year.',
        'No expectation has been set for your school.',
      ),
      ...why,
    ].join(' ');
  }
  const floor = told.rate(roundDownTo(expectation.floorAttendancePercent, 1));
  const year = told.year(academicYear);
  if (expectation.isHold)
    return told.pick(
      `For ${year}, ${told.school()} is asked to hold its attendance at ${floor} or above.`,
      `The expectation for ${year} is to hold attendance at ${floor} or higher.`,
      `In ${year} the school is expected to keep attendance at ${floor} or more.`,
    );
  const sentence = told.pick(
    `The expectation for ${year} is at least ${floor}.`,
    `For ${year}, the minimum expected level is ${floor}.`,
    `In ${year}, ${told.school()} is expected to reach at least ${floor}.`,
    `This year's expectation is ${floor}.`,
    `${upper(told.school())} is asked to reach ${floor} or more in ${year}.`,
  );
  return [sentence, gain(told), range(told)].filter((text) => text !== '').join(' ');
}

function gain(told: Told): string {
  const { expectation } = told.facts;
  if (!expectation) return '';
  const points = roundDownTo(expectation.improvementPoints, 1);
  const baseline = told.rate(
    expectation.shown?.baselineAttendancePercent ?? roundDownTo(expectation.baselineAttendancePercent, 1),
  );
  if (points < 0.1) return told.pick('', 'That is an improvement of less than 0.1 percentage points on its baseline.');
  const asked = `${points.toFixed(1)} percentage points`;
  return told.pick(
    `This is an improvement of ${asked} on the baseline.`,
    `That is ${asked} above its baseline of ${baseline}.`,
    `It is ${asked} more than the baseline, which evens out good and bad years.`,
    `The improvement asked is ${asked}.`,
    '',
  );
}

function range(told: Told): string {
  const { expectation } = told.facts;
  if (!expectation) return '';
  const low = told.rate(roundTo(expectation.interval80.lowPercent, 1));
  const high = told.rate(roundTo(expectation.interval80.highPercent, 1));
  return told.pick(
    '',
    '',
    `The likely range for the year is between ${low} and ${high}.`,
    `Without any change, attendance is likely to lie between ${low} and ${high}.`,
  );
}

function standing(told: Told): string {
  const now = told.shown('own', told.last);
  const compared: readonly (readonly [string, number | undefined])[] = [
    ['the national average', told.shown('level national')],
    ['the local authority average', told.shown('level local-authority')],
    ['the middle of similar schools', told.shown('level similar-median')],
    ['the top quarter of similar schools', told.shown('level similar-top-quarter')],
  ];
  const sentences = compared.flatMap(([name, level]) =>
    level === undefined || now === undefined ? [] : [beside(told, name, { level, now })],
  );
  return sentences
    .filter((sentence) => sentence !== '')
    .slice(0, 2)
    .join(' ');
}

function beside(told: Told, name: string, { level, now }: { readonly level: number; readonly now: number }): string {
  const side = now > level ? 'above' : now < level ? 'below' : 'in line with';
  const rate = told.rate(level);
  const plain = `${upper(name)} was ${rate} in ${told.year(told.last)}.`;
  if (now === level) return told.pick(plain, `Attendance was ${side} ${name} of ${rate}.`, '');
  return told.pick(
    plain,
    '',
    `Attendance was ${side} ${name} of ${rate}.`,
    `At ${told.rate(now)}, attendance was ${difference(now, level)} ${side} ${name}.`,
    `${upper(name)} stood at ${rate}, which is ${now > level ? 'lower' : 'higher'} than at ${told.school()}.`,
    `Attendance at ${told.school()} was ${side} ${name}.`,
  );
}

function examples(told: Told): string {
  const { similar } = told.facts;
  if (similar.kind === 'no-fair-example')
    return [
      told.pick(
        'No school is named as an example.',
        'There is no fair example of a similar school.',
        'No example is given.',
      ),
      similar.reason,
    ].join(' ');
  const schools = examplesOf(told.facts);
  const one = told.pick(
    `These similar schools had higher attendance: ${list(schools.map(({ name }) => name))}.`,
    `Schools like this one with higher attendance include ${list(schools.map(({ name }) => name))}.`,
    `${upper(spelled(schools.length))} similar schools are named as examples.`,
    `The report names ${schools.length} similar schools.`,
  );
  return [one, ...schools.slice(0, 3).map((school) => example(told, school))].join(' ');
}

function example(told: Told, { name, attendancePercent, miles }: NamedExample): string {
  const level = roundTo(attendancePercent, 1);
  const rate = told.rate(level);
  const now = told.shown('own', told.last) ?? level;
  const far = miles === undefined ? undefined : `${roundTo(miles, 1).toFixed(1)} miles`;
  const plain = [
    `${name} had ${rate} in ${told.year(told.last)}.`,
    `Attendance at ${name} was ${rate}.`,
    `${name} reached ${rate} last year.`,
    ...(level > now
      ? [
          `${name} had ${rate}, ${difference(level, now)} higher than ${told.school()}.`,
          `Attendance at ${name} was ${difference(level, now)} above this school.`,
        ]
      : []),
  ];
  if (far === undefined) return told.pick(...plain);
  return told.pick(
    ...plain,
    `${name} is about ${far} away by road and had attendance of ${rate}.`,
    `${name}, ${far} away, had an attendance rate of ${rate}.`,
    `Attendance at ${name} (about ${far} by road) was ${rate}.`,
  );
}

function closing(told: Told): string {
  return [
    told.pick(
      'This report is confidential to your school.',
      'This report is confidential and is not published.',
      'The report is private to the school.',
      '',
    ),
    told.pick(
      'The expectation is a starting point, not a limit.',
      'It is a starting point and not a limit.',
      'The expectation is indicative.',
      '',
    ),
    told.pick(
      'If a figure looks wrong, tell us.',
      'If a figure is wrong, you can challenge it.',
      'You may agree, challenge a figure or propose a higher expectation.',
      '',
    ),
    told.facts.notes.slice(0, told.pick('y', 'n') === 'y' ? undefined : 0).join(' '),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

const spelled = (count: number): string =>
  ['zero', 'one', 'two', 'three', 'four', 'five', 'six'][count] ?? String(count);
const list = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
