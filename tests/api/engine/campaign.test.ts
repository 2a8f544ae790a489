import { afterAll, beforeAll, expect, test } from 'vitest';
import { yearTerms } from '../../../academic-years/year-terms.js';
import { campaignId } from '../../../contracts/workflow-ids.js';
import { type YearTerms } from '../../../domain/school-year/messages/input.js';
import { academicYear, type AcademicYear } from '../../../domain/shared/academic-year.js';
import { chainOf, isStraight } from '../../support/chain.js';
import { keepHistory } from '../../support/stored-histories.js';
import { people, testApi } from '../support/test-api.js';
import { engineStack, type EngineStack } from './support/stack.js';
import { until } from './support/until.js';

const year = academicYear('202425');
const workflowId = campaignId(year);
const clock = { startsAtMilliseconds: Date.now(), dayMilliseconds: 3_600_000 };
const termsOf = (of: AcademicYear): YearTerms => yearTerms(of, clock);
const secondSenior = { id: 'sue', role: 'senior-analyst' } as const;

let stack: EngineStack;
beforeAll(async () => {
  stack = await engineStack(60, year);
});
afterAll(() => stack.stop());

interface Campaign {
  readonly version: number;
  readonly stage: string;
  readonly isPaused: boolean;
  readonly isWaitingForSecondPerson: boolean;
  readonly schoolsByStage: Readonly<Record<string, number>>;
}

test(
  'every decision about a campaign is logged with its person and reason, two people close the year, and the history is archived',
  { timeout: 240_000 },
  async () => {
    const on = await testApi({ db: stack.db, client: stack.client, terms: termsOf, engineWaitMilliseconds: 20_000 });
    const read = async (): Promise<Campaign> =>
      (await on.as(people.analyst).get(`/campaigns/${year}`)).json<Campaign>();
    const reached = (stage: string): Promise<Campaign> => until(read, (campaign) => campaign.stage === stage);
    const decide = async (person: Parameters<typeof on.as>[0], kind: string, body: object): Promise<number> => {
      const { version: expectedVersion } = await read();
      const command = { commandId: `${kind}-${person.id}`, expectedVersion, body };
      return (await on.as(person).post(`/campaigns/${year}/decisions/${kind}`, command)).statusCode;
    };

    expect((await on.as(people.operator).post(`/campaigns/${year}`, { canarySize: 5, pageSize: 20 })).statusCode).toBe(
      202,
    );
    await reached('waiting-for-release');
    expect((await on.as(people.operator).post(`/campaigns/${year}`, {})).statusCode).toBe(409);
    expect(await decide(people.analyst, 'pauseCampaign', { reason: 'A file is being corrected.' })).toBe(200);
    expect((await read()).isPaused).toBe(true);
    expect(await decide(people.analyst, 'resumeCampaign', { note: 'The file is right.' })).toBe(200);
    expect(await decide(people.operator, 'releaseCampaign', { note: 'The first drafts are sound.' })).toBe(200);
    await until(read, ({ stage, schoolsByStage }) => stage === 'running' && !('drafting' in schoolsByStage));

    const nationalShiftPoints = { primary: 0.1, secondary: 0, special: -0.1 };
    expect(await decide(people.seniorAnalyst, 'closeYear', { nationalShiftPoints })).toBe(400);
    const reason = 'The figures of the year are settled.';
    expect(await decide(people.seniorAnalyst, 'closeYear', { nationalShiftPoints, reason })).toBe(200);
    expect(await read()).toMatchObject({ stage: 'running', isWaitingForSecondPerson: true });
    expect(await decide(people.seniorAnalyst, 'confirmCloseYear', {})).toBe(422);
    expect(await decide(secondSenior, 'declineCloseYear', { reason: 'One region is missing.' })).toBe(200);
    expect((await read()).isWaitingForSecondPerson).toBe(false);
    expect(await decide(secondSenior, 'closeYear', { nationalShiftPoints, reason })).toBe(200);
    expect(await decide(people.seniorAnalyst, 'confirmCloseYear', { note: 'Agreed.' })).toBe(200);
    await reached('closed');

    const rows = await chainOf(stack.db, workflowId);
    const decisions = rows.filter(({ actor_id: actor }) => actor !== null);
    expect(decisions.map(({ actor_id, kind, is_accepted, note }) => [actor_id, kind, is_accepted, note])).toEqual([
      ['ops', 'startCampaign', true, 'The campaign was started.'],
      [
        'ops',
        'startCampaign',
        false,
        'The campaign of this year has already been started. Read it to see its progress.',
      ],
      ['ana', 'pauseCampaign', true, 'A file is being corrected.'],
      ['ana', 'resumeCampaign', true, 'The file is right.'],
      ['ops', 'releaseCampaign', true, 'The first drafts are sound.'],
      ['sam', 'closeYear', true, reason],
      ['sam', 'confirmCloseYear', false, expect.stringContaining('second senior analyst')],
      ['sue', 'declineCloseYear', true, 'One region is missing.'],
      ['sue', 'closeYear', true, reason],
      ['sam', 'confirmCloseYear', true, 'Agreed.'],
    ]);
    const versions = rows.flatMap(({ version }) => version ?? []);
    expect(versions).toEqual(versions.map((_, index) => index + 1));
    expect(await isStraight(stack.db, workflowId)).toBe(true);

    const [archived] = await until(
      () => stack.db('history_archive').where({ workflow_id: workflowId }).select('run_id', 'workflow_type'),
      (found) => found.length > 0,
    );
    expect(archived).toEqual({ run_id: rows[0]?.run_id, workflow_type: 'campaign' });
    await keepHistory(stack.client.workflow.getHandle(workflowId), 'closed-year');
  },
);
