import { type Knex } from 'knex';
import { type EstablishmentLink } from '../domain/scope/types.js';
import { present, type Row } from './fact-rows.js';

/** Predecessors and successors as the newest links file has them, in the order of their URNs. */
export async function readLinks(db: Knex): Promise<readonly EstablishmentLink[]> {
  const { rows } = await db.raw<{ rows: Row[] }>(`
    select urn, link_urn as "linkUrn", link_type as "linkType", to_char(established_on, 'YYYY-MM-DD') as "establishedOn"
    from current_establishment_link order by urn, link_urn, link_type`);
  return rows.map(present) as unknown as readonly EstablishmentLink[];
}
