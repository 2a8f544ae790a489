import { isSelective } from '../scope/traits.js';
import { type Establishment } from '../scope/types.js';
import { type YearGroups, unknownYearGroups, yearGroupsOf } from '../similar/year-groups.js';
import { defineGate } from './gate.js';

const selectivityChanged = defineGate({
  name: 'selectivity-changed',
  finds: 'selective in the earlier register or under the URN before, and not now, or the reverse',
  why: 'the comparison hangs on it',
  source: 'docs/sources/similar-schools.md#kind-of-school',
  severity: 'blocks',
  owner: 'data-team',
  remedy: 'Ask the school; the law allows no new grammar school, and the comparison hangs on it.',
  reason: ({ establishment, establishmentBefore }) => {
    const before = establishmentBefore && isSelective(establishmentBefore);
    const now = isSelective(establishment);
    const isLost = before === true && now !== true;
    const isGained = before === false && now === true;
    return isLost || isGained
      ? 'An earlier register says otherwise of whether this school selects its pupils by ability.'
      : undefined;
  },
});

const yearGroups = ({ lowAge, highAge }: Establishment): YearGroups => yearGroupsOf(lowAge, highAge);

const yearGroupsChanged = defineGate({
  name: 'year-groups-changed',
  finds: 'the ages of an earlier register are of other year groups',
  why: 'earlier years are of other pupils',
  source: 'docs/sources/similar-schools.md#year-groups',
  severity: 'blocks',
  owner: 'analyst',
  remedy: 'Decide whether the earlier years represent the school as it is now; if not, withhold the expectation.',
  reason: ({ establishment, establishmentBefore }) => {
    const now = yearGroups(establishment);
    const before = establishmentBefore ? yearGroups(establishmentBefore) : unknownYearGroups;
    return now !== before && now !== unknownYearGroups && before !== unknownYearGroups
      ? 'An earlier register has this school teach other year groups than it teaches now.'
      : undefined;
  },
});

const hasPlace = ({ easting, northing }: Establishment): boolean =>
  easting !== undefined && northing !== undefined && easting > 0 && northing > 0;

const placeMissing = defineGate({
  name: 'place-missing',
  finds: 'no place, and an earlier register had one',
  why: 'no neighbours can be found',
  source: 'docs/sources/similar-schools.md#distance',
  severity: 'blocks',
  owner: 'data-team',
  remedy: 'Fill in the place from the earlier register or the postcode.',
  reason: ({ establishment, establishmentBefore }) =>
    !hasPlace(establishment) && establishmentBefore !== undefined && hasPlace(establishmentBefore)
      ? 'The register has lost the place of this school, so its neighbours cannot be found.'
      : undefined,
});

function metresBetween(one: Establishment, other: Establishment): number {
  const [east, north] = [(one.easting ?? 0) - (other.easting ?? 0), (one.northing ?? 0) - (other.northing ?? 0)];
  return Math.sqrt(east * east + north * north);
}

const placeMoved = defineGate({
  name: 'place-moved',
  finds: ({ farthestMoveMetres }) => `over ${farthestMoveMetres / 1000} km from the earlier place`,
  why: 'wrong neighbours',
  source: 'docs/sources/similar-schools.md#distance',
  severity: 'blocks',
  owner: 'data-team',
  remedy: 'Check the place against the postcode; release the draft when the school has moved.',
  reason: ({ establishment, establishmentBefore }, { farthestMoveMetres }) =>
    establishmentBefore !== undefined &&
    hasPlace(establishment) &&
    hasPlace(establishmentBefore) &&
    metresBetween(establishment, establishmentBefore) > farthestMoveMetres
      ? 'The register has this school far from where an earlier register had it.'
      : undefined,
});

const placeOutsideArea = defineGate({
  name: 'place-outside-area',
  finds: ({ placeRatio }) =>
    `over ${placeRatio} times as far from the middle of the authority as nine in ten of its schools`,
  why: 'exchanged or another’s',
  source: 'docs/sources/similar-schools.md#distance',
  severity: 'blocks',
  owner: 'data-team',
  remedy: 'Check easting and northing against the postcode: they may be exchanged, or another school’s.',
  reason: ({ place }, { placeRatio }) =>
    place !== undefined && place.metres > placeRatio * place.usualMetres
      ? 'The register has this school far from all others of its local authority.'
      : undefined,
});

/** The register against an earlier one and against itself. */
export const registerAgreementGates = [
  selectivityChanged,
  yearGroupsChanged,
  placeMissing,
  placeMoved,
  placeOutsideArea,
] as const;
