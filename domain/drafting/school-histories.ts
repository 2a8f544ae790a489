import { type Frame, type SchoolHistory, type YearAbsence } from '../baseline/types.js';
import { historyStanding, type HistoryStanding } from '../scope/history-standing.js';
import { lineageOf, linkGraph, type LinkGraph } from '../scope/lineage.js';
import { scopeOf, type Scope } from '../scope/scope.js';
import { isSelective } from '../scope/traits.js';
import { shiftYear, type AcademicYear } from '../shared/academic-year.js';
import { absencePhase, type AbsencePhase } from '../shared/phase.js';
import { type AbsenceRow, type CampaignFacts, type RegisteredSchool } from './campaign-facts.js';

/** One school with its history followed through its lineage, and whether it gets an expectation. */
export interface KnownSchool {
  readonly school: RegisteredSchool;
  readonly phase: AbsencePhase | undefined;
  readonly scope: Scope;
  readonly standing: HistoryStanding;
  /** Newest first: each year's row, under the school's own URN or one whose history it carries. */
  readonly rows: readonly AbsenceRow[];
  /** Rows of the school's own URN whatever their phase, for the gates that look for doubles and for another phase. */
  readonly ownRows: readonly AbsenceRow[];
  readonly enrolments: number | undefined;
  /** Where the enrolments come from; the register's roll is a last resort and is said so. */
  readonly enrolmentsFrom: 'absence' | 'register' | 'nowhere';
}

export interface KnownSchools {
  readonly graph: LinkGraph;
  readonly schools: readonly KnownSchool[];
}

export function knownSchools(facts: CampaignFacts): KnownSchools {
  const graph = linkGraph(facts.links);
  const typeCodes = new Map(facts.schools.map(({ urn, typeCode }) => [urn, typeCode]));
  const rowsByUrn = groupByUrn(facts.absence);
  const lastYear = shiftYear(facts.targetYear, -1);
  const schools = facts.schools.map((school) => {
    const phase = absencePhase(school.phase);
    const rowsOf = (urn: string): readonly AbsenceRow[] =>
      (rowsByUrn.get(urn) ?? []).filter((row) => row.phase === phase);
    const hasLastYear = (urn: string): boolean =>
      rowsOf(urn).some((row) => row.academicYear === lastYear && row.absencePercent !== undefined);
    const lineage = lineageOf(school.urn, graph, (urn) => typeCodes.get(urn));
    const standing = historyStanding(school.urn, lineage, hasLastYear);
    const predecessors = lineage.kind === 'carries' ? lineage.predecessors : [];
    const rows = followed([school.urn, ...predecessors].map(rowsOf));
    return {
      school,
      phase,
      standing,
      rows,
      ownRows: rowsByUrn.get(school.urn) ?? [],
      ...sizeOf(school, rows, lastYear),
      scope: {} as Scope,
    };
  });
  return {
    graph,
    schools: schools.map((known) => ({
      ...known,
      scope: scopeOf({
        establishment: known.school,
        history: known.standing,
        ...(known.enrolments !== undefined && { enrolments: known.enrolments }),
      }),
    })),
  };
}

/** The schools of a year as the model sees them; for training the frame also holds the target year itself. */
export function frameOf(facts: CampaignFacts, schools: readonly KnownSchool[], targetYear: AcademicYear): Frame {
  return {
    targetYear,
    schools: schools.flatMap((known): SchoolHistory[] => {
      const { school, phase, rows, enrolments } = known;
      if (phase === undefined || school.regionCode === undefined) return [];
      return [
        {
          urn: school.urn,
          phase,
          regionCode: school.regionCode,
          laCode: school.laCode,
          isSelective: isSelective(school),
          absence: rows.filter((row) => row.academicYear <= targetYear).flatMap(yearAbsence),
          context: facts.context.get(school.urn) ?? {},
          ...(school.laestab !== undefined && { laestab: school.laestab }),
          ...(enrolments !== undefined && { enrolments }),
        },
      ];
    }),
  };
}

const yearAbsence = (row: AbsenceRow): readonly YearAbsence[] =>
  row.absencePercent === undefined
    ? []
    : [
        {
          academicYear: row.academicYear,
          absencePercent: row.absencePercent,
          ...(row.possibleSessions !== undefined && { possibleSessions: row.possibleSessions }),
          ...(row.absenceSessions !== undefined && { absenceSessions: row.absenceSessions }),
          ...(row.enrolments !== undefined && { enrolments: row.enrolments }),
        },
      ];

function groupByUrn(rows: readonly AbsenceRow[]): ReadonlyMap<string, readonly AbsenceRow[]> {
  const byUrn = new Map<string, AbsenceRow[]>();
  for (const row of rows) {
    const held = byUrn.get(row.urn);
    if (held) held.push(row);
    else byUrn.set(row.urn, [row]);
  }
  return byUrn;
}

/** Each year once, from the nearest URN that has it. */
function followed(lists: readonly (readonly AbsenceRow[])[]): readonly AbsenceRow[] {
  const byYear = new Map<string, AbsenceRow>();
  for (const row of lists.flat()) if (!byYear.has(row.academicYear)) byYear.set(row.academicYear, row);
  return [...byYear.values()].sort((a, b) => (a.academicYear < b.academicYear ? 1 : -1));
}

function sizeOf(
  school: RegisteredSchool,
  rows: readonly AbsenceRow[],
  lastYear: AcademicYear,
): Pick<KnownSchool, 'enrolments' | 'enrolmentsFrom'> {
  const reported = rows.find((row) => row.academicYear === lastYear)?.enrolments;
  if (reported !== undefined) return { enrolments: reported, enrolmentsFrom: 'absence' };
  if (school.numberOfPupils !== undefined) return { enrolments: school.numberOfPupils, enrolmentsFrom: 'register' };
  return { enrolments: undefined, enrolmentsFrom: 'nowhere' };
}
