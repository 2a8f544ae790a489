import { type Knex } from 'knex';

export const realDataNotice = 'Real published data, simulated decisions';

const firstInventedUrn = '900000';

/** What must be said wherever real schools meet simulated decisions; nothing for an invented country. */
export async function simulationNotices(db: Knex): Promise<readonly string[]> {
  const real = await db('establishment').where('urn', '<', firstInventedUrn).first<{ urn: string } | undefined>('urn');
  return real ? [`${realDataNotice}.`] : [];
}
