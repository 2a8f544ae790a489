import { type RegionCode } from '../shared/phase.js';

/** Roles that may act. There is none for Ofsted, the press or the public, and none may be added for them. */
export const roles = [
  'analyst',
  'senior-analyst',
  'school',
  'hub-manager',
  'rise-adviser',
  'auditor',
  'operator',
] as const;

export type Role = (typeof roles)[number];

/** Who acts, with the scope that the sign-in vouches for. It travels inside every command, so that history says who decided. */
export interface Actor {
  readonly id: string;
  readonly role: Role;
  /** The school a head acts for. */
  readonly urn?: string;
  /** The region a hub manager or adviser acts in. */
  readonly regionCode?: RegionCode;
}
