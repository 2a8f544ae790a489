import { setTimeout as pause } from 'node:timers/promises';
import { type ApiClient } from '../../api/client/api-client.js';
import { type CampaignProgress } from '../../domain/campaign/messages.js';
import { type LearningReport } from '../../domain/learning/report.js';
import { analyst, secondSenior, senior } from './personas.js';
import { type PhasePoints } from './season-file.js';
import { type PlayedYear } from './school-year.js';

export interface Reconciliation {
  readonly schools: number;
  readonly reconciled: boolean;
  readonly differences: readonly { readonly urn?: string; readonly workflowId?: string; readonly field: string }[];
}

interface CampaignState extends CampaignProgress {
  readonly version: number;
  readonly archive: { readonly eventsPerSchoolYear?: number };
}

interface DecisionLog {
  readonly entries: readonly { readonly kind: string; readonly note: string }[];
}

export interface ClosedYear {
  readonly reconciled: boolean;
  readonly differences: Reconciliation['differences'];
  readonly outcomes: Readonly<Record<string, number>>;
  readonly referrals: Readonly<Record<string, number>>;
  readonly exemptions: number;
  readonly restatementsThatChangedStatus: number;
  readonly eventsPerSchoolYear: number;
  readonly learning: LearningReport;
}

/** Two senior analysts close the year; the campaign evaluates and archives every school; then everything is reconciled. */
export async function closeYear(
  { api, year, nationalShift }: { readonly api: ApiClient; readonly year: string; readonly nationalShift: PhasePoints },
  played: PlayedYear,
): Promise<ClosedYear> {
  const before = await api.request<CampaignState>(`/campaigns/${year}`, { as: senior });
  const decisions = `/campaigns/${year}/decisions`;
  await api.decide(`${decisions}/closeYear`, senior, {
    expectedVersion: before.version,
    body: { nationalShiftPoints: nationalShift, reason: 'The year’s figures are settled.' },
  });
  await api.decide(`${decisions}/confirmCloseYear`, secondSenior, {
    expectedVersion: before.version + 1,
    body: {},
  });
  const { archive } = await untilClosed(api, year);
  const { report: learning } = await api.request<{ readonly report: LearningReport }>(`/learning/${year}`, {
    as: senior,
  });
  const { reconciled, differences } = await api.request<Reconciliation>(`/reconciliation/${year}`, { as: senior });
  const schools = (await played.list(analyst)).filter(({ stage }) => stage !== 'out-of-scope');
  return {
    reconciled,
    differences,
    learning,
    outcomes: countBy(
      schools.map(({ outcome, stage }) => (stage === 'closed' ? (outcome ?? 'withheld') : `still ${stage}`)),
    ),
    referrals: countBy(schools.flatMap(({ referralState }) => referralState ?? [])),
    exemptions: (played.decisions.get('pauseForShock') ?? 0) + (played.decisions.get('grantShockRequest') ?? 0),
    restatementsThatChangedStatus: await countRestatements(
      api,
      year,
      schools.map(({ urn }) => urn),
    ),
    eventsPerSchoolYear: archive.eventsPerSchoolYear ?? 0,
  };
}

async function untilClosed(api: ApiClient, year: string): Promise<CampaignState> {
  for (;;) {
    const state = await api.request<CampaignState>(`/campaigns/${year}`, { as: senior });
    if (state.stage === 'closed') return state;
    await pause(500);
  }
}

async function countRestatements(api: ApiClient, year: string, urns: readonly string[]): Promise<number> {
  let count = 0;
  for (const urn of urns) {
    const { entries } = await api.request<DecisionLog>(`/school-years/${year}/${urn}/decision-log`, { as: analyst });
    count += entries.filter(
      ({ kind, note }) => kind === 'monthReported' && note.startsWith('The restated figures'),
    ).length;
  }
  return count;
}

function countBy(names: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
