import { optionalDateIn, parseRegisterDate } from '../reading/date.js';
import { type Row } from '../reading/row.js';
import { type FileFormat, type TableRow } from './file-format.js';

export const links: FileFormat = {
  kind: 'links',
  table: 'establishment_link',
  columns: [{ name: 'URN' }, { name: 'LinkURN' }, { name: 'LinkType' }, { name: 'LinkEstablishedDate' }],
  tableColumns: ['urn', 'link_urn', 'link_type', 'established_on'],
  key: { tableColumns: ['urn', 'link_urn', 'link_type', 'established_on'], column: 'LinkURN' },
  begin: () => ({ map: (row) => link(row) }),
};

function link(row: Row): TableRow | undefined {
  const urn = row.urn('URN');
  const linkUrn = row.urn('LinkURN');
  if (urn !== undefined && urn === linkUrn) {
    row.note('A school is linked to itself; the row says nothing and was left out.');
    return undefined;
  }
  const linkType = row.requiredText('LinkType');
  const establishedOn = row.optionally(() => optionalDateIn(row, 'LinkEstablishedDate', parseRegisterDate));
  if (row.hasProblem || urn === undefined || linkUrn === undefined || linkType === undefined) return undefined;
  return { urn, link_urn: linkUrn, link_type: linkType, established_on: establishedOn };
}
