import { isSelective } from '../scope/traits.js';
import { type Establishment } from '../scope/types.js';
import { type Gate } from './gate.js';

const selectivityChanged: Gate = {
  name: 'selectivity-changed',
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
};

const hasPlace = ({ easting, northing }: Establishment): boolean =>
  easting !== undefined && northing !== undefined && easting > 0 && northing > 0;

const placeMissing: Gate = {
  name: 'place-missing',
  severity: 'blocks',
  owner: 'data-team',
  remedy: 'Fill in the place from the earlier register or the postcode.',
  reason: ({ establishment, establishmentBefore }) =>
    !hasPlace(establishment) && establishmentBefore !== undefined && hasPlace(establishmentBefore)
      ? 'The register has lost the place of this school, so its neighbours cannot be found.'
      : undefined,
};

function metresBetween(one: Establishment, other: Establishment): number {
  const [east, north] = [(one.easting ?? 0) - (other.easting ?? 0), (one.northing ?? 0) - (other.northing ?? 0)];
  return Math.sqrt(east * east + north * north);
}

const placeMoved: Gate = {
  name: 'place-moved',
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
};

const placeOutsideArea: Gate = {
  name: 'place-outside-area',
  severity: 'blocks',
  owner: 'data-team',
  remedy: 'Check easting and northing against the postcode: they may be exchanged, or another school’s.',
  reason: ({ place }, { placeRatio }) =>
    place !== undefined && place.metres > placeRatio * place.usualMetres
      ? 'The register has this school far from all others of its local authority.'
      : undefined,
};

/** The register against an earlier one and against itself; sources: docs/sources/data-formats.md#register, docs/sources/similar-schools.md#what-went-wrong. */
export const registerAgreementGates: readonly Gate[] = [selectivityChanged, placeMissing, placeMoved, placeOutsideArea];
