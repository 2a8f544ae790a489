import { censusContext } from '../../domain/baseline/context.js';
import { rowOfYear, yearIndex } from '../../domain/baseline/history.js';
import { type NationalRates } from '../../domain/baseline/national-rates.js';
import { contextStandard } from '../../domain/baseline/standardise.js';
import { type SchoolHistory } from '../../domain/baseline/types.js';
import { type Gender } from '../../domain/scope/types.js';
import { type AcademicYear, shiftYear } from '../../domain/shared/academic-year.js';
import { areaSelectivity } from '../../domain/similar/area-selectivity.js';
import { type KnownAttendance, contextCoordinates, knownAttendance } from '../../domain/similar/comparable.js';
import { gridPosition } from '../../domain/similar/distance.js';
import { type ComparableSchool, type GovernanceClass } from '../../domain/similar/types.js';
import { type PanelRow, panelFrame } from './panel.js';

/** A few of the other sex, such as boys in the sixth form, make no mixed school. */
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
  return trustSize <= 5 ? 'small-trust' : 'large-trust';
}

interface Known {
  readonly lastYear: PanelRow;
  readonly history: SchoolHistory;
  readonly attendance: KnownAttendance;
}

function knownSchools(rows: readonly PanelRow[], national: NationalRates, targetYear: AcademicYear): readonly Known[] {
  const index = yearIndex(rows);
  const { schools } = panelFrame(rows, targetYear);
  return rows
    .filter((row) => row.academicYear === targetYear)
    .flatMap((row, position) => {
      const history = schools[position];
      const lastYear = rowOfYear(index, row, shiftYear(targetYear, -1));
      const attendance = history && knownAttendance(history, targetYear, national);
      if (!history || !lastYear || !attendance || row.phase === 'special' || lastYear.phase !== row.phase) return [];
      return [{ lastYear, history, attendance }];
    });
}

/**
 * The panel's mainstream schools as their comparators see them in the September of the target year: all of a school but that it is
 * open comes from the year before or earlier. The panel has no rurality, so the urban caps hold for all.
 */
export function panelComparables(
  rows: readonly PanelRow[],
  national: NationalRates,
  targetYear: AcademicYear,
): readonly ComparableSchool[] {
  const areas = areaSelectivity(
    rows
      .filter((row) => row.phase === 'secondary' && row.academicYear === shiftYear(targetYear, -1))
      .map(({ laCode, isSelective, enrolments }) => ({ laCode, isSelective, pupils: enrolments })),
  );
  const known = knownSchools(rows, national, targetYear);
  const standard = contextStandard(
    censusContext,
    known.map(({ history }) => history),
  );
  return known.map(({ lastYear, history, attendance }) => ({
    urn: history.urn,
    absencePhase: history.phase,
    phase: lastYear.phase === 'secondary' ? 'secondary' : 'primary',
    isSelective: lastYear.isSelective,
    areaSelectivity: areas.get(lastYear.laCode)?.class ?? 'none',
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
