import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Client, type WorkflowHandle } from '@temporalio/client';
import { ApiProblem, type ApiClient, type Persona } from '../../../api/client/api-client.js';
import { analyst, head } from '../../../demo/play/personas.js';
import { type Urn } from '../../../domain/shared/urn.js';
import { measuredYear, monthsOfYear, quietMonth, startSchoolYear, yearEnded } from '../../stack/school-year.js';

export interface Drive {
  readonly api: ApiClient;
  readonly client: Client;
  /** Uniform draws in [0, 1). */
  readonly draw: () => number;
  readonly isStopping: () => boolean;
  readonly count: (what: 'queries' | 'taken' | 'refused' | 'serverErrors') => void;
}

interface Standing {
  readonly version: number;
  readonly stage: string;
}

const betweenReadsMilliseconds = 250;
const longestPauseMilliseconds = 400;

/**
 * Plays one school-year through the API and the client while workers come and go: competing decisions on one version, months alone and
 * in pairs, and plain queries at any time. Returns early once the measurement is stopping.
 */
export async function driveYear(drive: Drive, school: Urn): Promise<void> {
  const handle = await startSchoolYear(drive.client, school);
  let isDriven = true;
  const querying = queryAtRandom(drive, handle, () => isDriven && !drive.isStopping());
  try {
    await decideAndReport(drive, school, handle);
  } finally {
    isDriven = false;
    await querying;
  }
}

async function decideAndReport(drive: Drive, school: Urn, handle: WorkflowHandle): Promise<void> {
  const review = await untilStage(drive, school, 'in-review');
  if (!review) return;
  await Promise.all(competing(drive.draw).map((sent) => decide(drive, school, sent, review.version)));
  const taken = await untilStage(drive, school, 'with-school', 'withheld');
  if (taken?.stage !== 'with-school') return;
  await decide(drive, school, { as: head(school), kind: 'agreeTarget', body: {} }, taken.version);
  if (!(await untilStage(drive, school, 'monitoring'))) return;
  for (const [position, month] of monthsOfYear().entries()) {
    if (drive.isStopping()) return;
    await handle.signal('monthReported', quietMonth(month, position + 1));
    if (drive.draw() < 0.6) await pause(drive.draw() * longestPauseMilliseconds);
  }
  await handle.signal('yearEnded', yearEnded);
}

interface Sent {
  readonly as: Persona;
  readonly kind: string;
  readonly body: object;
}

const competitors = 12;

/** Decisions that exclude each other, each by another person; most approve, so that most years continue. */
const competing = (draw: () => number): readonly Sent[] =>
  Array.from({ length: competitors }, (_, index) => {
    const as = { ...analyst, id: `measuring-analyst-${index}` };
    return draw() < 0.8
      ? { as, kind: 'approveTarget', body: { note: `Read by ${as.id}.` } }
      : { as, kind: 'withholdReport', body: { reason: `Held back by ${as.id}.` } };
  });

const noAnswer = 0;

/** Sends one decision until it is answered, with the same id each time, so that it is taken once. */
async function decide(drive: Drive, school: Urn, { as, kind, body }: Sent, expectedVersion: number): Promise<void> {
  const json = { commandId: randomUUID(), expectedVersion, body };
  while (!drive.isStopping()) {
    const path = `/school-years/${measuredYear}/${school}/decisions/${kind}`;
    try {
      const answer = await drive.api.request<Partial<Standing>>(path, { as, method: 'POST', json });
      if (answer.version !== undefined) {
        drive.count('taken');
        return;
      }
    } catch (error) {
      const status = error instanceof ApiProblem ? error.status : noAnswer;
      if (status === 409 || status === 403 || status === 404 || status === 422) {
        drive.count('refused');
        return;
      }
      drive.count('serverErrors');
    }
    await pause(betweenReadsMilliseconds);
  }
}

/** Reads through the API until a stage is reached; undefined where the measurement stops before. */
async function untilStage(drive: Drive, school: Urn, ...stages: readonly string[]): Promise<Standing | undefined> {
  while (!drive.isStopping()) {
    const path = `/school-years/${measuredYear}/${school}`;
    const standing = await drive.api.request<Standing>(path, { as: analyst }).catch(() => undefined);
    if (standing && stages.includes(standing.stage)) return standing;
    await pause(betweenReadsMilliseconds);
  }
  return undefined;
}

/** The query of a support engineer's page. It does not matter if no worker answers in time. */
async function queryAtRandom(drive: Drive, handle: WorkflowHandle, goesOn: () => boolean): Promise<void> {
  while (goesOn()) {
    await pause(drive.draw() * longestPauseMilliseconds);
    await drive.client
      .withDeadline(Date.now() + 5_000, () => handle.query('status'))
      .then(
        () => {
          drive.count('queries');
        },
        () => undefined,
      );
  }
}
