import { yearInWords } from '../../../domain/shared/academic-year.js';
import { escaped, htmlPage } from '../html.js';
import { roundTo } from '../../../domain/shared/rates.js';
import { type FairnessCheck } from '../../../domain/fairness/check-fairness.js';
import { type Estimate } from '../../../domain/fairness/estimate.js';
import { dimensions, dimensionTitles, type Dimension } from '../../../domain/fairness/groups.js';
import { measureNames, measureTitles, type MeasureName } from '../../../domain/fairness/measures.js';
import { type GroupResult, type YearResult } from '../../../domain/fairness/results.js';
import { chartSvg, type ChartRow } from './chart.js';
import { columnsOf, type Column } from './columns.js';

export interface FairnessPage {
  readonly title: string;
  /** Shown at the top, such as that decisions are simulated. */
  readonly notices: readonly string[];
  /** How each year was judged. */
  readonly notes: readonly string[];
  readonly fairness: FairnessCheck;
}

/** The page of fairness figures: for each way of looking, small charts and under them the same figures as a table. No figure is of one school. */
export function fairnessPage({ title, notices, notes, fairness }: FairnessPage): string {
  const columns = columnsOf(fairness);
  const last = fairness.years.at(-1);
  return htmlPage({
    title,
    notices,
    body: [
      ...notes.map(paragraph),
      paragraph(
        'Filled dots: the last judged year; hollow dots: the year before. A line is the interval that holds the true value in 95 of 100 such samples. Shaded: what the bounds allow; dashed: the value of a model that is right.',
      ),
      `<h2>Bounds (${escaped(fairness.bounds.version)})</h2>`,
      breachList(fairness),
      ...(last ? dimensions.map((dimension) => section(dimension, fairness, last, columns)) : []),
    ].join('\n'),
  });
}

const paragraph = (text: string): string => `<p>${escaped(text)}</p>`;

function breachList({ breaches }: FairnessCheck): string {
  if (breaches.length === 0) return paragraph('No bound is broken.');
  return `<ul>\n${breaches
    .map(
      ({ sentence, severity }) =>
        `<li>${severity === 'blocks' ? '<strong>Stops the campaign:</strong>' : 'Noted:'} ${escaped(sentence)}</li>`,
    )
    .join('\n')}\n</ul>`;
}

function section(dimension: Dimension, { years }: FairnessCheck, last: YearResult, columns: readonly Column[]): string {
  const title = dimensionTitles[dimension];
  const before = years.at(-2);
  const groups = last.groups.filter((group) => group.dimension === dimension);
  const rows = groups.map((group): ChartRow => {
    const earlier = before?.groups.find((one) => one.dimension === dimension && one.group === group.group);
    return { title: group.title, last: group, ...(earlier && { before: earlier }) };
  });
  const chart = chartSvg({
    id: `chart-${dimension}`,
    title: `${title}, ${yearInWords(last.judgedYear)}`,
    description: `A row for each group and a column for each measure: ${columns.map((column) => column.title).join(', ')}. The tables below hold the same figures.`,
    columns,
    rows,
  });
  return [
    `<section>`,
    `<h2>${escaped(title)}</h2>`,
    `<figure>${chart}</figure>`,
    ...[before, last].flatMap((year) => (year ? [tableOf(title, year, dimension)] : [])),
    '</section>',
  ].join('\n');
}

function tableOf(title: string, { judgedYear, groups }: YearResult, dimension: Dimension): string {
  const heads = ['Group', 'Schools', ...measureNames.map((name) => measureTitles[name])];
  return [
    `<table><caption>${escaped(`${title}, ${yearInWords(judgedYear)}`)}</caption>`,
    `<thead><tr>${heads.map((head) => `<th scope="col">${escaped(head)}</th>`).join('')}</tr></thead>`,
    '<tbody>',
    ...groups.filter((group) => group.dimension === dimension).map(rowOf),
    '</tbody></table>',
  ].join('\n');
}

function rowOf({ title, schools, measures }: GroupResult): string {
  const cells = measures
    ? measureNames.map((name) => cell(interval(name, measures[name]))).join('')
    : `<td colspan="${measureNames.length}">Too few schools to show</td>`;
  return `<tr><th scope="row">${escaped(title)}</th>${cell(String(schools))}${cells}</tr>`;
}

const cell = (text: string): string => `<td class="number">${escaped(text)}</td>`;

function interval(name: MeasureName, { value, low, high }: Estimate): string {
  const shown = (one: number): string =>
    name === 'bias' ? roundTo(one, 3).toFixed(3) : `${roundTo(100 * one, 1).toFixed(1)}%`;
  return `${shown(value)} (${shown(low)} to ${shown(high)})`;
}
