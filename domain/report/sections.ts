import { rungTitles } from '../baseline/ladder.js';
import { yearInWords } from '../shared/academic-year.js';
import { type ReportFacts, type Rung } from './facts.js';
import { shownFloor, shownPercent, type Figure } from './figures.js';
import { originInWords } from './origin.js';
import { type Cell, type Section, type SectionContext, type Table } from './section.js';
import { similarSection } from './similar-section.js';

/** The parts of a report, in order; what does not apply is left out. */
export function sectionsOf(facts: ReportFacts, context: SectionContext): readonly Section[] {
  return [
    askedSection(facts, context),
    yearsSection(facts, context),
    ladderSection(facts, context),
    levelsSection(facts, context),
    similarSection(facts, context),
    notComparedSection(facts),
    toolkitSection(facts, context),
    noticedSection(facts),
    wrongFigureSection(facts, context),
    nextSection(facts),
    changesSection(context),
  ].filter((section) => section !== undefined);
}

/** The figures of those keys, in the order of the keys. */
const rowsOf = (figures: readonly Figure[], keys: readonly string[]): Table['rows'] =>
  keys.flatMap((key) => {
    const figure = figures.find((one) => one.key === key);
    return figure ? [{ head: figure.label, cells: [{ figure }] }] : [];
  });

function askedSection(facts: ReportFacts, { figures }: SectionContext): Section {
  const { expectation, agreed, academicYear } = facts;
  const title = `What is expected in ${yearInWords(academicYear)}`;
  if (!expectation)
    return {
      id: 'expected',
      title,
      paragraphs: ['No expectation is set for this school this year.'],
      list: facts.withheldBecause ?? [],
    };
  const { interval80, interval95, reasons, isHold } = expectation;
  const agreedWords =
    agreed?.setBy === 'school'
      ? 'The school set the agreed level itself.'
      : 'The agreed level was set for this school by people.';
  return {
    id: 'expected',
    title,
    paragraphs: [
      ...(agreed ? [`${agreedWords} It holds instead of the expected level, which is kept beside it.`] : []),
      ...reasons,
      isHold
        ? 'The school is asked to hold its level. No improvement is asked.'
        : 'The improvement is counted from a baseline that evens out single good or bad years.',
      ...(isHold ? [] : ['What is expected is rounded down. The baseline is shown so that the figures add up.']),
      `If nothing changed, the year of a school like this would end between ${shownPercent(interval80.lowPercent)} and ${shownPercent(interval80.highPercent)} eight times in ten, and between ${shownPercent(interval95.lowPercent)} and ${shownPercent(interval95.highPercent)} nineteen times in twenty.`,
    ],
    table: {
      caption: 'Figures of the expectation',
      columns: ['Figure', 'Value'],
      rows: rowsOf(figures, [
        'agreed-floor',
        'floor',
        'improvement',
        'baseline',
        'likely-low',
        'likely-high',
        'wide-low',
        'wide-high',
      ]),
    },
  };
}

function yearsSection({ years }: ReportFacts, { figures }: SectionContext): Section {
  const measures = ['own-attendance', 'corrected-attendance', 'persistent-absence', 'severe-absence'] as const;
  const heads: Readonly<Record<(typeof measures)[number], string>> = {
    'own-attendance': 'Attendance',
    'corrected-attendance': 'Corrected attendance',
    'persistent-absence': 'Persistent absence',
    'severe-absence': 'Severe absence',
  };
  const used = measures.filter((measure) => figures.some(({ key }) => key.startsWith(`${measure} `)));
  return {
    id: 'years',
    title: 'The school’s own years',
    paragraphs: [
      'Persistent absence is the share of pupils who missed a tenth or more of their time; severe absence, of those who missed half or more.',
      ...figures
        .filter(({ key }) => key.endsWith('pupils'))
        .map(({ label, shown, origin }) => `${label}: ${shown} (${originInWords(origin)}).`),
    ],
    table: {
      caption: 'Attendance and absence by academic year',
      columns: ['Year', ...used.map((measure) => heads[measure])],
      rows: years.slice(0, 3).map(({ academicYear }) => ({
        head: yearInWords(academicYear),
        cells: used.map((measure): Cell => {
          const figure = figures.find(({ key }) => key === `${measure} ${academicYear}`);
          return figure ? { figure } : { text: 'not in the data' };
        }),
      })),
    },
  };
}

function ladderSection({ ladder, levels, agreed }: ReportFacts, { figures }: SectionContext): Section | undefined {
  if (ladder.length === 0) return undefined;
  return {
    id: 'ladder',
    title: 'The ladder of ambition',
    paragraphs: [
      'Each rung is above those before it. The expectation is a starting point and not a limit: a school may aim for any rung.',
    ],
    table: {
      caption: 'Rungs that apply to this school, from where it stands',
      columns: ['Rung', 'Attendance'],
      rows: ladder.map((rung) => ({
        head: rung.name === rungTitles.expectation && agreed ? 'Agreed level' : rungHead(rung, levels),
        cells: [rungCell(rung, figures)],
      })),
    },
  };
}

