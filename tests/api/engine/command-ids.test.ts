import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Actor } from '../../../domain/process/actor.js';
import { prepareSchool } from '../../../evidence/stack/prepared-school.js';
import { testStack, type TestStack } from '../../support/stack.js';
import { someUrn, TestYear } from '../../support/year.js';
import { people, testApi, type TestApi } from '../support/test-api.js';

let stack: TestStack;
beforeAll(async () => {
  stack = await testStack();
});
afterAll(() => stack.stop());

const path = (urn: string): string => `/school-years/202425/${urn}`;
const api = (): Promise<TestApi> => testApi({ db: stack.db, client: stack.client, engineWaitMilliseconds: 20_000 });

let ids = 0;
const nextId = (): string => `c-${(ids += 1)}`;

async function inReview(number: number): Promise<{ readonly urn: string; readonly version: number }> {
  const urn = someUrn(number);
  await prepareSchool(stack.db, urn);
  const year = await TestYear.start(stack.client, urn);
  await year.until('in-review');
  const { version } = await year.status();
  return { urn, version };
}

const versionOf = async (on: TestApi, urn: string): Promise<number> =>
  (await on.as(people.analyst).get(path(urn))).json<{ version: number }>().version;

const refusals = async (urn: string): Promise<readonly { readonly kind: string; readonly body: unknown }[]> =>
  stack
    .db('audit_log')
    .where({ workflow_id: `school-year/202425/${urn}`, is_accepted: false })
    .orderBy('id')
    .select<{ readonly kind: string; readonly body: unknown }[]>('kind', 'body');

describe('the id of a command', () => {
  test('refuses another kind, body or person under the id of a decision that was taken, and records each refusal', async () => {
    const on = await api();
    const { urn, version } = await inReview(ids + 701);
    const command = { commandId: nextId(), expectedVersion: version, body: { note: 'Looks right.' } };
    const post = (who: Actor, kind: string, sent: object): ReturnType<ReturnType<TestApi['as']>['post']> =>
      on.as(who).post(`${path(urn)}/decisions/${kind}`, sent);
    const first = await post(people.analyst, 'approveTarget', command);
    expect(first.statusCode, first.body).toBe(200);

    const others = [
      await post(people.analyst, 'withholdReport', { ...command, body: { reason: 'It merges.' } }),
      await post(people.analyst, 'approveTarget', { ...command, body: { note: 'Looks wrong.' } }),
      await post(people.seniorAnalyst, 'approveTarget', command),
    ];
    for (const other of others) {
      expect(other.statusCode, other.body).toBe(422);
      expect(other.json()).toMatchObject({ code: 'CommandIdReused' });
    }
    expect(await refusals(urn)).toEqual([
      { kind: 'withholdReport', body: { code: 'CommandIdReused' } },
      { kind: 'approveTarget', body: { code: 'CommandIdReused' } },
      { kind: 'approveTarget', body: { code: 'CommandIdReused' } },
    ]);

    const again = await post(people.analyst, 'approveTarget', { ...command, expectedVersion: version + 5 });
    expect(again.statusCode).toBe(200);
    expect(again.json()).toEqual(first.json());
    expect(await versionOf(on, urn)).toBe(version + 1);
  });

  test('refuses another decision under the id of the one that closed the year', async () => {
    const on = await api();
    const { urn, version } = await inReview(ids + 701);
    const body = { because: 'merged', endedOn: '2024-12-31', reason: 'The register says so.' };
    const command = { commandId: nextId(), expectedVersion: version, body };
    const send = (sent: object): ReturnType<ReturnType<TestApi['as']>['post']> =>
      on.as(people.analyst).post(`${path(urn)}/decisions/endSchoolYear`, sent);
    expect((await send(command)).statusCode).toBe(200);
    expect((await send({ ...command, body: { ...body, endedOn: '2025-01-10' } })).json()).toMatchObject({
      code: 'CommandIdReused',
    });
    expect((await send(command)).statusCode).toBe(200);
  });
});
