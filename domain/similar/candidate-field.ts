import { type Standing, standingOf } from './noise.js';
import { kindOf, kindOfAnyGender, kindOfAnyYears, mayCrossGender } from './kind.js';
import { type SimilarRules } from './rules.js';
import { type ComparableSchool, type GridPosition } from './types.js';
import { type ContextWeights } from './weights.js';

/** What every comparison of a campaign shares. */
export interface ComparisonTerms {
  readonly rules: SimilarRules;
  /** Names the measures of the context coordinates, in their order, and weighs them. */
  readonly weights: ContextWeights;
  /** The floor of each school that has one, attendance in per cent by URN: an example lies clearly above it. */
  readonly floors?: ReadonlyMap<string, number>;
}

/** A school that can be compared, with what the search needs of it. */
export interface PlacedSchool {
  readonly school: ComparableSchool;
  readonly position: GridPosition;
  /** Coordinates times the root of their weights, so that plain squares add up to the weighted distance. */
  readonly coordinates: Float64Array;
  readonly standing: Standing;
}

/** The schools of one kind from west to east, row after row. */
export interface CandidateField {
  /** All schools of the kind, those without a known place or intake too. */
  readonly members: number;
  readonly placed: readonly PlacedSchool[];
  readonly eastings: Float64Array;
  readonly northings: Float64Array;
  readonly coordinates: Float64Array;
}

/** Candidates by kind, so that a target meets only those it may be compared with. */
export interface CandidateFields {
  readonly sameGender: ReadonlyMap<string, CandidateField>;
  /** Only of kinds that have a single-sex school. */
  readonly anyGender: ReadonlyMap<string, CandidateField>;
  /** Schools of any year groups, of the same gender. */
  readonly anyYears: ReadonlyMap<string, CandidateField>;
}

/** undefined where the school's place or intake is not known. */
export function placedSchool(school: ComparableSchool, { rules, weights }: ComparisonTerms): PlacedSchool | undefined {
  const { position, contextCoordinates } = school;
  if (position === undefined || contextCoordinates === undefined) return undefined;
  const phase = weights.phases[school.absencePhase].weights;
  const coordinates = Float64Array.from(contextCoordinates, (value, index) => value * Math.sqrt(phase[index] ?? 1));
  return { school, position, coordinates, standing: standingOf(school, rules) };
}

const fromWestToEast = (a: PlacedSchool, b: PlacedSchool): number =>
  a.position.easting - b.position.easting || (a.school.urn < b.school.urn ? -1 : 1);

interface Members {
  count: number;
  readonly placed: PlacedSchool[];
}

function fieldOf({ count, placed }: Members, dimensions: number): CandidateField {
  placed.sort(fromWestToEast);
  const coordinates = new Float64Array(placed.length * dimensions);
  placed.forEach((one, row) => {
    coordinates.set(one.coordinates, row * dimensions);
  });
  return {
    members: count,
    placed,
    eastings: Float64Array.from(placed, ({ position }) => position.easting),
    northings: Float64Array.from(placed, ({ position }) => position.northing),
    coordinates,
  };
}

function gather(members: Map<string, Members>, key: string, placed: PlacedSchool | undefined): void {
  let kind = members.get(key);
  if (kind === undefined) {
    kind = { count: 0, placed: [] };
    members.set(key, kind);
  }
  kind.count += 1;
  if (placed !== undefined) kind.placed.push(placed);
}

/** Sorts schools into their kinds, once for all targets. */
export function candidateFields(schools: readonly ComparableSchool[], terms: ComparisonTerms): CandidateFields {
  const sameGender = new Map<string, Members>();
  const anyGender = new Map<string, Members>();
  const anyYears = new Map<string, Members>();
  const crossed = new Set(schools.filter(mayCrossGender).map(kindOfAnyGender));
  for (const school of schools) {
    const placed = placedSchool(school, terms);
    gather(sameGender, kindOf(school), placed);
    gather(anyYears, kindOfAnyYears(school), placed);
    const wide = kindOfAnyGender(school);
    if (crossed.has(wide)) gather(anyGender, wide, placed);
  }
  const dimensions = terms.weights.measures.length;
  const fields = (members: ReadonlyMap<string, Members>): ReadonlyMap<string, CandidateField> =>
    new Map([...members].map(([key, kind]) => [key, fieldOf(kind, dimensions)]));
  return { sameGender: fields(sameGender), anyGender: fields(anyGender), anyYears: fields(anyYears) };
}
