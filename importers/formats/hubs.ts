import { regionCodes } from '../../domain/shared/phase.js';
import { dateIn, parseIsoDate } from '../reading/date.js';
import { requiredNumber, wholeRule } from '../reading/numbers.js';
import { type Row } from '../reading/row.js';
import { type FileFormat, type TableRow } from './file-format.js';

const regions = new Map(regionCodes.map((code) => [code as string, code]));
const phases = new Map(['primary', 'secondary', 'all-through'].map((phase) => [phase, phase]));
const places = wholeRule(0, 1000);

export const hubs: FileFormat = {
  kind: 'hubs',
  table: 'hub',
  columns: [
    { name: 'hub_id' },
    { name: 'name' },
    { name: 'lead_urn' },
    { name: 'region_code' },
    { name: 'phase' },
    { name: 'opens_on' },
    { name: 'enhanced_places' },
    { name: 'regional_places' },
  ],
  tableColumns: [
    'hub_id',
    'name',
    'lead_urn',
    'region_code',
    'phase',
    'opens_on',
    'enhanced_places',
    'regional_places',
  ],
  key: { tableColumns: ['hub_id'], column: 'hub_id' },
  begin: () => ({ map: (row) => hub(row) }),
};

function hub(row: Row): TableRow | undefined {
  const cells = {
    hub_id: identifier(row),
    name: row.requiredText('name'),
    lead_urn: row.urn('lead_urn'),
    region_code: row.oneOf('region_code', regions),
    phase: row.oneOf('phase', phases),
    opens_on: dateIn(row, 'opens_on', parseIsoDate),
    enhanced_places: requiredNumber(row, 'enhanced_places', places),
    regional_places: requiredNumber(row, 'regional_places', places),
  };
  if (row.hasProblem) return undefined;
  return Object.fromEntries(Object.entries(cells).map(([column, cell]) => [column, cell ?? null]));
}

/** Becomes part of a workflow's name, so only letters, digits and hyphens. */
function identifier(row: Row): string | undefined {
  const text = row.text('hub_id');
  if (/^[A-Za-z0-9-]{1,60}$/.test(text)) return text;
  row.report('hub_id', {
    problem: 'This is not a hub identifier.',
    remedy: 'Use letters, digits and hyphens, at most 60.',
  });
  return undefined;
}
