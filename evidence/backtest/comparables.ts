import { censusContext } from '../../domain/baseline/context.js';
import { type BaselineModel } from '../../domain/baseline/model.js';
import { contextStandard } from '../../domain/baseline/standardise.js';
import { type SchoolHistory } from '../../domain/baseline/types.js';
import { type Gender } from '../../domain/scope/types.js';
import { shiftYear } from '../../domain/shared/academic-year.js';
import { type AreaSelectivity, areaSelectivity } from '../../domain/similar/area-selectivity.js';
import { type KnownAttendance, contextCoordinates, knownAttendance } from '../../domain/similar/comparable.js';
import { gridPosition } from '../../domain/similar/distance.js';
import { trustClass } from '../../domain/similar/governance.js';
import { type ComparableSchool, type GovernanceClass } from '../../domain/similar/types.js';
import { unknownYearGroups } from '../../domain/similar/year-groups.js';
import { rowOf } from './panel-frame.js';
import { type PanelRow, panelRow } from './panel-row.js';
import { type BacktestYears } from './panel-years.js';
import { type PanelAges } from './read-ages.js';
import { type Backtest } from './run-backtest.js';

/** What a back-test needs to know of the scored year before its schools can be compared. */
export interface ComparedYear extends Pick<Backtest, 'index' | 'scored' | 'target'> {
  readonly years: Pick<BacktestYears, 'score'>;
  readonly model: Pick<BaselineModel, 'nationalRates'>;
  /** Left out where no school list is at hand: the year groups are then unknown, and each example says so. */
  readonly ages?: PanelAges;
}

/** A few pupils of the other sex, such as boys in the sixth form, do not make a mixed school. */
function genderOf(girlsPercent: number | undefined): Gender {
  if (girlsPercent === undefined) return 'unknown';
  if (girlsPercent >= 98) return 'girls';
  return girlsPercent <= 2 ? 'boys' : 'mixed';
}

/** As of January 2017, the one date whose trusts the panel knows. */
function governanceOf({ academyType, trustKind, trustSize }: PanelRow): GovernanceClass {
  if (academyType === 'maintained') return 'maintained';
  if (trustKind === 'single' || trustSize === 1) return 'stand-alone';
  if (trustSize === undefined) return 'unknown';
  return trustClass(trustSize);
}

interface Known {
  readonly lastYear: PanelRow;
  readonly history: SchoolHistory;
  readonly attendance: KnownAttendance;
}

/** A panel does not say what its special schools are for, so only mainstream schools are compared. */
function knownSchools({ index, scored, target, model, years }: ComparedYear): readonly Known[] {
  const { table, rows } = scored;
  const yearBefore = shiftYear(years.score, -1);
  return target.schools.flatMap((history, position): Known[] => {
    if (history.phase === 'special') return [];
    const row = rows[position] ?? -1;
    const key = { urn: table.urn[row] ?? 0, laestab: table.laestab[row] ?? 0, phase: table.phase[row] ?? 0 };
    const last = rowOf(index, key, yearBefore);
    const attendance = knownAttendance(history, years.score, model.nationalRates);
    return last < 0 || attendance === undefined ? [] : [{ lastYear: panelRow(index.table, last), history, attendance }];
  });
}

/** Selectivity of each area in the year before, all of its secondary schools counted. */
function areasBefore({ index, years }: ComparedYear): ReadonlyMap<string, AreaSelectivity> {
  const rows = index.years.get(shiftYear(years.score, -1))?.rows ?? new Int32Array(0);
  return areaSelectivity(
    Array.from(rows, (row) => panelRow(index.table, row))
      .filter(({ phase }) => phase === 'secondary')
      .map(({ laCode, isSelective, enrolments }) => ({ laCode, isSelective, pupils: enrolments })),
  );
}

/**
 * The mainstream schools of the scored year as their comparators see them in its September: everything about a school, except that it is
 * open, comes from the year before or earlier. A panel has no rurality, so the urban caps apply to all.
 */
export function panelComparables(year: ComparedYear): readonly ComparableSchool[] {
  const areas = areasBefore(year);
  const known = knownSchools(year);
  const standard = contextStandard(
    censusContext,
    known.map(({ history }) => history),
  );
  return known.map(({ lastYear, history, attendance }) => ({
    urn: history.urn,
    absencePhase: history.phase,
    phase: lastYear.phase === 'secondary' ? 'secondary' : 'primary',
    yearGroups: year.ages?.byUrn.get(history.urn) ?? year.ages?.byUrn.get(lastYear.urn) ?? unknownYearGroups,
    isSelective: lastYear.isSelective,
    areaSelectivity: areas.get(lastYear.laCode)?.class ?? 'unknown',
    gender: genderOf(lastYear.girlsPercent),
    regionCode: lastYear.regionCode,
    isRural: false,
    position: gridPosition(lastYear.easting, lastYear.northing),
    governance: governanceOf(lastYear),
    enrolments: lastYear.enrolments,
    ...attendance,
    context: history.context,
    contextCoordinates: contextCoordinates(censusContext, standard, history),
  }));
}
