import { type Knex } from 'knex';
import { ApplicationFailure } from '@temporalio/common';

export interface IssuedReport {
  readonly academicYear: string;
  readonly urn: string;
  readonly reportVersion: number;
}

interface RecordRow {
  readonly id: string | null;
  readonly is_complete: boolean | null;
  readonly is_within_bounds: boolean | null;
  readonly repeats_lesson: boolean | null;
  readonly accepted_by: string | null;
}

/**
 * Refuses to issue a report whose model has no complete record, or one that breaks a fairness bound or repeats a lesson of the year before,
 * which nobody has accepted. The failure may be tried again: once the record is there, the report goes out without anybody's decision
 * being taken twice.
 */
export async function requireModelRecord(trx: Knex.Transaction, report: IssuedReport): Promise<void> {
  const why = whyNot(await recordOf(trx, report));
  if (why === undefined) return;
  throw ApplicationFailure.create({
    type: 'ModelRecordMissing',
    message: `The report of school ${report.urn} for ${report.academicYear} cannot be issued: ${why}`,
  });
}

const recordOf = (
  trx: Knex.Transaction,
  { academicYear, urn, reportVersion }: IssuedReport,
): Promise<RecordRow | undefined> =>
  trx('report')
    .leftJoin('model_record', 'model_record.id', 'report.model_version')
    .leftJoin('fairness_acceptance', 'fairness_acceptance.record_id', 'model_record.id')
    .where({ 'report.academic_year': academicYear, urn, report_version: reportVersion })
    .first<RecordRow | undefined>('model_record.id', 'is_complete', 'is_within_bounds', 'repeats_lesson', 'accepted_by')
    .then((row) => row);

function whyNot(row: RecordRow | undefined): string | undefined {
  if (!row) return 'no such report has been written.';
  if (row.id === null) return 'its model has no record. Prepare the campaign again; docs/model-record.md says how.';
  if (row.is_complete !== true)
    return `the record ${row.id} is not complete. Add what is missing and prepare the campaign again.`;
  if (row.is_within_bounds !== true && row.accepted_by === null)
    return `the record ${row.id} breaks a fairness bound that two people have not accepted.`;
  if (row.repeats_lesson === true && row.accepted_by === null)
    return `the record ${row.id} would repeat what the year before taught, and two people have not accepted that.`;
  return undefined;
}
