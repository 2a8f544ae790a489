import { setTimeout as pause } from 'node:timers/promises';
import { type TestStack } from './stack.js';
import { prepareSchool } from '../../evidence/stack/prepared-school.js';
import { monthOf, someUrn, TestYear } from './year.js';

export interface HubPlan {
  readonly enhancedPlaces: number;
  /** The lead's number among the invented schools. */
  readonly lead: number;
}

/** Invented primary schools of one region, near each other, and hubs there that opened in September. */
export async function seedSchoolsAndHubs(
  { db }: TestStack,
  numbers: readonly number[],
  hubs: readonly HubPlan[],
): Promise<void> {
  const batch = {
    kind: 'hubs',
    file_name: 'hubs.csv',
    sha256: 'a'.repeat(64),
    byte_count: 1,
    row_count: 1,
    imported_by: 'test',
    imported_at: new Date(),
  };
  const [row] = await db('batch').insert(batch).returning<{ id: string }[]>('id');
  const source = { batch_id: row?.id, line: 2 };
  for (const number of [...numbers, ...hubs.map(({ lead }) => lead)]) {
    await db('establishment').insert({
      urn: someUrn(number),
      name: 'Invented Primary School',
      type_code: '01',
      status: 'open',
      phase: 'primary',
      gender: 'mixed',
      admissions_policy: 'not-applicable',
      trust_flag: 'none',
      region_code: 'H',
      easting: 530_000 + number,
      northing: 180_000,
      ...source,
    });
  }
  for (const [index, { enhancedPlaces, lead }] of hubs.entries()) {
    await db('hub').insert({
      hub_id: `HUB-${index + 1}`,
      name: `Invented hub ${index + 1}`,
      lead_urn: someUrn(lead),
      region_code: 'H',
      phase: 'primary',
      opens_on: '2024-09-01',
      enhanced_places: enhancedPlaces,
      regional_places: 2,
      ...source,
    });
  }
}

export async function inMonitoring({ db, client }: TestStack, number: number): Promise<TestYear> {
  await prepareSchool(db, someUrn(number));
  const year = await TestYear.start(client, someUrn(number));
  await year.until('in-review');
  await year.decide('analyst', 'approveTarget');
  await year.decide('school', 'agreeTarget');
  return year;
}

export const offer = {
  pathway: 'enhanced',
  hasNoConflictOfInterest: true,
  responsibleBodyContactedOn: '2025-02-01',
} as const;

/** A school far below its floor for six months, whose support an adviser confirms. */
export async function offered(stack: TestStack, number: number): Promise<TestYear> {
  const year = await inMonitoring(stack, number);
  for (const position of [0, 1, 2, 3, 4, 5]) await year.report(monthOf(year.input.calendar, position, 11));
  await year.settled();
  await year.decide('adviser', 'confirmReferral', offer);
  return year;
}

interface SupportRow {
  readonly stage: string;
  readonly hub_id: string | null;
  readonly waiting_reason: string | null;
  readonly outcome: string | null;
}

/** The support as the read model has it, once it is in one of the stages. */
export async function supportIn(
  { db }: TestStack,
  { urn }: Pick<TestYear, 'urn'>,
  ...stages: readonly string[]
): Promise<SupportRow> {
  for (;;) {
    const row = await db('support_view')
      .where({ urn })
      .first<SupportRow | undefined>('stage', 'hub_id', 'waiting_reason', 'outcome');
    if (row && stages.includes(row.stage)) return row;
    await pause(50);
  }
}
