import { levelsOf } from '../../../../domain/narrative/levels.js';
import { type ReportFacts } from '../../../../domain/report/facts.js';
import { shiftYear, yearInWords } from '../../../../domain/shared/academic-year.js';
import { roundTo } from '../../../../domain/shared/rates.js';
import { type RandomStream } from '../../../../demo/england/random.js';
import { inventedSentences, obeyed, ranks, artefacts, sanctions, strangers, elsewhere, turned } from './invented.js';
import { examplesOf } from '../../../support/named.js';

/** A text with one planted fault, over facts that may have been made awkward for it. */
export interface Planted {
  readonly text: string;
  readonly facts: ReportFacts;
}

export interface FaultKind {
  readonly name: string;
  /** undefined where this report has nothing that the fault could be planted in. */
  readonly plant: (
    facts: ReportFacts,
    base: (facts: ReportFacts) => string,
    random: RandomStream,
  ) => Planted | undefined;
}

const rates = /\d+\.\d(?=%| per cent)/g;
const quoted = (facts: ReportFacts): string => facts.notes.join(' ');

/** The figures of the text's own sentences, by their position. */
function ratesIn(text: string): readonly { readonly at: number; readonly shown: string }[] {
  return [...text.matchAll(rates)].map((match) => ({ at: match.index, shown: match[0] }));
}

const replaced = (text: string, at: number, old: string, by: string): string =>
  text.slice(0, at) + by + text.slice(at + old.length);

/** Before the standing notes, so that the fault is among the writer's own sentences. */
function withSentence(text: string, sentence: string, facts: ReportFacts): string {
  const notes = quoted(facts);
  const at = text.includes(notes) ? text.indexOf(notes) : text.length;
  return `${text.slice(0, at).trimEnd()} ${sentence}\n\n${text.slice(at)}`.trim();
}

const appended =
  (sentences: (facts: ReportFacts) => readonly string[]): FaultKind['plant'] =>
  (facts, base, random) => {
    const choices = sentences(facts);
    return choices.length === 0 ? undefined : { text: withSentence(base(facts), random.pick(choices), facts), facts };
  };

const wrongFigure: FaultKind['plant'] = (facts, base, random) => {
  const text = base(facts);
  const found = ratesIn(text);
  if (found.length === 0) return undefined;
  const { at, shown } = random.pick(found);
  const step = random.pick([-1.4, -0.3, -0.2, -0.1, 0.1, 0.2, 0.6, 2.1]);
  return { text: replaced(text, at, shown, (Number(shown) + step).toFixed(1)), facts };
};

const swapped: FaultKind['plant'] = (facts, base, random) => {
  const text = base(facts);
  const found = ratesIn(text);
  const pairs = found.flatMap((one, index) =>
    found.slice(index + 1).flatMap((other) => (other.shown === one.shown ? [] : [{ one, other }])),
  );
  if (pairs.length === 0) return undefined;
  const { one, other } = random.pick(pairs);
  return { text: replaced(replaced(text, other.at, other.shown, one.shown), one.at, one.shown, other.shown), facts };
};

const wrongUnit: FaultKind['plant'] = (facts, base, random) => {
  const text = base(facts);
  // "between 90.0 and 92.3%" is good English, so a figure before "and" or "to" keeps a unit.
  const found = [...text.matchAll(/(\d+\.\d)(%| per cent)(?! (?:and|to))/g)];
  if (found.length === 0) return undefined;
  const match = random.pick(found);
  const unit = random.pick([
    ' percentage points',
    ' miles',
    ' pupils',
    ' sessions',
    ' days',
    ' points',
    '',
    ' per pupil',
  ]);
  return { text: replaced(text, match.index, match[0], `${match[1] ?? ''}${unit}`), facts };
};

const percentForPoints: FaultKind['plant'] = (facts, base, random) => {
  const text = base(facts);
  const found = [...text.matchAll(/(\d+\.\d) percentage points/g)];
  if (found.length === 0) return undefined;
  const match = random.pick(found);
  return { text: replaced(text, match.index, match[0], `${match[1] ?? ''}${random.pick(['%', ' per cent'])}`), facts };
};

/** The right number, and the wrong school's. */
const wrongSchool: FaultKind['plant'] = (facts, base, random) => {
  if (facts.similar.kind !== 'found') return undefined;
  const schools = examplesOf(facts);
  const own = levelsOf(facts).filter(({ subject, measure }) => subject === 'own' && measure === 'attendance');
  const one = random.pick(schools);
  const others = [
    ...schools.map(({ attendancePercent }) => roundTo(attendancePercent, 1)),
    ...own.map(({ shown }) => shown),
  ].filter((shown) => shown !== roundTo(one.attendancePercent, 1));
  if (others.length === 0 || schools.filter(({ name }) => name === one.name).length > 1 || one.name === facts.name)
    return undefined;
  const rate = random.pick(others).toFixed(1);
  const sentence = random.pick([
    `${one.name} had ${rate}%.`,
    `Attendance at ${one.name} was ${rate}%.`,
    `${one.name} is a similar school with attendance of ${rate} per cent.`,
  ]);
  return { text: withSentence(base(facts), sentence, facts), facts };
};

