import pMap from 'p-map';
import { type ApiClient } from '../../api/client/api-client.js';
import { isNamed, type ReportFacts } from '../../domain/report/facts.js';
import { castNaming } from './casting.js';
import { analyst, head } from './personas.js';
import { type PlayedYear } from './school-year.js';

interface NamingItem {
  readonly urn: string;
  readonly stage: 'asked' | 'agreed' | 'declined' | 'no-answer';
  readonly version: number;
}

interface Where {
  readonly api: ApiClient;
  readonly year: string;
  readonly seed: number;
  /** The schools that take part; without them, all that were asked. */
  readonly urns?: readonly string[];
}

/** What schools have answered about being named, and the result. */
export interface PlayedNaming {
  readonly asked: number;
  readonly agreed: number;
  readonly declined: number;
  /** Agreed, then withdrew. */
  readonly withdrawn: number;
  readonly withoutAnswer: number;
  /** Named in a report at the end of the year; agreeing gives a place only where there is one. */
  readonly named: number;
  readonly reportsThatName: number;
}

const atOnce = 8;

/** Schools answer whether they may be named as examples, each by its part. @returns those that will withdraw their yes */
export async function answerNaming(where: Where, played: PlayedYear): Promise<readonly string[]> {
  const asked = (await listNaming(where)).filter(({ stage }) => stage === 'asked').map(({ urn }) => urn);
  const parts = castNaming(asked, where.seed);
  await pMap(
    asked,
    async (urn) => {
      const part = parts.get(urn);
      if (part === 'silent') return;
      await say(where, played, urn, part === 'decline' ? 'declineToBeNamed' : 'agreeToBeNamed');
    },
    { concurrency: atOnce },
  );
  return asked.filter((urn) => parts.get(urn) === 'withdraw');
}

/** They withdraw their yes; from then on no report shows their names. */
export async function withdrawNames(where: Where, played: PlayedYear, urns: readonly string[]): Promise<void> {
  await pMap(urns, (urn) => say(where, played, urn, 'declineToBeNamed'), { concurrency: atOnce });
}

/** The answers so far, and the schools named in the newest reports of these schools. */
export async function countNaming(
  where: Where,
  withdrawn: readonly string[],
  reportUrns: readonly string[],
): Promise<PlayedNaming> {
  const { api, year } = where;
  const items = await listNaming(where);
  const count = (...stages: readonly NamingItem['stage'][]): number =>
    items.filter(({ urn, stage }) => stages.includes(stage) && !withdrawn.includes(urn)).length;
  const named = new Set<string>();
  let reportsThatName = 0;
  await pMap(
    reportUrns,
    async (urn) => {
      const names = namesIn(
        await api.request<{ readonly facts: ReportFacts }>(`/school-years/${year}/${urn}/report`, { as: analyst }),
      );
      for (const name of names) named.add(name);
      if (names.length > 0) reportsThatName += 1;
    },
    { concurrency: atOnce },
  );
  return {
    asked: items.length,
    agreed: count('agreed'),
    declined: count('declined'),
    withdrawn: withdrawn.length,
    withoutAnswer: count('asked', 'no-answer'),
    named: named.size,
    reportsThatName,
  };
}

const namesIn = ({ facts: { similar } }: { readonly facts: ReportFacts }): readonly string[] =>
  similar.kind === 'found' ? similar.schools.flatMap((school) => (isNamed(school) ? [school.urn] : [])) : [];

async function listNaming({ api, year, urns }: Where): Promise<readonly NamingItem[]> {
  const items: NamingItem[] = [];
  let cursor: string | undefined;
  do {
    const from = cursor === undefined ? '' : `&cursor=${cursor}`;
    const page = await api.request<{ readonly items: readonly NamingItem[]; readonly nextCursor?: string }>(
      `/naming/${year}?limit=200${from}`,
      { as: analyst },
    );
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return items.filter(({ urn }) => urns?.includes(urn) ?? true);
}

async function say(
  { api, year }: Where,
  played: PlayedYear,
  urn: string,
  kind: 'agreeToBeNamed' | 'declineToBeNamed',
): Promise<void> {
  const { version } = await api.request<NamingItem>(`/naming/${year}/${urn}`, { as: head(urn) });
  const body = kind === 'agreeToBeNamed' ? { contact: `office@school-${urn}.example` } : {};
  await api.decide(`/naming/${year}/${urn}/decisions/${kind}`, head(urn), { expectedVersion: version, body });
  played.count(kind);
}
