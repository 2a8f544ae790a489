import { type NationalRateRow } from '../../domain/baseline/national-rates.js';
import { type AcademicYear, shiftYear, yearInWords } from '../../domain/shared/academic-year.js';
import { type PanelIndex, type YearSchools, rowOf } from './panel-frame.js';
import { PanelProblem } from './panel-problem.js';
import { type PanelTable, phases, rowsOfYear, yearAt, yearsIn } from './panel-table.js';
import { type PanelFile } from './read-panel.js';

export interface BacktestYears {
  readonly score: AcademicYear;
  /** Oldest first. */
  readonly train: readonly AcademicYear[];
}

/** Every year before the scored one whose two years before are known; with none, those whose year before is. */
function defaultTraining(years: readonly AcademicYear[], score: AcademicYear): readonly AcademicYear[] {
  const before = years.filter((year) => year < score && years.includes(shiftYear(year, -1)));
  const twoLags = before.filter((year) => years.includes(shiftYear(year, -2)));
  return twoLags.length > 0 ? twoLags : before;
}

/** @throws PanelProblem when the years asked for are not in the panel, or not before the scored year. */
export function backtestYears(
  panel: PanelFile,
  score: AcademicYear,
  asked: readonly AcademicYear[] | undefined,
): BacktestYears {
  const years = yearsIn(panel.table);
  const inPanel = `${panel.name} holds ${years.map(yearInWords).join(', ')}.`;
  const lastYear = shiftYear(score, -1);
  if (!years.includes(lastYear))
    throw new PanelProblem(
      `To score ${yearInWords(score)} the panel needs rows of ${yearInWords(lastYear)}. ${inPanel} Score another year, or add those rows.`,
    );
  const train = [...new Set(asked ?? defaultTraining(years, score))].sort();
  if (train.length === 0)
    throw new PanelProblem(
      `There is no year before ${yearInWords(score)} to fit on: a fit needs a year and the year before it. ${inPanel}`,
    );
  for (const year of train) {
    if (year >= score)
      throw new PanelProblem(
        `${yearInWords(year)} is not over when ${yearInWords(score)} begins, so it cannot be fitted on. Leave it out of --train.`,
      );
    if (!years.includes(year) || !years.includes(shiftYear(year, -1)))
      throw new PanelProblem(
        `To fit on ${yearInWords(year)} the panel needs rows of it and of the year before. ${inPanel} Leave it out of --train.`,
      );
  }
  return { score, train };
}

/** The schools of the scored year, and where they come from. */
export interface ScoredSchools extends YearSchools {
  readonly hasOutcomes: boolean;
  /** Rows of an outcomes file whose region cannot be found; they are not among the schools. */
  readonly withoutRegion: number;
}

const laCodeDigits = 3;

/** Region of each authority, by the number of its code; the newest row's. */
function regionsOfAuthorities({ count, laCode, region }: PanelTable): ReadonlyMap<number, number> {
  const regions = new Map<number, number>();
  for (let row = 0; row < count; row += 1) regions.set(laCode[row] ?? 0, region[row] ?? -1);
  return regions;
}

/** Fills in what a row of an outcomes file lacks, from the school's last year. */
function fillFromLastYear(table: PanelTable, row: number, panel: PanelTable, last: number): void {
  for (const words of ['laCode', 'academyType', 'trustKind'] as const)
    if (table[words][row] === 0) table[words][row] = panel[words][last] ?? 0;
  for (const signed of ['region', 'selective'] as const)
    if ((table[signed][row] ?? -1) < 0) table[signed][row] = panel[signed][last] ?? -1;
  for (const name of ['enrolments', 'girlsPercent', 'trustSize', 'easting', 'northing'] as const)
    if (Number.isNaN(table.numbers[name][row])) table.numbers[name][row] = panel.numbers[name][last] ?? NaN;
}

/** The region of a new school may be that of its authority, whose code begins its LAESTAB. */
function fillFromAuthority(table: PanelTable, row: number, regions: ReadonlyMap<number, number>): void {
  const { laCodes } = table.words;
  if (table.laCode[row] === 0) table.laCode[row] = laCodes.codeOf(String(table.laestab[row]).slice(0, laCodeDigits));
  if ((table.region[row] ?? -1) < 0) table.region[row] = regions.get(table.laCode[row] ?? 0) ?? -1;
}

function completed({ table }: PanelFile, index: PanelIndex, score: AcademicYear): ScoredSchools {
  const regions = regionsOfAuthorities(index.table);
  const lastYear = shiftYear(score, -1);
  for (let row = 0; row < table.count; row += 1) {
    const key = { urn: table.urn[row] ?? 0, laestab: table.laestab[row] ?? 0, phase: table.phase[row] ?? 0 };
    const last = rowOf(index, key, lastYear);
    if (last >= 0) fillFromLastYear(table, row, index.table, last);
    fillFromAuthority(table, row, regions);
  }
  const rows = rowsOfYear(table, score).filter((row) => (table.region[row] ?? -1) >= 0);
  return { table, rows, hasOutcomes: true, withoutRegion: table.count - rows.length };
}

/** Outcomes where they are given, else the panel's own rows of the year, else the schools of the last known year, unscored. */
export function scoredSchools(index: PanelIndex, score: AcademicYear, outcomes: PanelFile | undefined): ScoredSchools {
  if (outcomes !== undefined) return completed(outcomes, index, score);
  const { table } = index;
  const own = rowsOfYear(table, score);
  if (own.length > 0) return { table, rows: own, hasOutcomes: true, withoutRegion: 0 };
  return { table, rows: rowsOfYear(table, shiftYear(score, -1)), hasOutcomes: false, withoutRegion: 0 };
}

/** Sums of the sessions of a year and phase, as one row of the ratio of sums. */
export function nationalRows({ table, rows }: YearSchools): readonly NationalRateRow[] {
  return phases.flatMap((phase, code) => {
    let [possibleSessions, absenceSessions] = [0, 0];
    for (const row of rows) {
      if (table.phase[row] !== code) continue;
      possibleSessions += table.numbers.possibleSessions[row] ?? 0;
      absenceSessions += table.numbers.absenceSessions[row] ?? 0;
    }
    const [first] = rows;
    if (first === undefined || possibleSessions === 0) return [];
    return [
      {
        phase,
        academicYear: yearAt(table, first),
        possibleSessions,
        absenceSessions,
        absencePercent: (100 * absenceSessions) / possibleSessions,
      },
    ];
  });
}
