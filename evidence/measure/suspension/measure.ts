import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pMap from 'p-map';
import { type ApiClient } from '../../../api/client/api-client.js';
import { analyst, head } from '../../../demo/play/personas.js';
import { PlayedYear } from '../../../demo/play/school-year.js';
import { readsOf, type Read } from './addresses.js';
import { issueAll } from './issue.js';
import { probe, readsAfter, type AddressResult, type Attempt } from './probe.js';
import { NationalSuspension } from './recall.js';

export interface Measured {
  readonly issued: number;
  /** From the answer that the confirmation was taken; an address is missing where nothing was read after it. */
  readonly afterConfirmation: Readonly<Record<string, AddressResult>>;
  readonly lastShownMilliseconds: number;
  readonly lateReads: number;
  /** Every issued report, read in every form while everything is suspended. */
  readonly sweep: { readonly reads: number; readonly shown: number };
  readonly suspendedEverySchoolSeconds: number;
  readonly resumedSeconds: number;
  readonly restored: number;
  readonly sameVersion: number;
  readonly shownByHistory: number;
  readonly reconciled: boolean;
}

const boundMilliseconds = 1_000;
const watchMilliseconds = 5_000;
const atOnce = 12;

/** Issues every report it can, suspends the nation while every address is being read, and ends the suspension. */
export async function measureSuspension(
  api: ApiClient,
  base: string,
  academicYear: string,
  say: (text: string) => void,
): Promise<Measured> {
  const year = new PlayedYear(api, academicYear);
  say('Issuing reports…');
  const urns = await issueAll(year);
  say(`${urns.length} reports are issued.`);
  const before = await versionsOf(api, academicYear, urns);
  const reads = readsOf(api, base, academicYear);

  const recall = await NationalSuspension.propose(api, academicYear, `measured-${randomUUID()}`);
  const proposed = await recall.until('proposed');
  const watching = probe(reads, urns);
  await pause(watchMilliseconds);
  await recall.confirm(proposed);
  const confirmedAt = performance.now();
  say('Confirmed.');
  await pause(watchMilliseconds);
  await watching.stop();
  const suspended = await recall.until('suspended');
  const suspendedEverySchoolSeconds = secondsSince(confirmedAt);
  say('Every school is suspended; reading every report in every form…');
  const sweep = await sweepAll(reads, urns);

  const endedAt = performance.now();
  await recall.end(suspended);
  await recall.until('ended');
  const resumedSeconds = secondsSince(endedAt);
  say('Ended; reading every report again…');
  const after = await versionsOf(api, academicYear, urns);
  const { reconciled } = await api.request<{ readonly reconciled: boolean }>(`/reconciliation/${academicYear}`, {
    as: analyst,
  });
  return {
    issued: urns.length,
    ...lastReads(watching.attempts, confirmedAt),
    sweep,
    suspendedEverySchoolSeconds,
    resumedSeconds,
    restored: after.size,
    sameVersion: [...after].filter(([urn, version]) => before.get(urn) === version).length,
    shownByHistory: await countShown(api, academicYear, urns),
    reconciled,
  };
}

const secondsSince = (moment: number): number => Math.round((performance.now() - moment) / 100) / 10;

function lastReads(
  attempts: readonly Attempt[],
  confirmedAt: number,
): Pick<Measured, 'afterConfirmation' | 'lastShownMilliseconds' | 'lateReads'> {
  const afterConfirmation = readsAfter(attempts, confirmedAt);
  const ends = Object.values(afterConfirmation).map(({ lastEndedMilliseconds = 0 }) => lastEndedMilliseconds);
  const lateReads = attempts.filter(({ ended, isShown }) => isShown && ended > confirmedAt + boundMilliseconds).length;
  return { afterConfirmation, lastShownMilliseconds: Math.max(0, ...ends), lateReads };
}

/** The command line starts a process for each read, so it reads only a hundredth of the schools. */
async function sweepAll(reads: Readonly<Record<string, Read>>, urns: readonly string[]): Promise<Measured['sweep']> {
  let count = 0;
  let shown = 0;
  for (const [address, read] of Object.entries(reads)) {
    const some = address.startsWith('command line') ? urns.filter((_, index) => index % 100 === 0) : urns;
    await pMap(
      some,
      async (urn) => {
        count += 1;
        if (await read(urn)) shown += 1;
      },
      { concurrency: atOnce },
    );
  }
  return { reads: count, shown };
}

/** The version that each school reads. @throws ApiProblem where one cannot be read */
async function versionsOf(api: ApiClient, year: string, urns: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const versions = new Map<string, number>();
  await pMap(
    urns,
    async (urn) => {
      const path = `/school-years/${year}/${urn}/report?form=json`;
      const { reportVersion, standing } = await api.request<{
        readonly reportVersion: number;
        readonly standing: string;
      }>(path, { as: head(urn) });
      if (standing === 'issued') versions.set(urn, reportVersion);
    },
    { concurrency: atOnce },
  );
  return versions;
}

/** Schools whose decision log shows both that they were suspended and that they resumed. */
async function countShown(api: ApiClient, year: string, urns: readonly string[]): Promise<number> {
  let shown = 0;
  await pMap(
    urns,
    async (urn) => {
      const { entries } = await api.request<{ readonly entries: readonly { readonly kind: string }[] }>(
        `/school-years/${year}/${urn}/decision-log`,
        { as: analyst },
      );
      const kinds = entries.map(({ kind }) => kind.split(':')[0]);
      if (kinds.includes('suspended') && kinds.includes('resumed')) shown += 1;
    },
    { concurrency: atOnce },
  );
  return shown;
}
