import { type AbsencePhase } from '../shared/phase.js';

/** One school's month against its own season. */
export interface MonthExcess {
  readonly urn: string;
  readonly laCode: string;
  readonly phase: AbsencePhase;
  /** `yyyy-mm` */
  readonly month: string;
  /** The month's absence above the school's own level of that month, net of the national shift; percentage points. */
  readonly excessPoints: number;
  readonly standardErrorPoints: number;
  /** Share of the absence that is illness, 0 to 1, in the month and in the school's other months; where codes are known. */
  readonly illnessShare?: number;
  readonly usualIllnessShare?: number;
}

export interface SuggestionPolicy {
  /**
   * "Measurable": above the school's own season by more than this many standard errors (docs/sources/local-shocks.md#evidence) and this
   * many points.
   */
  readonly leastStandardErrors: number;
  readonly leastExcessPoints: number;
  /** Neighbours: at least this many others of the authority and phase, the median of which is above its season by this many points. */
  readonly leastNeighbours: number;
  readonly leastNeighbourExcessPoints: number;
  /** Illness is the main cause where its share of the absence exceeds its usual share by this much. */
  readonly leastIllnessLead: number;
}

export const defaultSuggestionPolicy: SuggestionPolicy = {
  leastStandardErrors: 2,
  leastExcessPoints: 2,
  leastNeighbours: 5,
  leastNeighbourExcessPoints: 1,
  leastIllnessLead: 0.1,
};

/** A month for a person to consider. It pauses nothing, sets no days aside and decides nothing. */
export type SuggestedShock =
  | {
      readonly kind: 'area';
      readonly month: string;
      readonly laCode: string;
      readonly phase: AbsencePhase;
      readonly urns: readonly string[];
      readonly why: string;
    }
  | { readonly kind: 'illness-outbreak'; readonly month: string; readonly urn: string; readonly why: string };

/**
 * Months far above a school's own season that its neighbours share (an area), or in which illness is the main cause (an outbreak). A single
 * school without illness shows no outside cause and is not suggested. Sources: docs/sources/local-shocks.md#evidence, ADR 0043.
 */
export function suggestShocks(
  months: readonly MonthExcess[],
  policy: SuggestionPolicy = defaultSuggestionPolicy,
): readonly SuggestedShock[] {
  const areas = new Map<string, MonthExcess[]>();
  for (const month of months) {
    const key = `${month.month} ${month.laCode} ${month.phase}`;
    areas.set(key, [...(areas.get(key) ?? []), month]);
  }
  return [...areas]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, schools]) => suggestionsIn([...schools].sort(byUrn), policy));
}

function suggestionsIn(schools: readonly MonthExcess[], policy: SuggestionPolicy): readonly SuggestedShock[] {
  const hit = schools.filter((school) => isFar(school, policy));
  const shared = hit.filter((school) => isShared(school, schools, policy));
  const [first] = shared;
  const area: readonly SuggestedShock[] = first
    ? [
        {
          kind: 'area',
          month: first.month,
          laCode: first.laCode,
          phase: first.phase,
          urns: shared.map(({ urn }) => urn),
          why: 'Absence is far above the season in these schools, and above it in most others of the authority and phase.',
        },
      ]
    : [];
  const outbreaks = hit
    .filter((school) => !shared.includes(school) && isIllnessLeading(school, policy))
    .map(({ urn, month }): SuggestedShock => ({
      kind: 'illness-outbreak',
      month,
      urn,
      why: 'Absence is far above the school’s own season, and illness makes up more of it than usual.',
    }));
  return [...area, ...outbreaks];
}

const isFar = ({ excessPoints, standardErrorPoints }: MonthExcess, policy: SuggestionPolicy): boolean =>
  excessPoints > policy.leastExcessPoints && excessPoints > policy.leastStandardErrors * standardErrorPoints;

function isShared(school: MonthExcess, schools: readonly MonthExcess[], policy: SuggestionPolicy): boolean {
  const others = schools
    .filter(({ urn }) => urn !== school.urn)
    .map(({ excessPoints }) => excessPoints)
    .sort((a, b) => a - b);
  const middle = others[Math.floor((others.length - 1) / 2)] ?? 0;
  return others.length >= policy.leastNeighbours && middle > policy.leastNeighbourExcessPoints;
}

const isIllnessLeading = ({ illnessShare, usualIllnessShare }: MonthExcess, policy: SuggestionPolicy): boolean =>
  illnessShare !== undefined &&
  usualIllnessShare !== undefined &&
  illnessShare - usualIllnessShare > policy.leastIllnessLead;

const byUrn = (a: MonthExcess, b: MonthExcess): number => (a.urn < b.urn ? -1 : 1);
