import { type Database } from '../database.js';
import { schoolChange, type RegisterNow, type SchoolChange } from '../../domain/scope/changed-school.js';
import { linkGraph } from '../../domain/scope/lineage.js';
import { type AcademicYear } from '../../domain/shared/academic-year.js';
import { establishmentLink, readLinks } from './links.js';

/** A school with a year of its own that the newest register has closed. */
export interface ChangedSchool {
  readonly urn: string;
  readonly name: string;
  readonly regionCode: string;
  readonly stage: string;
  /** `yyyy-mm-dd`; null where the register gives no date. */
  readonly closedOn: string | null;
  readonly change: SchoolChange;
}

/**
 * Computed from register and links as they are, in the order of the URNs, of one school only where it is given; a register that opens a
 * school again takes it off the list.
 */
export async function readChangedSchools(
  db: Database,
  academicYear: AcademicYear,
  urn?: string,
): Promise<readonly ChangedSchool[]> {
  const query = db('school_year_view as view')
    .join('current_establishment as school', 'school.urn', 'view.urn')
    .where({ 'view.academic_year': academicYear, 'school.status': 'closed' })
    .whereNotNull('view.workflow_id');
  if (urn !== undefined) query.andWhere('view.urn', urn);
  const closed = await query
    .orderBy('view.urn')
    .select<Omit<ChangedSchool, 'change'>[]>(
      'view.urn',
      'view.name',
      'view.stage',
      db.raw('view.region_code as "regionCode"'),
      db.raw(`to_char(school.closed_on, 'YYYY-MM-DD') as "closedOn"`),
    );
  if (closed.length === 0) return [];
  const register = await readRegister(db);
  return closed.flatMap((school) => {
    const change = schoolChange(school.urn, register);
    return change ? [{ ...school, change }] : [];
  });
}

/** The URN under which a school-year runs, by the URN that its school has now; of conversions in mid-year only. */
export async function readConversions(db: Database, academicYear: AcademicYear): Promise<ReadonlyMap<string, string>> {
  const changed = await readChangedSchools(db, academicYear);
  return new Map(
    changed.flatMap(({ urn, change }) => (change.kind === 'converted' ? [[change.to, urn] as const] : [])),
  );
}

async function readRegister(db: Database): Promise<RegisterNow> {
  const schools = await db('current_establishment').select<
    { readonly urn: string; readonly type_code: string; readonly status: string }[]
  >('urn', 'type_code', 'status');
  const known = new Map(schools.map((school) => [school.urn, school]));
  return {
    graph: linkGraph((await readLinks(db)).map(establishmentLink)),
    typeCodeOf: (urn) => known.get(urn)?.type_code,
    isClosed: (urn) => known.get(urn)?.status === 'closed',
  };
}
