import pMap from 'p-map';
import { randomUUID } from 'node:crypto';
import { type Actor } from '../../domain/process/actor.js';
import { type CalendarMonth } from '../../domain/shared/school-calendar.js';
import { type Urn } from '../../domain/shared/urn.js';
import { analyst, head } from '../../demo/play/personas.js';
import { quietMonth, settled, yearEnded } from '../stack/school-year.js';
import { type BenchStack, type Kind, type Year } from './bench-stack.js';

/** Messages that are under way at the same time. */
export const atOnce = 40;

/** Each step is sent to all and then awaited for all, so that each message of a year is handled alone. */
export async function startAll(stack: BenchStack, kind: Kind, schools: readonly Urn[]): Promise<readonly Year[]> {
  const years: Year[] = [];
  await pMap(
    schools,
    async (school) => {
      years.push(await stack.start(kind, school));
    },
    { concurrency: atOnce },
  );
  await allSettled(years);
  return years;
}

export const approveAll = (years: readonly Year[]): Promise<void> =>
  decideAll(years, 'approveTarget', () => analyst as Actor);

export const agreeAll = (years: readonly Year[]): Promise<void> =>
  decideAll(years, 'agreeTarget', (school) => head(school) as Actor);

async function decideAll(years: readonly Year[], kind: string, actorOf: (school: Urn) => Actor): Promise<void> {
  await pMap(
    years,
    async ({ handle, school }) => {
      const command = { kind, commandId: randomUUID(), actor: actorOf(school), body: {} };
      await handle.executeUpdate(kind, { args: [command], updateId: command.commandId });
    },
    { concurrency: atOnce },
  );
  await allSettled(years);
}

export async function reportToAll(years: readonly Year[], month: CalendarMonth, revision: number): Promise<void> {
  await pMap(years, ({ handle }) => handle.signal('monthReported', quietMonth(month, revision)), {
    concurrency: atOnce,
  });
  await allSettled(years);
}

export async function endAll(years: readonly Year[]): Promise<void> {
  await pMap(years, ({ handle }) => handle.signal('yearEnded', yearEnded), { concurrency: atOnce });
  await pMap(
    years,
    async ({ handle }) => {
      await handle.result();
    },
    { concurrency: atOnce },
  );
}

const allSettled = async (years: readonly Year[]): Promise<void> => {
  await pMap(years, ({ handle }) => settled(handle), { concurrency: atOnce });
};
