import { type Area, type AreaPhase, type AreaSums } from '../area-sums.js';
import { type Cell, writeCsv, type WrittenFile } from '../csv-file.js';
import { regionColumns } from '../geography.js';
import { type World } from '../world.js';
import { figureHeader, figures, markedFigures, phaseNames, placeHeader, yearAt } from './absence-columns.js';

const header = [...placeHeader, 'num_schools', ...figureHeader] as const;

const phases: readonly AreaPhase[] = ['total', 'primary', 'secondary', 'special'];

function* rows(world: World, sums: AreaSums): Generator<Cell[]> {
  for (const offset of [-2, -1, 0]) {
    for (const area of sums.areas)
      for (const phase of phases) {
        const cells = row(area, phase, offset);
        if (cells !== undefined) yield [yearAt(world.latestYear, offset), ...cells];
      }
  }
  function row(area: Area, phase: AreaPhase, offset: number): Cell[] | undefined {
    const sum = sums.sumOf(area, phase, offset);
    if (sum === undefined) return undefined;
    const { regionCode, authority } = area;
    // A rate of one school would be that school's; source: docs/sources/absence-statistics.md#small-numbers.
    const hides = authority !== undefined && sum.schools === 1;
    return [
      'Academic year',
      area.level,
      'E92000001',
      'England',
      ...(regionCode === undefined ? ['', ''] : regionColumns(regionCode)),
      authority?.code ?? '',
      authority?.onsCode ?? '',
      authority?.name ?? '',
      phase === 'total' ? 'Total' : phaseNames[phase],
      sum.schools,
      ...(hides ? markedFigures('c') : figures(sum, { hidesSmall: authority !== undefined, isWholeYear: true })),
    ];
  }
}

/** National, regional and local authority rows of three years; every rate is the ratio of the schools' sums. */
export const writeAreaAbsence = (world: World, sums: AreaSums, path: string): Promise<WrittenFile> =>
  writeCsv({ path, header, encoding: 'utf-8-with-mark', rows: rows(world, sums) });
