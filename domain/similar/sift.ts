import { type CandidateField, type ComparisonTerms, type PlacedSchool } from './candidate-field.js';
import { isBeyondNoise } from './noise.js';
import { isAboveFloor } from './above-floor.js';
import { type SimilarRules } from './rules.js';
import { type ComparableSchool, type Funnel, type GovernanceClass } from './types.js';

/** A candidate that passed the rules, with its distances. */
export interface MeasuredCandidate {
  readonly school: ComparableSchool;
  readonly governance: GovernanceClass;
  readonly contextDistance: number;
  readonly metres: number;
}

/** The candidates of a field that the rules left, in arrays: many schools pass them all, and few are shown. */
export interface Sifted {
  readonly funnel: Funnel;
  readonly clearlyBetter: readonly ComparableSchool[];
  readonly squaredContexts: readonly number[];
  readonly squaredMetres: readonly number[];
}

const measuresOfDistance = 6;

/** A distance sums over measures, so two equally like schools lie farther apart where a source has more of them. */
const squaredContextLimit = (rules: SimilarRules, measures: number): number =>
  (rules.maximumContextDistance * rules.maximumContextDistance * measures) / measuresOfDistance;

/** First row of the field that lies at `easting` or east of it. */
function firstFrom({ eastings }: CandidateField, easting: number): number {
  let low = 0;
  let high = eastings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((eastings[middle] ?? Infinity) < easting) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Squared distance in context, given up once it is beyond `limit`. */
function squaredContext(coordinates: Float64Array, row: number, own: Float64Array, limit: number): number {
  const dimensions = own.length;
  let sum = 0;
  for (let index = 0, at = row * dimensions; index < dimensions && sum <= limit; index += 1, at += 1) {
    const difference = (coordinates[at] ?? 0) - (own[index] ?? 0);
    sum += difference * difference;
  }
  return sum;
}

interface Bounds {
  readonly widestMetres: number;
  /** Of the squared distance in context. */
  readonly limit: number;
}

/** A school of the target's group: within reach and alike in context. */
type Visit = (candidate: PlacedSchool, squaredContext: number, squaredMetres: number) => void;

/** Visits the group of a target, itself among it, from west to east, and gives the number within reach. */
function visitGroup(
  field: CandidateField,
  target: PlacedSchool,
  { widestMetres, limit }: Bounds,
  visit: Visit,
): number {
  const { placed, eastings, northings, coordinates } = field;
  const { position, coordinates: own } = target;
  const squaredReach = widestMetres * widestMetres;
  const eastEnd = position.easting + widestMetres;
  let withinReach = 0;
  for (let row = firstFrom(field, position.easting - widestMetres); row < eastings.length; row += 1) {
    const easting = eastings[row] ?? 0;
    if (easting > eastEnd) break;
    const east = easting - position.easting;
    const north = (northings[row] ?? 0) - position.northing;
    const squaredMetres = east * east + north * north;
    if (squaredMetres > squaredReach) continue;
    withinReach += 1;
    const squared = squaredContext(coordinates, row, own, limit);
    const candidate = placed[row];
    if (squared <= limit && candidate !== undefined) visit(candidate, squared, squaredMetres);
  }
  return withinReach;
}

interface Sifting extends Pick<ComparisonTerms, 'rules' | 'floors'> {
  /** A rule of its own for the candidates of a wide field. */
  readonly isFit?: (candidate: ComparableSchool) => boolean;
}

/**
 * Applies the rules in their order to the candidates of one kind: reach, context, better, better by more than noise.
 * The target is one of the candidates, and no candidate to itself.
 */
export function sift(
  field: CandidateField,
  target: PlacedSchool,
  widestMetres: number,
  { rules, floors, isFit }: Sifting,
): Sifted {
  const floor = floors?.get(target.school.urn);
  const { school, standing } = target;
  const limit = squaredContextLimit(rules, target.coordinates.length);
  const clearlyBetter: ComparableSchool[] = [];
  const squaredContexts: number[] = [];
  const squaredMetres: number[] = [];
  let alikeInContext = 0;
  let better = 0;
  const withinReach = visitGroup(field, target, { widestMetres, limit }, (candidate, context, metres) => {
    if (candidate.school.urn === school.urn || isFit?.(candidate.school) === false) return;
    alikeInContext += 1;
    if (candidate.standing.lastYear <= standing.lastYear) return;
    better += 1;
    if (!isBeyondNoise(candidate.standing, standing, rules.noiseMultiple)) return;
    if (floor !== undefined && !isAboveFloor(candidate.school.attendancePercent, floor)) return;
    clearlyBetter.push(candidate.school);
    squaredContexts.push(context);
    squaredMetres.push(metres);
  });
  const funnel = { sameKind: field.members - 1, withinReach: withinReach - 1, alikeInContext, better };
  return { funnel: { ...funnel, clearlyBetter: clearlyBetter.length }, clearlyBetter, squaredContexts, squaredMetres };
}

/** The clearly better within a cap, nearest in context first; equal distances by URN, so that the order never depends on the file's. */
export function nearestWithin(sifted: Sifted, capMetres: number): readonly MeasuredCandidate[] {
  const within: MeasuredCandidate[] = [];
  sifted.clearlyBetter.forEach((school, index) => {
    const squaredMetres = sifted.squaredMetres[index] ?? Infinity;
    if (squaredMetres > capMetres * capMetres) return;
    const contextDistance = Math.sqrt(sifted.squaredContexts[index] ?? Infinity);
    within.push({ school, governance: school.governance, contextDistance, metres: Math.sqrt(squaredMetres) });
  });
  return within.sort((a, b) => a.contextDistance - b.contextDistance || (a.school.urn < b.school.urn ? -1 : 1));
}
