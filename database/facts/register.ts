import { type RegisteredSchool } from '../../domain/drafting/campaign-facts.js';
import { type Database } from '../database.js';
import { date, fieldsOf, plain, selected, sourceOf, type Columns, type FactRow } from './columns.js';

const columns: Columns<RegisteredSchool> = {
  urn: plain('urn'),
  laCode: plain('la_code'),
  laName: plain('la_name'),
  laestab: plain('laestab'),
  name: plain('name'),
  typeCode: plain('type_code'),
  typeGroupCode: plain('type_group_code'),
  status: plain('status'),
  phase: plain('phase'),
  lowAge: plain('low_age'),
  highAge: plain('high_age'),
  gender: plain('gender'),
  religiousCharacter: plain('religious_character'),
  admissionsPolicy: plain('admissions_policy'),
  numberOfPupils: plain('number_of_pupils'),
  trustFlag: plain('trust_flag'),
  trustCode: plain('trust_code'),
  regionCode: plain('region_code'),
  urbanRural: plain('urban_rural'),
  easting: plain('easting'),
  northing: plain('northing'),
  openedOn: date('opened_on'),
  closedOn: date('closed_on'),
};

/** A row of `establishment`. */
export const registeredSchool = (row: FactRow): RegisteredSchool =>
  ({ laCode: '', laName: '', ...fieldsOf(columns, row), source: sourceOf(row, 'register') }) as RegisteredSchool;

/** The register in force, in the order of the URNs. */
export async function readRegister(db: Database): Promise<readonly FactRow[]> {
  const { rows } = await db.raw<{ rows: FactRow[] }>(
    `select ${selected(columns)} from current_establishment order by urn`,
  );
  return rows;
}

/** Each school as the batch before had it: what it was and where it was. */
export async function readRegisterBefore(db: Database): Promise<readonly FactRow[]> {
  const { rows } = await db.raw<{ rows: FactRow[] }>(`
    select ${selected(columns)}
    from (select *, row_number() over (partition by urn order by batch_id desc) as place from establishment) held
    where place = 2 order by urn`);
  return rows;
}

/** URNs of schools that are open and of one of these phases, in their order. */
export const openSchools = (db: Database, phases: readonly string[]): Promise<string[]> =>
  db('current_establishment').where('status', 'open').whereIn('phase', phases).orderBy('urn').pluck<string[]>('urn');

interface PlacedSchool {
  readonly urn: string;
  readonly name: string;
  readonly regionCode: RegisteredSchool['regionCode'] & string;
  readonly phase: RegisteredSchool['phase'];
  /** British National Grid, metres; absent where it is not known. */
  readonly easting?: number;
  readonly northing?: number;
}

/** Open schools of these phases that have a region, in the order of the URNs. */
export async function openSchoolsInRegions(db: Database, phases: readonly string[]): Promise<readonly PlacedSchool[]> {
  const { rows } = await db.raw<{ rows: FactRow[] }>(
    `select ${selected(columns)} from current_establishment
    where status = 'open' and phase = any(?) and region_code is not null order by urn`,
    [[...phases]],
  );
  return rows.map(registeredSchool) as readonly PlacedSchool[];
}

const firstInventedUrn = '900000';

/** URNs from here on are invented; their areas are in no real list. */
export const isInvented = (urn: string): boolean => urn >= firstInventedUrn;

export const realDataNotice = 'Real published data, simulated decisions';

/** What must be said wherever real schools meet simulated decisions; nothing for an invented country. */
export async function simulationNotices(db: Database): Promise<readonly string[]> {
  const real = await db('establishment').where('urn', '<', firstInventedUrn).first<{ urn: string } | undefined>('urn');
  return real ? [`${realDataNotice}.`] : [];
}
