import { WorkflowNotFoundError } from '@temporalio/client';
import { heartbeat } from '@temporalio/activity';
import { type Knex } from 'knex';
import { type NamingInput } from '../../domain/naming/messages.js';
import { type ExamplesChanged } from '../../domain/school-year/messages/facts.js';
import { schoolYearId } from '../../contracts/workflow-ids.js';
import { mayBeNamed } from '../../domain/naming/consent.js';
import { type Urn } from '../../domain/shared/urn.js';
import { type Dependencies } from '../dependencies.js';
import { readConsents } from './consents.js';

/** Tells the school-years whose newest report is not as the school has answered. A year that has closed is not told: its report is read without the name. */
export const signalReports =
  ({ db, client }: Dependencies) =>
  async ({ academicYear, urn }: NamingInput): Promise<number> => {
    const consents = await readConsents(db, academicYear, [urn]);
    const reports = await wronglyNaming(db, { academicYear, urn, isNamed: mayBeNamed(consents.get(urn)) });
    let told = 0;
    for (const report of reports) {
      const fact: ExamplesChanged = { kind: 'examplesChanged' };
      try {
        await client.workflow.getHandle(schoolYearId(academicYear, report)).signal(fact.kind, fact);
        told += 1;
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      }
      heartbeat(told);
    }
    return told;
  };

/** A report that is not written yet needs no news: it is written by the answer as it stands then. */
async function wronglyNaming(
  db: Knex,
  { academicYear, urn, isNamed }: { readonly academicYear: string; readonly urn: string; readonly isNamed: boolean },
): Promise<readonly Urn[]> {
  const { rows } = await db.raw<{ rows: { readonly urn: Urn }[] }>(
    `select newest.urn from (
       select distinct on (r.urn) r.urn, r.facts
       from report r
       join naming_place p on p.academic_year = r.academic_year and p.report_urn = r.urn and p.example_urn = ?
       where r.academic_year = ?
       order by r.urn, r.report_version desc
     ) newest
     where coalesce(newest.facts->'similar'->'schools' @> ?::jsonb, false) <> ?
     order by newest.urn`,
    [urn, academicYear, JSON.stringify([{ urn }]), isNamed],
  );
  return rows.map((row) => row.urn);
}
