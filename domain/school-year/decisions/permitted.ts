import { type Permission } from '../../process/reach.js';

/** Rows of the access policy that several decisions share. */
export const analysts: Permission = { analyst: 'any', 'senior-analyst': 'any' };
export const seniorAnalysts: Permission = { 'senior-analyst': 'any' };
export const theSchool: Permission = { school: 'own-school' };
export const hubManagers: Permission = { 'hub-manager': 'own-region' };
export const hubManagersOrSeniorAnalysts: Permission = { ...hubManagers, ...seniorAnalysts };
export const riseAdvisers: Permission = { 'rise-adviser': 'own-region' };
