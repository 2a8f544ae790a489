import { type Interval } from '../baseline/expect.js';
import { type NationalRates } from '../baseline/national-rates.js';
import { type AbsenceFact, type AreaTotals, type GateInput } from '../gates/types.js';
import { lineageOf, relatives } from '../scope/lineage.js';
import { absencePercent } from '../shared/rates.js';
import { shiftYear } from '../shared/academic-year.js';
import { type PublishedFigure } from '../shared/published-figure.js';
import { type SimilarResult } from '../similar/types.js';
import { type AbsenceRow, type CampaignFacts } from './campaign-facts.js';
import { type KnownSchool, type KnownSchools } from './school-histories.js';

interface Measured {
  readonly interval80?: Interval;
  readonly similar?: SimilarResult;
}

/** Makes what the gates look at, for every school of a campaign; what all schools share is found once. */
export function gateInputs(
  facts: CampaignFacts,
  known: KnownSchools,
  nationalRates: NationalRates,
): (school: KnownSchool, measured: Measured) => GateInput {
  const typeCodes = new Map(facts.schools.map(({ urn, typeCode }) => [urn, typeCode]));
  const open = new Set(
    facts.schools.filter(({ status }) => status === 'open' || status === 'proposed-to-close').map(({ urn }) => urn),
  );
  const areas = areaTotals(facts);
  const earliest = shiftYear(facts.targetYear, -2);
  return ({ school, phase, rows, ownRows }, measured) => {
    const area = phase && areas.get(`${school.laCode} ${phase}`);
    return {
      targetYear: facts.targetYear,
      establishment: school,
      absence: [...rows, ...ownRows.filter((row) => !rows.includes(row))]
        .filter(({ academicYear }) => academicYear >= earliest)
        .map(absenceFact),
      nationalRates,
      lineage: lineageOf(school.urn, known.graph, (urn) => typeCodes.get(urn)),
      liveRelatives: open.has(school.urn) ? relatives(school.urn, known.graph).filter((urn) => open.has(urn)) : [],
      secondSources: [],
      ...(area && { area }),
      ...measured,
    };
  };
}

function absenceFact(row: AbsenceRow): AbsenceFact {
  const { academicYear, urn, phase, laCode, enrolments, possibleSessions, absenceSessions } = row;
  const authorised = figureOf(row, 'authorised_percent', row.authorisedPercent);
  const unauthorised = figureOf(row, 'unauthorised_percent', row.unauthorisedPercent);
  const persistentAbsence = figureOf(row, 'persistent_absence_percent', row.persistentAbsencePercent);
  return {
    academicYear,
    urn,
    phase,
    absence: figureOf(row, 'absence_percent', row.absencePercent) ?? { kind: 'not-available', raw: '' },
    ...(laCode !== undefined && { laCode }),
    ...(authorised && { authorised }),
    ...(unauthorised && { unauthorised }),
    ...(persistentAbsence && { persistentAbsence }),
    ...(enrolments !== undefined && { enrolments }),
    ...(possibleSessions !== undefined && { possibleSessions }),
    ...(absenceSessions !== undefined && { absenceSessions }),
  };
}

const figureOf = ({ marks }: AbsenceRow, column: string, value: number | undefined): PublishedFigure | undefined =>
  value === undefined ? marks[column] : { kind: 'value', value };

/** Last year's published rate of each authority and phase beside the ratio of sums of its school rows, where every row has sessions. */
function areaTotals({ targetYear, absence, areas }: CampaignFacts): ReadonlyMap<string, AreaTotals> {
  const lastYear = shiftYear(targetYear, -1);
  const rows = new Map<string, AbsenceRow[]>();
  for (const row of absence) {
    if (row.academicYear !== lastYear || row.laCode === undefined) continue;
    const key = `${row.laCode} ${row.phase}`;
    rows.set(key, [...(rows.get(key) ?? []), row]);
  }
  return new Map(
    areas.flatMap(
      ({ academicYear, level, laCode, phase, absencePercent: publishedPercent }): readonly [string, AreaTotals][] => {
        if (level !== 'local-authority' || academicYear !== lastYear || laCode === undefined) return [];
        const key = `${laCode} ${phase}`;
        return [[key, { publishedPercent, recomputedPercent: recomputed(rows.get(key) ?? []) }]];
      },
    ),
  );
}

function recomputed(rows: readonly AbsenceRow[]): number | undefined {
  const counts = rows.map(({ possibleSessions, absenceSessions }) => ({ possibleSessions, absenceSessions }));
  const isWhole = counts.every((count): count is { possibleSessions: number; absenceSessions: number } => {
    return count.possibleSessions !== undefined && count.absenceSessions !== undefined;
  });
  return isWhole ? absencePercent(counts) : undefined;
}
