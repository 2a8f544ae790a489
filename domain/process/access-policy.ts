import { campaignDecisions } from '../campaign/decisions/index.js';
import { hubDecisions } from '../hubs/decisions/index.js';
import { recallDecisions } from '../recall/decisions/index.js';
import { schoolYearDecisions } from '../school-year/decisions/index.js';
import { supportDecisions } from '../support/decisions/index.js';
import { type Actor, type Role } from './actor.js';
import { permittedBy } from './decision-table.js';
import { reaches, reachIn, type Permission, type Place, type Reach } from './reach.js';

const analysts: readonly Role[] = ['analyst', 'senior-analyst'];
const readers = {
  analyst: 'any',
  'senior-analyst': 'any',
  auditor: 'any',
  school: 'own-school',
  'hub-manager': 'own-region',
  'rise-adviser': 'own-region',
} as const;
const everyAnalyst = Object.fromEntries(analysts.map((role) => [role, 'any' as const]));

/**
 * Who may do what, and how far: the one policy table of the product. What is not listed is refused.
 * Source: docs/sources/inspection-and-publication.md#who-may-see-what; Ofsted, the press and the public have no role at all.
 */
export const accessPolicy = {
  'read-school-year': readers,
  'read-report': {
    analyst: 'any',
    'senior-analyst': 'any',
    auditor: 'any',
    school: 'own-school',
    'rise-adviser': 'own-region',
  },
  'read-toolkits': {
    analyst: 'any',
    'senior-analyst': 'any',
    auditor: 'any',
    school: 'own-school',
    'rise-adviser': 'own-region',
  },
  'record-toolkit': { school: 'own-school' },
  'read-naming': { analyst: 'any', 'senior-analyst': 'any', auditor: 'any', school: 'own-school' },
  'list-naming': { analyst: 'any', 'senior-analyst': 'any', auditor: 'any' },
  agreeToBeNamed: { school: 'own-school' },
  declineToBeNamed: { school: 'own-school' },
  'list-school-years': {
    analyst: 'any',
    'senior-analyst': 'any',
    auditor: 'any',
    'hub-manager': 'own-region',
    'rise-adviser': 'own-region',
  },
  'read-decision-log': { analyst: 'any', 'senior-analyst': 'any', auditor: 'any', school: 'own-school' },
  'read-audit-log': { auditor: 'any', 'senior-analyst': 'any' },
  'read-campaign': { analyst: 'any', 'senior-analyst': 'any', auditor: 'any', operator: 'any' },
  'run-campaign': { ...everyAnalyst, operator: 'any' },
  'import-monthly-return': { ...everyAnalyst, operator: 'any' },
  'read-batches': { analyst: 'any', 'senior-analyst': 'any', auditor: 'any', operator: 'any' },
  'read-model-record': { analyst: 'any', 'senior-analyst': 'any', auditor: 'any', operator: 'any' },
  'propose-fairness-acceptance': everyAnalyst,
  'accept-fairness': { 'senior-analyst': 'any' },
  reconcile: { analyst: 'any', 'senior-analyst': 'any', auditor: 'any', operator: 'any' },
  'read-hubs': {
    analyst: 'any',
    'senior-analyst': 'any',
    auditor: 'any',
    'hub-manager': 'own-region',
    'rise-adviser': 'own-region',
  },
  'open-area-event': { 'hub-manager': 'own-region' },
  'end-area-event': { 'hub-manager': 'own-region' },
  'revoke-area-event': everyAnalyst,
  'read-area-events': {
    analyst: 'any',
    'senior-analyst': 'any',
    auditor: 'any',
    'hub-manager': 'own-region',
    'rise-adviser': 'own-region',
  },
  'read-suggested-shocks': {
    analyst: 'any',
    'senior-analyst': 'any',
    auditor: 'any',
    'hub-manager': 'own-region',
    'rise-adviser': 'own-region',
  },
  'read-changed-schools': { analyst: 'any', 'senior-analyst': 'any', auditor: 'any', operator: 'any' },
  'read-learning': { analyst: 'any', 'senior-analyst': 'any', auditor: 'any', operator: 'any' },
  'read-support': readers,
  'propose-recall': everyAnalyst,
  'read-recalls': { analyst: 'any', 'senior-analyst': 'any', auditor: 'any', operator: 'any' },
  ...permittedBy(schoolYearDecisions),
  ...permittedBy(supportDecisions),
  ...permittedBy(hubDecisions),
  ...permittedBy(campaignDecisions),
  ...permittedBy(recallDecisions),
} as const satisfies Readonly<Record<string, Permission>>;

export type Action = keyof typeof accessPolicy;

/** How far the actor's permission reaches, for narrowing a list; undefined when there is none. */
export const reachOf = (actor: Actor, action: Action): Reach | undefined =>
  Object.hasOwn(accessPolicy, action) ? reachIn(accessPolicy[action], actor) : undefined;

/** Whether the policy lets the actor do this there. Unknown actions and roles are refused. */
export const isPermitted = (actor: Actor, action: Action, place: Place = {}): boolean =>
  reaches(reachOf(actor, action), actor, place);
