import { type Database, type Table, type Transaction } from './database.js';
import { schoolYearId } from '../contracts/workflow-ids.js';
import { type ToolkitStep } from '../domain/toolkits/uptake.js';
import { type SchoolOfYear } from './school-years/school-of-year.js';

export interface OfferRow {
  readonly toolkit_id: string;
  readonly why: string;
  readonly report_version: number;
  readonly offered_at: Date;
}

/** What the reports offered that the school has had in its hands: each entry with its newest reason, and when it was first offered. */
export async function listOffers(db: Database, { academicYear, urn }: SchoolOfYear): Promise<readonly OfferRow[]> {
  const { rows } = await db.raw<{ rows: OfferRow[] }>(
    `with seen as (
       select (body->'view'->>'reportVersion')::int as report_version, min(at) as at
       from audit_log
       where workflow_id = ? and version is not null
         and body->'view'->>'stage' in ('with-school', 'challenged', 'monitoring')
       group by 1
     )
     select distinct on (t->>'id') t->>'id' as toolkit_id, t->>'why' as why, r.report_version,
       min(seen.at) over (partition by t->>'id') as offered_at
     from seen
     join report r on r.academic_year = ? and r.urn = ? and r.report_version = seen.report_version
     cross join lateral jsonb_array_elements(coalesce(r.facts->'toolkits', '[]')) t
     order by t->>'id', r.report_version desc`,
    [schoolYearId(academicYear, urn), academicYear, urn],
  );
  return rows;
}

export interface StepRow {
  readonly academic_year: string;
  readonly urn: string;
  readonly toolkit_id: string;
  readonly toolkit_version: number;
  readonly step: ToolkitStep;
  readonly at: Date;
  readonly actor_id: string;
  readonly note: string | null;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    toolkit_step: Table<StepRow>;
  }
}

export const listSteps = (db: Database, { academicYear, urn }: SchoolOfYear): Promise<StepRow[]> =>
  db('toolkit_step')
    .where({ academic_year: academicYear, urn })
    .orderBy('at')
    .select('*')
    .then((rows) => rows);

export interface NewStep extends SchoolOfYear {
  readonly toolkitId: string;
  readonly toolkitVersion: number;
  readonly step: ToolkitStep;
  readonly at: Date;
  readonly actorId: string;
  readonly note: string;
}

/** Adds a step once. @returns whether it is new */
export async function insertStep(trx: Transaction, step: NewStep): Promise<boolean> {
  const added = await trx('toolkit_step')
    .insert({
      academic_year: step.academicYear,
      urn: step.urn,
      toolkit_id: step.toolkitId,
      toolkit_version: step.toolkitVersion,
      step: step.step,
      at: step.at,
      actor_id: step.actorId,
      note: step.note === '' ? null : step.note,
    })
    .onConflict(['academic_year', 'urn', 'toolkit_id', 'step'])
    .ignore()
    .returning<{ readonly step: string }[]>('step');
  return added.length > 0;
}
