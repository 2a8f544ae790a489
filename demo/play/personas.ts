import { type Persona } from '../../api/client/api-client.js';

export const analyst: Persona = { role: 'analyst', id: 'played-analyst' };
export const senior: Persona = { role: 'senior-analyst', id: 'played-senior-analyst' };
export const secondSenior: Persona = { role: 'senior-analyst', id: 'played-second-senior-analyst' };
export const head = (urn: string): Persona => ({ role: 'school', id: `played-head-${urn}`, urn });
export const hubManager = (regionCode: string): Persona => ({
  role: 'hub-manager',
  id: `played-hub-manager-${regionCode}`,
  regionCode,
});
export const adviser = (regionCode: string): Persona => ({
  role: 'rise-adviser',
  id: `played-adviser-${regionCode}`,
  regionCode,
});
