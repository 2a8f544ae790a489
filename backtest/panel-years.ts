import { type AcademicYear, shiftYear, yearInWords } from '../domain/shared/academic-year.js';
import { type RegionCode } from '../domain/shared/phase.js';
import { rowOfYear } from '../domain/baseline/history.js';
import { panelIndex } from './panel-frame.js';
import { PanelProblem } from './panel-problem.js';
import { type OutcomeRow, type PanelRow } from './panel-row.js';
import { type Outcomes, type Panel } from './read-panel.js';

export interface BacktestYears {
  readonly score: AcademicYear;
  /** Oldest first. */
  readonly train: readonly AcademicYear[];
}

export const yearsIn = (panel: Panel): readonly AcademicYear[] =>
  [...new Set(panel.rows.map(({ academicYear }) => academicYear))].sort();

/** Every year before the scored one whose two years before are known; with none, those whose year before is. */
function defaultTraining(years: readonly AcademicYear[], score: AcademicYear): readonly AcademicYear[] {
  const before = years.filter((year) => year < score && years.includes(shiftYear(year, -1)));
  const twoLags = before.filter((year) => years.includes(shiftYear(year, -2)));
  return twoLags.length > 0 ? twoLags : before;
}

/** @throws PanelProblem when the years asked for are not in the panel, or not before the scored year. */
export function backtestYears(
  panel: Panel,
  score: AcademicYear,
  asked: readonly AcademicYear[] | undefined,
): BacktestYears {
  const years = yearsIn(panel);
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
export interface ScoredSchools {
  readonly rows: readonly PanelRow[];
  readonly hasOutcomes: boolean;
  /** Rows of an outcomes file whose region nothing tells. */
  readonly withoutRegion: number;
}

/** Region of each authority, by its newest row. */
const regionsOf = (rows: readonly PanelRow[]): ReadonlyMap<string, RegionCode> =>
  new Map(rows.map(({ laCode, regionCode }) => [laCode, regionCode]));

const laCodeDigits = 3;

const given = (text: string, otherwise: string | undefined): string => (text === '' ? (otherwise ?? '') : text);

/** Fills what an outcomes file leaves out from the school's last year. */
function withLastYear(row: OutcomeRow, last: PanelRow | undefined): OutcomeRow {
  if (last === undefined) return row;
  return {
    ...row,
    laCode: given(row.laCode, last.laCode),
    regionCode: row.regionCode ?? last.regionCode,
    enrolments: row.enrolments ?? last.enrolments,
    isSelective: row.isSelective ?? last.isSelective,
    academyType: given(row.academyType, last.academyType),
    girlsPercent: row.girlsPercent ?? last.girlsPercent,
    trustKind: given(row.trustKind, last.trustKind),
    trustSize: row.trustSize ?? last.trustSize,
    easting: row.easting ?? last.easting,
    northing: row.northing ?? last.northing,
  };
}

/** The region of a new school may be that of its authority, whose code begins its LAESTAB; undefined where nothing tells. */
function withRegion(row: OutcomeRow, regions: ReadonlyMap<string, RegionCode>): PanelRow | undefined {
  const laCode = given(row.laCode, row.laestab.slice(0, laCodeDigits));
  const regionCode = row.regionCode ?? regions.get(laCode);
  return regionCode === undefined ? undefined : { ...row, laCode, regionCode, enrolments: row.enrolments ?? 0 };
}

/** Outcomes where they are given, else the panel's own rows of the year, else the schools of the last known year, unscored. */
export function scoredSchools(panel: Panel, score: AcademicYear, outcomes: Outcomes | undefined): ScoredSchools {
  if (outcomes === undefined) {
    const own = panel.rows.filter(({ academicYear }) => academicYear === score);
    if (own.length > 0) return { rows: own, hasOutcomes: true, withoutRegion: 0 };
    const lastYear = shiftYear(score, -1);
    const last = panel.rows.filter(({ academicYear }) => academicYear === lastYear);
    return { rows: last, hasOutcomes: false, withoutRegion: 0 };
  }
  const regions = regionsOf(panel.rows);
  const index = panelIndex(panel.rows.filter(({ academicYear }) => academicYear === shiftYear(score, -1)));
  const rows = outcomes.rows.flatMap((row) => {
    const whole = withRegion(withLastYear(row, rowOfYear(index, row, shiftYear(score, -1))), regions);
    return whole === undefined ? [] : [whole];
  });
  return { rows, hasOutcomes: true, withoutRegion: outcomes.rows.length - rows.length };
}

/** What was known before the year began. */
export const knownBefore = (panel: Panel, score: AcademicYear): readonly PanelRow[] =>
  panel.rows.filter(({ academicYear }) => academicYear < score);
