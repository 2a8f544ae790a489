import { type GateInput } from '../gates/types.js';
import { type Lineage, lineageOf, relatives } from '../scope/lineage.js';
import { type Establishment } from '../scope/types.js';
import { shiftYear } from '../shared/academic-year.js';
import { groupBy } from '../shared/group-by.js';
import { absencePercent } from '../shared/rates.js';
import { absenceFact } from './absence-fact.js';
import { areaTotals } from './area-totals.js';
import { reorganisations } from './authority-moves.js';
import { type CampaignFacts } from './campaign-facts.js';
import { ownersOfFigures } from './figure-owners.js';
import { placesInAreas } from './places.js';
import { type SchoolGateInput } from './prepared-draft.js';
import { type KnownSchool, type KnownSchools } from './school-histories.js';

/** A school's year needs returns of nearly all its months to be set against the year's figure. */
const fewestMonths = 10;

/** Makes what the gates look at, for every school of a campaign; what all schools share is found once. */
export function gateInputs(facts: CampaignFacts, known: KnownSchools): (school: KnownSchool) => SchoolGateInput {
  const typeCodes = new Map(facts.schools.map(({ urn, typeCode }) => [urn, typeCode]));
  const areas = areaTotals(facts);
  const earliest = shiftYear(facts.targetYear, -2);
  const lastYear = shiftYear(facts.targetYear, -1);
  const aliveWith = liveRelatives(facts, known);
  const more = secondSources(facts);
  return (knownSchool) => {
    const { school, phase, rows, ownRows } = knownSchool;
    const laCode = rows.find(({ academicYear }) => academicYear === lastYear)?.laCode ?? school.laCode;
    const area = phase && areas.get(`${laCode} ${phase}`);
    const lineage = lineageOf(school.urn, known.graph, (urn) => typeCodes.get(urn));
    return {
      targetYear: facts.targetYear,
      establishment: school,
      absence: [...rows, ...ownRows.filter((row) => !rows.includes(row))]
        .filter(({ academicYear }) => academicYear >= earliest)
        .map(absenceFact),
      correctedYears: [...rows].flatMap(({ academicYear, publishedAbsencePercent }) =>
        publishedAbsencePercent === undefined ? [] : [academicYear],
      ),
      lineage,
      liveRelatives: aliveWith(school),
      ...(area && { area }),
      ...more(knownSchool, lineage),
    };
  };
}

const isOpen = ({ status }: Establishment): boolean => status === 'open' || status === 'proposed-to-close';

/** Open schools that are this one under another URN: by a plain succession, or by the same school number. */
function liveRelatives(facts: CampaignFacts, { graph }: KnownSchools): (school: Establishment) => readonly string[] {
  const openSchools = facts.schools.filter(isOpen);
  const open = new Set(openSchools.map(({ urn }) => urn));
  const byNumber = groupBy(openSchools, ({ laestab }) => laestab);
  return (school) => {
    if (!open.has(school.urn)) return [];
    const sameNumber = school.laestab === undefined ? [] : (byNumber.get(school.laestab) ?? []);
    const others = sameNumber.map(({ urn }) => urn).filter((urn) => urn !== school.urn);
    return [...new Set([...relatives(school.urn, graph).filter((urn) => open.has(urn)), ...others])];
  };
}

type More = Pick<
  GateInput,
  | 'secondSources'
  | 'replaced'
  | 'yearsOfAnother'
  | 'establishmentBefore'
  | 'isAreaReorganised'
  | 'place'
  | 'context'
  | 'contextBefore'
>;

/** What other files, other batches and other schools say of the same figures. */
function secondSources(facts: CampaignFacts): (known: KnownSchool, lineage: Lineage) => More {
  const { secondSources: second } = facts;
  const before = registersBefore(facts);
  const replaced = groupBy(second?.replacedAbsence ?? [], ({ urn }) => urn);
  const returns = new Map((second?.returns ?? []).map((one) => [one.urn, one]));
  const ownersOf = ownersOfFigures(facts.absence);
  const places = placesInAreas(facts.schools);
  const moves = reorganisations(facts);
  const earliest = shiftYear(facts.targetYear, -2);
  return ({ school, rows, ownRows }, lineage) => {
    const { urn, laCode } = school;
    const predecessors = lineage.kind === 'carries' ? lineage.predecessors : [];
    const returned = returns.get(urn);
    const percent = returned && returned.months >= fewestMonths ? absencePercent([returned]) : undefined;
    const recent = [...rows, ...ownRows].filter(({ academicYear }) => academicYear >= earliest);
    const years = recent.filter((row) => ownersOf(row).some((owner) => owner !== row.urn));
    const place = places.get(urn);
    const context = facts.context.get(urn);
    const establishmentBefore = before.get(urn) ?? firstKnown(predecessors, before);
    const contextBefore = second?.contextBefore.get(urn) ?? firstKnown(predecessors, facts.context);
    return {
      secondSources: percent === undefined ? [] : [{ name: 'monthly returns', absencePercent: percent }],
      replaced: (replaced.get(urn) ?? []).map(absenceFact),
      yearsOfAnother: [...new Set(years.map(({ academicYear }) => academicYear))].sort(),
      isAreaReorganised: recent.every((row) => row.laCode === undefined || moves.has(`${row.laCode} ${laCode}`)),
      ...(place && { place }),
      ...(establishmentBefore && { establishmentBefore }),
      ...(context && { context }),
      ...(contextBefore && { contextBefore }),
    };
  };
}

/** Each school as an earlier extract had it; of one that has closed its own row, which its successor is compared with. */
function registersBefore({ schools, secondSources: second }: CampaignFacts): ReadonlyMap<string, Establishment> {
  const closed = schools.filter(({ status }) => status === 'closed');
  return new Map([...closed, ...(second?.schoolsBefore ?? [])].map((school) => [school.urn, school]));
}

/** A converter academy is the school it was: what was known of the URN before it is known of it. */
const firstKnown = <Known>(urns: readonly string[], known: ReadonlyMap<string, Known>): Known | undefined =>
  urns.map((urn) => known.get(urn)).find((one) => one !== undefined);
