import { type Actor } from '../domain/process/actor.js';
import { regions, type RegionCode } from '../domain/shared/phase.js';

export interface Persona extends Actor {
  readonly persona: string;
  readonly description: string;
}

/** Personas for the development sign-in. A head signs in with the school's URN instead: `{"persona": "head", "urn": "900001"}`. */
export const personas: readonly Persona[] = [
  { persona: 'analyst', id: 'analyst-1', role: 'analyst', description: 'reviews, approves and overrides drafts' },
  { persona: 'second-analyst', id: 'analyst-2', role: 'analyst', description: 'another analyst' },
  {
    persona: 'senior-analyst',
    id: 'senior-analyst-1',
    role: 'senior-analyst',
    description: 'the second person for large overrides; proposes to close the year',
  },
  {
    persona: 'second-senior-analyst',
    id: 'senior-analyst-2',
    role: 'senior-analyst',
    description: 'another senior analyst; confirms that the year closes',
  },
  { persona: 'auditor', id: 'auditor-1', role: 'auditor', description: 'reads everything, changes nothing' },
  {
    persona: 'operator',
    id: 'operator-1',
    role: 'operator',
    description: 'runs campaigns and imports; sees no report',
  },
  ...eachRegion((regionCode, name) => ({
    persona: `hub-manager-${regionCode}`,
    id: `hub-manager-${regionCode}`,
    role: 'hub-manager',
    regionCode,
    description: `manages the hubs of ${name}`,
  })),
  ...eachRegion((regionCode, name) => ({
    persona: `rise-adviser-${regionCode}`,
    id: `rise-adviser-${regionCode}`,
    role: 'rise-adviser',
    regionCode,
    description: `decides referrals in ${name}`,
  })),
];

/** The persona that needs a school's URN. */
export const headPersona = 'head';

export const headOf = (urn: string): Actor => ({ id: `head-${urn}`, role: 'school', urn });

function eachRegion(persona: (regionCode: RegionCode, name: string) => Persona): readonly Persona[] {
  return Object.entries(regions).map(([code, name]) => persona(code as RegionCode, name));
}
