import { type Trial, type TrialCounts } from './campaign.js';
import { type Verdict } from './judge.js';
import { type SoundCount } from './sound.js';

interface KindSummary {
  readonly kind: string;
  readonly damages: string;
  readonly folder: string;
  readonly isCritical: boolean;
  readonly planted: number;
  readonly caught: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  readonly foundBy: readonly string[];
  readonly plantedSchools: number;
  readonly missedSchools: number;
}

export interface Summary extends TrialCounts {
  readonly kinds: number;
  readonly planted: number;
  readonly caught: number;
  readonly criticalPlanted: number;
  readonly criticalMissed: number;
  /** Share of schools that gates hold where nothing was planted, 0 to 1. */
  readonly soundHeld: number;
  readonly sound: readonly SoundCount[];
  readonly byKind: readonly KindSummary[];
}

export function summaryOf(trials: readonly Trial[], sound: readonly SoundCount[], counts: TrialCounts): Summary {
  const kinds = [...new Set(trials.map(({ kind }) => kind))];
  const byKind = kinds.map((kind): KindSummary => {
    const own = trials.filter((trial) => trial.kind === kind);
    const verdicts: Record<Verdict, number> = { refused: 0, stopped: 0, held: 0, 'read-rightly': 0, missed: 0 };
    for (const { verdict } of own) verdicts[verdict] += 1;
    return {
      kind: kind.name,
      damages: kind.damages,
      folder: kind.folder,
      isCritical: kind.isCritical,
      planted: own.length,
      caught: own.length - verdicts.missed,
      verdicts,
      foundBy: [...new Set(own.flatMap(({ foundBy }) => foundBy))].sort(),
      plantedSchools: sum(own.map(({ schools }) => schools)),
      missedSchools: sum(own.map(({ missedSchools }) => missedSchools.length)),
    };
  });
  const critical = byKind.filter(({ isCritical }) => isCritical);
  return {
    kinds: byKind.length,
    planted: sum(byKind.map(({ planted }) => planted)),
    caught: sum(byKind.map(({ caught }) => caught)),
    criticalPlanted: sum(critical.map(({ planted }) => planted)),
    criticalMissed: sum(critical.map(({ planted, caught }) => planted - caught)),
    soundHeld: sum(sound.map(({ held }) => held)) / Math.max(1, sum(sound.map(({ schools }) => schools))),
    sound,
    ...counts,
    byKind,
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

export function tableOf(summary: Summary): string {
  const header = [
    'kind',
    'critical',
    'planted',
    'caught',
    'refused',
    'stopped',
    'held',
    'read rightly',
    'missed',
    'found by',
  ];
  const rows = summary.byKind.map(({ kind, isCritical, planted, caught, verdicts, foundBy }) => [
    kind,
    isCritical ? 'yes' : 'no',
    planted,
    caught,
    verdicts.refused,
    verdicts.stopped,
    verdicts.held,
    verdicts['read-rightly'],
    verdicts.missed,
    foundBy.slice(0, 4).join(', '),
  ]);
  return [aligned([header, ...rows]), '', ...sentences(summary)].join('\n');
}

function sentences({
  kinds,
  planted,
  caught,
  criticalPlanted,
  criticalMissed,
  sound,
  parts,
  stoppedParts,
}: Summary): readonly string[] {
  return [
    `${kinds} kinds, ${planted} plantings, ${caught} caught; of ${criticalPlanted} critical ones ${criticalMissed} missed.`,
    ...sound.map(
      ({ folder, schools, held }) =>
        `No fault planted, ${folder} files: ${held} of ${schools} schools held (${((100 * held) / Math.max(1, schools)).toFixed(2)} %).`,
    ),
    `${parts} parts of the country were drawn; ${stoppedParts} were stopped though nothing was planted.`,
  ];
}

function aligned(rows: readonly (readonly (string | number)[])[]): string {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, String(cell).length)));
  const padded = (cell: string | number, column: number): string =>
    typeof cell === 'number' ? String(cell).padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
  return rows.map((row) => row.map(padded).join('  ').trimEnd()).join('\n');
}
