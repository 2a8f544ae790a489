import { type EstablishmentLink } from '../../domain/scope/types.js';
import { type Database } from '../database.js';
import { date, fieldsOf, plain, selected, type Columns, type FactRow } from './columns.js';

const columns: Columns<EstablishmentLink> = {
  urn: plain('urn'),
  linkUrn: plain('link_urn'),
  linkType: plain('link_type'),
  establishedOn: date('established_on'),
};

/** A row of `establishment_link`. */
export const establishmentLink = (row: FactRow): EstablishmentLink => fieldsOf(columns, row) as EstablishmentLink;

/** Predecessors and successors as the newest links file has them, in the order of their URNs. */
export async function readLinks(db: Database): Promise<readonly FactRow[]> {
  const { rows } = await db.raw<{ rows: FactRow[] }>(
    `select ${selected(columns)} from current_establishment_link order by urn, link_urn, link_type`,
  );
  return rows;
}
