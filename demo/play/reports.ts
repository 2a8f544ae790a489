import { ApiProblem, type ApiClient } from '../../api/client/api-client.js';
import { type ReportFacts } from '../../domain/report/facts.js';
import { randomStream } from '../england/random.js';
import { type Part, type YearShape } from './casting.js';
import { type PlayedSchool } from './month-figures.js';
import { analyst } from './personas.js';
import { type SchoolYearItem } from './school-year.js';
import { type PhasePoints } from './season-file.js';
import { type ReportFigures } from './setting.js';

export interface PlayedReport extends ReportFigures {
  readonly phase: PlayedSchool['phase'];
  readonly enrolments: number;
}

/** What the play takes from a school's newest report; undefined where it carries no expectation. */
export async function readReport(api: ApiClient, year: string, urn: string): Promise<PlayedReport | undefined> {
  try {
    const { facts } = await api.request<{ readonly facts: ReportFacts }>(`/school-years/${year}/${urn}/report`, {
      as: analyst,
    });
    const lastYear = facts.years[0];
    if (!facts.expectation || !lastYear) return undefined;
    return {
      phase: facts.phase,
      enrolments: facts.enrolments ?? 100,
      lastYearAbsencePercent: 100 - lastYear.attendancePercent.value,
      floorAttendancePercent: facts.expectation.floorAttendancePercent,
      expectedAttendancePercent: facts.expectation.expectedAttendancePercent,
    };
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return undefined;
    throw error;
  }
}

/** Percentage points by which the year's absence ends above the school's ceiling, before its own noise. */
const pointsAboveCeiling: Readonly<Record<YearShape, number>> = {
  steady: -0.2,
  improving: -1.5,
  short: 3.5,
  'near-miss': 0.3,
  shocked: -0.1,
};

/** The year that a school will have: from its own real level, with the shape of its part. */
export function playedSchool(
  school: SchoolYearItem,
  report: PlayedReport,
  part: Part,
  { seed, nationalShift }: { readonly seed: number; readonly nationalShift: PhasePoints },
): PlayedSchool {
  const ceiling = 100 - (school.floorAttendancePercent ?? report.floorAttendancePercent);
  const noise = 0.05 * randomStream(seed, school.urn, 'year').normal();
  const { phase, enrolments } = report;
  return {
    urn: school.urn,
    phase,
    enrolments,
    yearAbsencePercent: Math.max(0.5, ceiling + nationalShift[phase] + pointsAboveCeiling[part.year] + noise),
  };
}