/** A local average says of which authority it is. */
function rungHead({ name }: Rung, levels: ReportFacts['levels']): string {
  const authority = levels.find((level) => rungTitles[level.name] === name)?.authority;
  return authority === undefined ? name : `${name}, ${authority}`;
}

/** The figure that a rung is; a rung without a level has its own number alone. */
function rungCell({ name, attendancePercent }: Rung, figures: readonly Figure[]): Cell {
  const isExpectation = name === rungTitles.expectation;
  const prefixes = isExpectation
    ? ['agreed-floor', 'floor']
    : name === rungTitles['own-level']
      ? ['corrected-attendance', 'own-attendance']
      : ['level '];
  const figure = figures.find(
    ({ key, value, label }) =>
      prefixes.some((prefix) => key.startsWith(prefix)) &&
      (!key.startsWith('level ') || label === name || label.startsWith(`${name}, `)) &&
      Math.abs(value - attendancePercent) < 1e-3,
  );
  return figure
    ? { figure }
    : { text: isExpectation ? shownFloor(attendancePercent) : shownPercent(attendancePercent) };
}

function levelsSection({ levels }: ReportFacts, { figures }: SectionContext): Section | undefined {
  if (levels.length === 0) return undefined;
  return {
    id: 'levels',
    title: 'Levels to compare with',
    paragraphs: ['All of last year and of the same phase. Those that lie above the school are rungs of the ladder.'],
    table: {
      caption: 'Attendance of similar schools, the local authority and the nation',
      columns: ['Level', 'Attendance'],
      rows: rowsOf(
        figures,
        levels.map(({ name }) => `level ${name}`),
      ),
    },
  };
}

const notComparedSection = ({ notComparedOn }: ReportFacts): Section | undefined =>
  notComparedOn.length === 0
    ? undefined
    : {
        id: 'not-compared',
        title: 'What this school is not compared with',
        paragraphs: ['Nothing of this has a part in the figures.'],
        list: notComparedOn,
      };

function toolkitSection({ toolkits }: ReportFacts, { toolkits: library }: SectionContext): Section | undefined {
  if (toolkits.length === 0) return undefined;
  return {
    id: 'toolkits',
    title: 'Practice that may help',
    paragraphs: ['To take, change or leave. Nobody is asked to use any of it.'],
    parts: toolkits.map(({ id, title, why }) => {
      const entry = library.find((toolkit) => toolkit.id === id);
      return {
        title,
        paragraphs: [
          why,
          ...(entry ? [entry.summary, ...entry.examples.map(({ school, what }) => `${school}: ${what}`)] : []),
        ],
        list: entry?.steps ?? [],
      };
    }),
  };
}

const noticedSection = ({ findings }: ReportFacts): Section | undefined =>
  findings.length === 0
    ? undefined
    : {
        id: 'noticed',
        title: 'What was noticed about the figures',
        paragraphs: ['Checks of the data found this. A person has looked at it or will.'],
        list: findings.map(({ reason }) => reason),
      };

function wrongFigureSection({ expectation }: ReportFacts, { version }: SectionContext): Section {
  return {
    id: 'wrong-figure',
    title: 'If a figure is wrong',
    paragraphs: [
      expectation
        ? 'Tell us which figure, what it should be and how you know. Your time to answer stands still while a person looks into it.'
        : 'Tell us which figure, what it should be and how you know, and a person will look into it.',
      'A figure that is found right is put beside the published one, and a new version of the report is made. You may add a note of your own.',
      ...(version.schoolNote === undefined ? [] : [`Note of the school: ${version.schoolNote}`]),
    ],
  };
}

const nextSection = ({ steps }: ReportFacts): Section | undefined =>
  steps.length === 0
    ? undefined
    : {
        id: 'next',
        title: 'What happens next, and when',
        paragraphs: [],
        table: {
          caption: 'Next steps',
          columns: ['Step', 'When'],
          rows: steps.map(({ what, when }) => ({ head: what, cells: [{ text: when }] })),
        },
      };

function changesSection({ version: { since, reason } }: SectionContext): Section | undefined {
  if (!since) return undefined;
  const { reportVersion, changes } = since;
  return {
    id: 'changes',
    title: `What has changed since version ${reportVersion}`,
    paragraphs: [
      `Why there is a new version: ${reason}`,
      ...(changes.length === 0 ? ['No figure, example or note has changed.'] : []),
    ],
    list: changes.map(({ inWords }) => inWords),
  };
}
