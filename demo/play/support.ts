import { setTimeout as pause } from 'node:timers/promises';
import pMap from 'p-map';
import { ApiProblem, type ApiClient } from '../../api/client/api-client.js';
import { type Milestone } from '../../domain/support/milestones.js';
import { analyst, hubManager } from './personas.js';
import { type PlayedYear, type SchoolYearItem } from './school-year.js';

interface SupportItem {
  readonly version: number;
  readonly stage: string;
  readonly pathway: string;
}

interface Where {
  readonly api: ApiClient;
  readonly year: string;
}

interface Reached {
  readonly milestone: Milestone;
  readonly days: number;
  readonly evidence: string;
}

const enhanced: readonly Reached[] = [
  { milestone: 'partnership-agreed', days: 0.5, evidence: 'Agreement signed by lead, partner and responsible body.' },
  { milestone: 'self-assessment-complete', days: 1, evidence: 'Form, signed by the head.' },
  { milestone: 'surveys-complete', days: 0.5, evidence: 'Response counts of pupils and staff.' },
];
const regional: readonly Reached[] = [{ milestone: 'joined', days: 0, evidence: 'Expression of interest.' }];

/** Counts who has a place and who waits, and records the first milestones of those who have one. */
export async function playSupport(
  { api, year }: Where,
  played: PlayedYear,
  atOnce: number,
): Promise<Readonly<Record<string, number>>> {
  const supported = (await played.list(analyst)).filter(({ referralState }) => referralState === 'confirmed');
  const counts = new Map<string, number>();
  await pMap(
    supported,
    async (school) => {
      const support = await placed(api, year, school.urn);
      const name = `${support.pathway}: ${support.stage}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
      if (support.stage === 'in-progress') await recordMilestones({ api, year }, played, school, support.pathway);
    },
    { concurrency: atOnce },
  );
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Waits until the support has begun and its hub has answered. */
export async function placed(api: ApiClient, year: string, urn: string): Promise<SupportItem> {
  for (;;) {
    const support = await api.request<SupportItem>(`/support/${year}/${urn}`, { as: analyst }).catch(unlessMissing);
    if (support && support.stage !== 'finding-place') return support;
    await pause(200);
  }
}

function unlessMissing(error: unknown): undefined {
  if (!(error instanceof ApiProblem) || error.status !== 404) throw error;
}

async function recordMilestones(
  { api, year }: Where,
  played: PlayedYear,
  { urn, regionCode }: SchoolYearItem,
  pathway: string,
): Promise<void> {
  const reached = pathway === 'enhanced' ? enhanced : pathway === 'regional' ? regional : [];
  for (const [position, milestone] of reached.entries()) {
    const { version } = await api.request<SupportItem>(`/support/${year}/${urn}`, { as: analyst });
    const body = { ...milestone, reachedOn: `${2000 + Number(year.slice(4))}-0${position + 3}-15` };
    await api.decide(`/support/${year}/${urn}/decisions/recordMilestone`, hubManager(regionCode), {
      expectedVersion: version,
      body,
    });
    played.count('recordMilestone');
  }
}
