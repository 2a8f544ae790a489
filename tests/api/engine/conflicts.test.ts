import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LightMyRequestResponse } from 'fastify';
import { type Actor } from '../../../domain/process/actor.js';
import { schoolYearId } from '../../../contracts/workflow-ids.js';
import { academicYear } from '../../../domain/shared/academic-year.js';
import { type Urn } from '../../../domain/shared/urn.js';
import { prepareSchool } from '../../../evidence/stack/prepared-school.js';
import { testStack, type TestStack } from '../../support/stack.js';
import { someUrn, TestYear } from '../../support/year.js';
import { testApi, type TestApi } from '../support/test-api.js';

const schools = 10;
const commandsPerSchool = 50;
/** Commands that are sent twice, with the same id, at the same moment. */
const repeatedPerSchool = 5;
const patienceMilliseconds = 120_000;

const year = academicYear('202425');

let stack: TestStack;
beforeAll(async () => {
  stack = await testStack();
});
afterAll(() => stack.stop());

interface Sent {
  readonly as: Actor;
  readonly kind: string;
  readonly command: { readonly commandId: string; readonly expectedVersion: number; readonly body: object };
}

const bodies = [
  { kind: 'approveTarget', body: {} },
  { kind: 'withholdReport', body: { reason: 'The school is about to close.' } },
  { kind: 'overrideTarget', body: { floorAttendancePercent: 94, reason: 'The school has moved.' } },
] as const;

/** Decisions by different analysts on the same version, of which one can hold. */
function conflicting(school: Urn, expectedVersion: number): readonly Sent[] {
  const sent = Array.from({ length: commandsPerSchool }, (_, index): Sent => {
    const { kind, body } = bodies[index % bodies.length] ?? bodies[0];
    const command = { commandId: `${school}-${index}`, expectedVersion, body };
    return { as: { id: `analyst-${index}`, role: 'analyst' }, kind, command };
  });
  return [...sent, ...sent.slice(0, repeatedPerSchool)];
}

interface Answered extends Sent {
  readonly answers: readonly LightMyRequestResponse[];
}

/** Sends one command, and again while the engine has not answered it, as the API asks its callers to do. */
async function send(api: TestApi, school: Urn, sent: Sent): Promise<Answered> {
  const answers: LightMyRequestResponse[] = [];
  const giveUpAt = performance.now() + patienceMilliseconds;
  do {
    const path = `/school-years/${year}/${school}/decisions/${sent.kind}`;
    answers.push(await api.as(sent.as).post(path, sent.command));
  } while (answers.at(-1)?.statusCode === 202 && performance.now() < giveUpAt);
  return { ...sent, answers };
}

test(
  'when ten schools each get 50 conflicting decisions at once, one per school is accepted and 49 are refused and recorded',
  { timeout: 300_000 },
  async () => {
    const { db, client } = stack;
    const api = await testApi({ db, client, engineWaitMilliseconds: 20_000 });
    const urns = Array.from({ length: schools }, (_, index) => someUrn(100 + index));
    const versions = await Promise.all(
      urns.map(async (school) => {
        await prepareSchool(db, school);
        const started = await TestYear.start(client, school);
        await started.until('in-review');
        return (await started.status()).version;
      }),
    );

    const sent = await Promise.all(
      urns.map((school, index) =>
        Promise.all(conflicting(school, versions[index] ?? 0).map((one) => send(api, school, one))),
      ),
    );

    const outcomes = await Promise.all(urns.map((school, index) => outcomeOf(school, sent[index] ?? [])));
    expect(outcomes).toEqual(
      urns.map((school) => ({
        school,
        commandsTaken: 1,
        receipts: 1,
        commandsRefused: commandsPerSchool - 1,
        acceptedRows: 1,
        commandsWithARefusedRow: commandsPerSchool - 1,
        serverErrors: 0,
      })),
    );
  },
);

async function outcomeOf(school: Urn, sent: readonly Answered[]): Promise<object> {
  const last = sent.map(({ command, answers }) => ({ id: command.commandId, answer: answers.at(-1) }));
  const taken = last.filter(({ answer }) => answer?.statusCode === 200);
  const refused = last.filter(({ answer }) => answer?.statusCode === 409);
  const rows = await stack
    .db('audit_log')
    .where({ workflow_id: schoolYearId(year, school) })
    .whereNotNull('command_id')
    .select<{ command_id: string; is_accepted: boolean }[]>('command_id', 'is_accepted');
  return {
    school,
    commandsTaken: distinct(taken.map(({ id }) => id)),
    receipts: distinct(taken.map(({ answer }) => answer?.body)),
    commandsRefused: distinct(refused.map(({ id }) => id)),
    acceptedRows: rows.filter((row) => row.is_accepted).length,
    commandsWithARefusedRow: distinct(rows.filter((row) => !row.is_accepted).map((row) => row.command_id)),
    serverErrors: sent.flatMap(({ answers }) => answers).filter(({ statusCode }) => statusCode >= 500).length,
  };
}

const distinct = (values: readonly unknown[]): number => new Set(values).size;
