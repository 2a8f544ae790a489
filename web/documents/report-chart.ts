import { isAcademicYear, yearInWords } from '../../domain/shared/academic-year.js';
import { type Figure } from '../../domain/report/figures.js';
import { type Report } from '../../domain/report/report.js';
import { escaped } from './html.js';

const width = 720;
const height = 320;
const left = 52;
const right = 300;
const top = 18;
const bottom = 40;

interface Mark {
  readonly label: string;
  readonly percent: number;
  readonly shown: string;
}

/** The three years as a line, what is asked with its likely range, and the levels to compare with; a table of the report says the same. */
export function chartOf(report: Report): string {
  const years = yearsOf(report);
  const asked =
    report.figures.find(({ key }) => key === 'agreed-floor') ?? report.figures.find(({ key }) => key === 'floor');
  const levels = report.figures.filter(({ key }) => key.startsWith('level ')).map(markOf);
  const range = ['likely-low', 'likely-high'].map((key) => report.figures.find((figure) => figure.key === key));
  const values = [...years, ...levels, ...[asked, ...range].flatMap((figure) => (figure ? [markOf(figure)] : []))];
  if (years.length === 0 || values.length < 2) return '';
  const scale = scaleOf(values.map(({ percent }) => percent));
  const labels = [...years.map(({ label }) => label), yearInWords(academicYearOf(report))];
  const x = (index: number): number => left + ((index + 0.5) * (width - left - right)) / labels.length;
  const id = `chart-${report.school.urn.replaceAll(/\W/g, '')}`;
  const described = [
    ...years.map(({ label, shown }) => `${label}: ${shown}`),
    ...(asked ? [`${asked.label}: ${asked.shown}`] : []),
    ...levels.map(({ label, shown }) => `${label}: ${shown}`),
  ];
  return [
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-title ${id}-desc" xmlns="http://www.w3.org/2000/svg" font-family="Arial, sans-serif" font-size="13">`,
    `<title id="${id}-title">Attendance by year, what is asked, and levels to compare with</title>`,
    `<desc id="${id}-desc">${escaped(described.join('; '))}</desc>`,
    ...axis(scale),
    ...labels.map((label, index) => text(x(index), height - 14, label, 'middle')),
    ...ownLine(years, x, scale),
    ...askedMarks({ asked, range, at: x(labels.length - 1) }, scale),
    ...levelMarks(levels, scale),
    '</svg>',
  ].join('\n');
}

const academicYearOf = ({ academicYear }: Report): Parameters<typeof yearInWords>[0] => {
  if (!isAcademicYear(academicYear)) throw new RangeError('A report is of an academic year.');
  return academicYear;
};

const markOf = ({ label, value, shown }: Figure): Mark => ({ label, percent: value, shown });

/** Oldest first, the corrected value where there is one. */
function yearsOf({ figures }: Report): readonly Mark[] {
  const codes = figures.flatMap(({ key }) => (key.startsWith('own-attendance ') ? [key.slice(-6)] : []));
  return codes
    .slice(0, 3)
    .reverse()
    .flatMap((code) => {
      const figure =
        figures.find(({ key }) => key === `corrected-attendance ${code}`) ??
        figures.find(({ key }) => key === `own-attendance ${code}`);
      return figure && isAcademicYear(code)
        ? [{ label: yearInWords(code), percent: figure.value, shown: figure.shown }]
        : [];
    });
}

interface Scale {
  readonly low: number;
  readonly high: number;
  readonly y: (percent: number) => number;
}

function scaleOf(values: readonly number[]): Scale {
  const low = Math.floor(Math.min(...values) - 0.5);
  const high = Math.min(100, Math.ceil(Math.max(...values) + 0.5));
  return { low, high, y: (percent) => top + ((high - percent) * (height - top - bottom)) / (high - low) };
}

function axis({ low, high, y }: Scale): readonly string[] {
  const step = high - low > 12 ? 5 : high - low > 5 ? 2 : 1;
  const ticks = Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, index) => low + index * step);
  return ticks.flatMap((tick) => [
    line({ x1: left, x2: width - right, y1: y(tick), y2: y(tick) }, 'stroke="#b1b4b6"'),
    text(left - 8, y(tick) + 4, `${tick}%`, 'end'),
  ]);
}

function ownLine(years: readonly Mark[], x: (index: number) => number, { y }: Scale): readonly string[] {
  const points = years.map(({ percent }, index) => `${round(x(index))},${round(y(percent))}`).join(' ');
  return [
    `<polyline points="${points}" fill="none" stroke="#1d70b8" stroke-width="3"/>`,
    ...years.flatMap(({ percent, shown }, index) => [
      `<circle cx="${round(x(index))}" cy="${round(y(percent))}" r="5" fill="#1d70b8"/>`,
      text(x(index), y(percent) - 10, shown, 'middle'),
    ]),
  ];
}

interface AskedMark {
  readonly asked: Figure | undefined;
  readonly range: readonly (Figure | undefined)[];
  readonly at: number;
}

/** The range is a hollow bar and what is asked a dashed line, so that neither is shown by colour alone. */
function askedMarks({ asked, range: [low, high], at }: AskedMark, { y }: Scale): readonly string[] {
  const bar =
    low && high
      ? [
          `<rect x="${round(at - 8)}" y="${round(y(high.value))}" width="16" height="${round(y(low.value) - y(high.value))}" fill="none" stroke="#505a5f"/>`,
        ]
      : [];
  if (!asked) return bar;
  const level = y(asked.value);
  return [
    ...bar,
    line(
      { x1: at - 26, x2: at + 26, y1: level, y2: level },
      'stroke="#0b0c0c" stroke-width="3" stroke-dasharray="6 4"',
    ),
    text(at - 14, level - 8, asked.shown, 'end'),
  ];
}

/** Labels next to the plot, from the highest down, moved apart where they would overlap. */
function levelMarks(levels: readonly Mark[], { y }: Scale): readonly string[] {
  const ordered = [...levels].sort((a, b) => b.percent - a.percent);
  const places = apart(ordered.map(({ percent }) => y(percent)));
  return ordered.flatMap(({ label, percent, shown }, index) => {
    const place = places[index] ?? 0;
    return [
      line({ x1: width - right, x2: width - right + 12, y1: y(percent), y2: place }, 'stroke="#505a5f"'),
      text(width - right + 16, place + 4, `${label}: ${shown}`, 'start'),
    ];
  });
}

const lineHeight = 17;

/** Heights in order, each at least one line below the one before, with the last one still on the chart. */
function apart(heights: readonly number[]): readonly number[] {
  let above = -Infinity;
  const down = heights.map((height) => (above = Math.max(height, above + lineHeight)));
  let below = height - bottom + lineHeight;
  return down
    .reverse()
    .map((place) => (below = Math.min(place, below - lineHeight)))
    .reverse();
}

interface Ends {
  readonly x1: number;
  readonly x2: number;
  readonly y1: number;
  readonly y2: number;
}

const round = (value: number): string => value.toFixed(1);

const line = ({ x1, x2, y1, y2 }: Ends, stroke: string): string =>
  `<line x1="${round(x1)}" x2="${round(x2)}" y1="${round(y1)}" y2="${round(y2)}" ${stroke}/>`;

const text = (x: number, y: number, content: string, anchor: 'start' | 'middle' | 'end'): string =>
  `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" fill="#0b0c0c">${escaped(content)}</text>`;
