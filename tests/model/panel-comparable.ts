import { censusContext } from '../../domain/baseline/context.js';
import { type BaselineModel } from '../../domain/baseline/model.js';
import { absenceIn } from '../../domain/baseline/types.js';
import { type Gender } from '../../domain/scope/types.js';
import { type AcademicYear, shiftYear } from '../../domain/shared/academic-year.js';
import { areaSelectivity } from '../../domain/similar/area-selectivity.js';
import { contextCoordinates } from '../../domain/similar/comparable.js';
import { gridPosition } from '../../domain/similar/distance.js';
import { type ComparableSchool, type GovernanceClass } from '../../domain/similar/types.js';
import { type PanelRow, panelFrame } from './panel.js';

function genderOf(girlsPercent: number | undefined): Gender {
  if (girlsPercent === undefined) return 'unknown';
  if (girlsPercent > 95) return 'girls';
  return girlsPercent < 5 ? 'boys' : 'mixed';
}

function governanceOf({ academyType, trustKind, trustSize }: PanelRow): GovernanceClass {
  if (academyType === 'maintained') return 'maintained';
  if (trustKind === 'single' || trustSize === 1) return 'stand-alone';
  if (trustSize === undefined) return 'unknown';
  return trustSize <= 5 ? 'small-trust' : 'large-trust';
}

/** The panel's schools as their comparators see them in the September of the target year. The panel has no rurality. */
export function panelComparables(
  rows: readonly PanelRow[],
  model: BaselineModel,
  targetYear: AcademicYear,
): readonly ComparableSchool[] {
  const ofYear = rows.filter((row) => row.academicYear === targetYear);
  const areas = areaSelectivity(
    ofYear
      .filter((row) => row.phase === 'secondary')
      .map(({ laCode, isSelective, enrolments }) => ({ laCode, isSelective, pupils: enrolments })),
  );
  const { schools } = panelFrame(rows, targetYear);
  return ofYear.flatMap((row, position) => {
    const history = schools[position];
    const absence = history === undefined ? undefined : absenceIn(history, shiftYear(targetYear, -1));
    if (history?.enrolments === undefined || absence === undefined || row.phase === 'special') return [];
    return {
      urn: row.urn,
      absencePhase: row.phase,
      phase: row.phase,
      isSelective: row.isSelective,
      areaSelectivity: areas.get(row.laCode)?.class ?? 'none',
      gender: genderOf(row.girlsPercent),
      regionCode: row.regionCode,
      isRural: false,
      position: gridPosition(row.easting, row.northing),
      governance: governanceOf(row),
      enrolments: history.enrolments,
      attendancePercent: 100 - absence,
      context: history.context,
      contextCoordinates: contextCoordinates(censusContext, model.contextStandard, history),
    };
  });
}
