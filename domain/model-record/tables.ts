import { type Estimate } from '../fairness/estimate.js';
import { dimensionTitles } from '../fairness/groups.js';
import { type GroupResult, type YearResult } from '../fairness/results.js';
import { yearInWords } from '../shared/academic-year.js';
import { roundTo } from '../shared/rates.js';
import { type RecordTable } from './document.js';
import { type ModelRecord } from './model-record.js';

export const points = (value: number): string => roundTo(value, 3).toFixed(3);
export const percent = (share: number): string => `${roundTo(100 * share, 1).toFixed(1)}%`;

const withInterval = ({ value, low, high }: Estimate, shown: (value: number) => string): string =>
  `${shown(value)} (${shown(low)} to ${shown(high)})`;

/** Cells of one group's measures, each with its interval; a group too small to be shown says so. */
export function measureCells({ measures }: GroupResult): readonly string[] {
  if (!measures) return ['too few schools to show', '', '', '', '', ''];
  const { bias, cover80, cover95, met, short, chanceReferral } = measures;
  return [
    withInterval(bias, points),
    withInterval(cover80, percent),
    withInterval(cover95, percent),
    withInterval(met, percent),
    withInterval(short, percent),
    percent(chanceReferral.value),
  ];
}

export const measureColumns = [
  'Bias, points',
  'Inside the 80% range',
  'Inside the 95% range',
  'Met',
  'Short by the distance of a referral',
  'Referred by chance',
] as const;

export const groupTable = ({ groups }: YearResult): RecordTable => ({
  columns: ['Group', 'Schools', ...measureColumns],
  rows: groups.map((group) => [
    group.dimension === 'all' ? group.title : `${dimensionTitles[group.dimension]}: ${group.title}`,
    String(group.schools),
    ...measureCells(group),
  ]),
});

export const metricTable = ({ metrics, judgements }: ModelRecord): RecordTable => ({
  columns: [
    'Year',
    'Basis',
    'Schools',
    'Mean error, points',
    'Bias, points',
    'In 80%',
    'In 95%',
    'Width of 80%',
    'Met',
  ],
  rows: metrics.map((year) => [
    yearInWords(year.judgedYear),
    judgements.find(({ judgedYear }) => judgedYear === year.judgedYear)?.basis ?? '',
    String(year.schools),
    points(year.meanAbsoluteErrorPoints),
    points(year.biasPoints),
    percent(year.cover80),
    percent(year.cover95),
    points(year.medianWidth80Points),
    percent(year.met),
  ]),
});

export const coefficientTable = ({ model }: ModelRecord): RecordTable => {
  const phases = Object.entries(model.phases);
  const names = Object.keys(phases[0]?.[1].coefficients ?? {});
  return {
    columns: ['Phase', 'Source', 'Rows', ...names],
    rows: phases.map(([phase, { source, trainingRows, coefficients }]) => [
      phase,
      source,
      String(trainingRows),
      ...Object.values(coefficients as unknown as Readonly<Record<string, number>>).map((value) => value.toFixed(4)),
    ]),
  };
};

export const batchTable = ({ batches }: ModelRecord): RecordTable => ({
  columns: ['File', 'Kind', 'Rows', 'SHA-256'],
  rows: batches.map(({ fileName, kind, rowCount, sha256 }) => [fileName, kind, String(rowCount), sha256]),
});

export const policyTable = ({ policies }: ModelRecord): RecordTable => ({
  columns: ['Rules', 'Version'],
  rows: Object.entries(policies).sort(([a], [b]) => (a < b ? -1 : 1)),
});
