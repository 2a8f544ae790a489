import { type LearningRequest } from '../../contracts/activities.js';
import { type LearnedSchool } from '../../domain/learning/learned-school.js';
import { judgeMonths } from '../../domain/monitoring/judgement.js';
import { type MonthFigures } from '../../domain/monitoring/month-figures.js';
import { type NationalShifts } from '../../database/facts/national-shifts.js';
import { type ClosedSchool } from '../../database/learning/closed-schools.js';

interface Learning extends LearningRequest {
  readonly shifts: NationalShifts;
}

/** A closed school as the learning report reads it; its checks are made again from the final figures. */
export function learnedSchool(
  school: ClosedSchool,
  months: readonly MonthFigures[],
  learning: Learning,
): LearnedSchool {
  const { urn, phase, regionCode, enrolments, rates, floorAttendancePercent: floor, referralState, hubId } = school;
  const shift = learning.nationalShift[phase];
  return {
    urn,
    phase,
    regionCode,
    enrolments,
    ...present({
      deprivationFifth: school.deprivationFifth,
      specialNeedsFifth: school.specialNeedsFifth,
      beforePercent: school.beforePercent,
      usualPercent: usualOf(school),
      nowPercent: rates && 100 - rates.publishedAttendancePercent,
      expectedPercent: school.expectedAttendancePercent === null ? null : 100 - school.expectedAttendancePercent,
      deviationPoints: school.deviationPoints,
      outcome: school.outcome,
      isShort: rates && floor !== null ? rates.comparableAttendancePercent + shift < floor : null,
    }),
    isReferred: referralState !== null,
    isSupported: referralState === 'confirmed' && hubId !== null,
    isOverridden: school.floorSetBy === 'override',
    shocks: school.shocks,
    checks: checksOf(school, months, learning),
  };
}

/** The level of the year before last, adjusted for the national change, where it is known. */
function usualOf({ yearBeforePercent, nationBefore, nationYearBefore }: ClosedSchool): number | null {
  if (yearBeforePercent === null || nationBefore === null || nationYearBefore === null) return null;
  return yearBeforePercent + nationBefore - nationYearBefore;
}

function checksOf(
  {
    phase,
    floorAttendancePercent,
    expectedAttendancePercent,
    deviationPoints,
    daysSetAside,
    confirmedMonths,
  }: ClosedSchool,
  months: readonly MonthFigures[],
  { terms, shifts }: Learning,
): LearnedSchool['checks'] {
  if (floorAttendancePercent === null || months.length === 0) return [];
  const { checks } = judgeMonths({
    phase,
    floorAttendancePercent,
    months: months.map((figures) => ({
      ...figures,
      ...present({ nationalShiftPoints: shifts[phase][figures.month] }),
    })),
    exemptions: daysSetAside,
    confirmedMonths,
    acceptedGaps: terms.calendar.months.map(({ month }) => month),
    calendar: terms.calendar,
    season: terms.season,
    policy: terms.monitoringPolicy,
    ...(expectedAttendancePercent !== null &&
      deviationPoints !== null && { expected: { attendancePercent: expectedAttendancePercent, deviationPoints } }),
  });
  return checks.flatMap(({ month, probabilityYearEndsShort: probability }) =>
    probability === undefined ? [] : [{ month, probability }],
  );
}

type Present<Fields> = { readonly [Key in keyof Fields]?: NonNullable<Fields[Key]> };

const present = <Fields extends object>(fields: Fields): Present<Fields> =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  ) as Present<Fields>;
