import { type RegionCode } from '../shared/phase.js';
import { type Actor, type Role } from './actor.js';

/** How far a permission reaches: everything, the actor's own school, or the actor's own region. */
export type Reach = 'any' | 'own-school' | 'own-region';

/** Who may do something, and how far; a role that is not named may not. */
export type Permission = Readonly<Partial<Record<Role, Reach>>>;

/** Where the thing acted on is; a limited reach never matches a missing field. */
export interface Place {
  readonly urn?: string;
  readonly regionCode?: RegionCode;
}

/** How far the actor's permission reaches; undefined when there is none. */
export const reachIn = (permission: Permission, { role }: Actor): Reach | undefined =>
  Object.hasOwn(permission, role) ? permission[role] : undefined;

export function reaches(reach: Reach | undefined, actor: Actor, place: Place): boolean {
  switch (reach) {
    case 'any':
      return true;
    case 'own-school':
      return place.urn !== undefined && actor.urn === place.urn;
    case 'own-region':
      return place.regionCode !== undefined && actor.regionCode === place.regionCode;
    case undefined:
      return false;
  }
}