const wrongWay: FaultKind['plant'] = (facts, base, random) => {
  const text = base(facts);
  const wrong = levelsOf(facts).flatMap(({ exact, shown }) => {
    const other = shown < exact ? shown + 0.1 : shown - 0.1;
    return Math.abs(exact - shown) > 1e-6 ? [{ shown: shown.toFixed(1), other: other.toFixed(1) }] : [];
  });
  const places = wrong.flatMap(({ shown, other }) =>
    ratesIn(text).flatMap((place) => (place.shown === shown ? [{ ...place, other }] : [])),
  );
  if (places.length === 0) return undefined;
  const { at, shown, other } = random.pick(places);
  return { text: replaced(text, at, shown, other), facts };
};

const units = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const tens = ['', 'ten', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

const inWords: FaultKind['plant'] = (facts, base, random) => {
  const text = base(facts);
  const found = [...text.matchAll(/(\d+)\.(\d)(%| per cent)/g)];
  if (found.length === 0) return undefined;
  const match = random.pick(found);
  const wrong = Number(match[1]) + random.pick([-2, -1, 1]);
  const whole =
    wrong < 10
      ? (units[wrong] ?? 'ten')
      : `${tens[Math.floor(wrong / 10)] ?? ''}${wrong % 10 === 0 ? '' : `-${units[wrong % 10] ?? ''}`}`;
  const words = random.pick([
    `${whole} per cent`,
    `${whole} point ${units[Number(match[2])] ?? ''} per cent`,
    'nine in ten pupils',
    'two thirds of pupils',
    'half of all pupils',
  ]);
  return { text: replaced(text, match.index, match[0], words), facts };
};

const opposites: Readonly<Record<string, string>> = {
  rose: 'fell',
  fell: 'rose',
  'went up': 'went down',
  'went down': 'went up',
  improved: 'declined',
  dropped: 'improved',
  above: 'below',
  below: 'above',
  higher: 'lower',
  lower: 'higher',
  'up from': 'down from',
  'down from': 'up from',
};

const wrongDirection: FaultKind['plant'] = (facts, base, random) => {
  const text = base(facts);
  const found = [
    ...text.matchAll(
      /\b(?:rose|fell|went up|went down|improved|dropped|above|below|higher|lower|up from|down from)\b/g,
    ),
  ].filter(
    // "or above" and "or higher" belong to what is asked; reversed they are another fault.
    (match) =>
      !text.slice(0, match.index).endsWith(' or ') &&
      !/a higher expectation/.test(text.slice(match.index - 2, match.index + 20)),
  );
  if (found.length > 0 && random.uniform() < 0.7) {
    const match = random.pick(found);
    return { text: replaced(text, match.index, match[0], opposites[match[0]] ?? 'fell'), facts };
  }
  return invertedSentence(facts, base, random);
};

function invertedSentence(
  facts: ReportFacts,
  base: (facts: ReportFacts) => string,
  random: RandomStream,
): Planted | undefined {
  const last = shiftYear(facts.academicYear, -1);
  const own = levelsOf(facts).filter(
    ({ subject, measure, isSuperseded }) => subject === 'own' && measure === 'attendance' && !isSuperseded,
  );
  const now = own.find(({ year }) => year === last)?.shown;
  const then = own.find(({ year }) => year === shiftYear(last, -1))?.shown;
  const national = levelsOf(facts).find(({ subject }) => subject === 'level national')?.shown;
  const sentences = [
    ...(now === undefined || then === undefined || now === then
      ? []
      : [
          `Attendance ${now > then ? 'fell' : 'rose'} last year.`,
          `Attendance was ${now > then ? 'lower' : 'higher'} in ${yearInWords(last)} than in ${yearInWords(shiftYear(last, -1))}.`,
        ]),
    ...(now === undefined || national === undefined || now === national
      ? []
      : [`Attendance is ${now > national ? 'below' : 'above'} the national average.`]),
  ];
  return sentences.length === 0 ? undefined : { text: withSentence(base(facts), random.pick(sentences), facts), facts };
}

const wrongYear: FaultKind['plant'] = (facts, base, random) => {
  const text = base(facts);
  const last = yearInWords(shiftYear(facts.academicYear, -1));
  const earlier = random.pick([2, 3, 4, 9].map((years) => yearInWords(shiftYear(facts.academicYear, -years))));
  const at = text.indexOf(last);
  const levels = levelsOf(facts)
    .filter(({ subject }) => subject === 'own')
    .map(({ shown }) => shown);
  if (at < 0 || new Set(levels).size !== levels.length) return undefined;
  return { text: replaced(text, at, last, earlier), facts };
};

const notAllowed: FaultKind['plant'] = (facts, base, random) => {
  if (facts.similar.kind !== 'found') return undefined;
  const text = base(facts);
  const { name } = random.pick(examplesOf(facts));
  const stranger = random.pick(strangers);
  if (text.includes(name)) return { text: text.replace(name, stranger), facts };
  return { text: withSentence(text, `${stranger} is a similar school.`, facts), facts };
};

const injectedName: FaultKind['plant'] = (facts, base, random) => {
  const { name, sentence } = random.pick(obeyed);
  const awkward = { ...facts, name };
  return { text: withSentence(base(awkward), sentence, awkward), facts: awkward };
};

const strangeNames = [
  'Ysgol Gynradd Tŷ Gŵyr',
  'Ysgol <b>Bryn</b> Môn',
  'St John & St Mary’s "Free" School',
  'Academy <script>alert(1)</script> One',
  'Ysgol y Castell – Pontŵr',
];

const welshAndHtml: FaultKind['plant'] = (facts, base, random) => {
  const name = random.pick(strangeNames);
  const awkward = { ...facts, name };
  const text = base(awkward);
  const broken = [
    text.includes(name)
      ? text.replace(
          name,
          name
            .normalize('NFD')
            .replace(/\p{M}/gu, '')
            .replace(/<[^>]*>/g, '')
            .replace(/[&"]/g, '') + ' Annexe',
        )
      : undefined,
    withSentence(text, '<b>Attendance</b> matters.', awkward),
    withSentence(text, `See [the report](https://example.invalid/${awkward.urn}).`, awkward),
    withSentence(text, '**The school** is named here.', awkward),
    withSentence(text, '# Attendance.', awkward),
    withSentence(text, 'The school\u202E is named here.', awkward),
  ].filter((one) => one !== undefined);
  return { text: random.pick(broken), facts: awkward };
};

const huge: FaultKind['plant'] = (facts, base, random) => {
  const text = base(facts);
  return {
    text: random.pick([
      `${text}\n\n`.repeat(12).trim(),
      `${text} ${'The report names similar schools. '.repeat(400)}`.trim(),
      Array.from({ length: 30 }, () => 'The figures are in the report.').join('\n\n'),
    ]),
    facts,
  };
};

const truncated: FaultKind['plant'] = (facts, base, random) => {
  const text = base(facts);
  const json = JSON.stringify({ paragraphs: [{ section: 'attendance', text }] });
  const cut = text.slice(0, Math.floor(text.length * (0.3 + 0.6 * random.uniform())));
  return {
    text: random.pick([json.slice(0, -12), json, cut.replace(/[.\s]+$/, ''), `${cut.replace(/[.\s]+$/, '')}…`]),
    facts,
  };
};

const vague: FaultKind['plant'] = (facts, base, random) => {
  const text = base(facts);
  const found = ratesIn(text);
  if (found.length === 0) return undefined;
  const { at, shown } = random.pick(found);
  return {
    text: replaced(
      text,
      at,
      shown,
      `${random.pick(['nearly', 'about', 'over', 'almost', 'roughly', 'only', 'just', 'around', 'up to some'])} ${shown}`,
    ),
    facts,
  };
};

/** The kinds of the issue, fifteen, and six more. */
export const faultKinds: readonly FaultKind[] = [
  { name: 'wrong figure', plant: wrongFigure },
  { name: 'swapped figures', plant: swapped },
  { name: 'wrong unit', plant: wrongUnit },
  { name: 'percentage for percentage point', plant: percentForPoints },
  { name: 'right number of the wrong school', plant: wrongSchool },
  { name: 'rounded the wrong way', plant: wrongWay },
  { name: 'number in words', plant: inWords },
  { name: 'invented rank', plant: appended(ranks) },
  { name: 'wrong direction', plant: wrongDirection },
  { name: 'invented cause', plant: appended(inventedSentences) },
  { name: 'name not allowed', plant: notAllowed },
  { name: 'prompt injection in a name', plant: injectedName },
  { name: 'Welsh and HTML in names', plant: welshAndHtml },
  { name: 'huge output', plant: huge },
  { name: 'truncated', plant: truncated },
  { name: 'wrong year', plant: wrongYear },
  { name: 'vague figure', plant: vague },
  { name: 'inspection and sanction', plant: appended(sanctions) },
  { name: 'comparison outside the facts', plant: appended(elsewhere) },
  { name: 'meaning turned round', plant: appended(turned) },
  { name: 'words of the machine', plant: appended(artefacts) },
];
