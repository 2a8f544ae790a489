import { type PageRequest } from '../../contracts/activities.js';
import { type PreparedDraft } from '../../domain/drafting/prepared-draft.js';
import { type AnswerDays } from '../../domain/report/standing.js';
import { type AbsencePhase, type RegionCode } from '../../domain/shared/phase.js';
import { type Urn } from '../../domain/shared/urn.js';
import { type Database, type Table, type Transaction } from '../database.js';

interface DraftRow {
  readonly academic_year: string;
  readonly urn: string;
  readonly model_version: string;
  readonly is_to_start: boolean;
  readonly input: PreparedDraft;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    draft_input: Table<DraftRow, 'input'>;
  }
}

/** Stores what drafts are made from, in place of what a run before has stored. */
export async function insertDrafts(
  trx: Database,
  { academicYear, modelVersion }: { readonly academicYear: string; readonly modelVersion: string },
  drafts: readonly PreparedDraft[],
): Promise<void> {
  await trx('draft_input')
    .insert(
      drafts.map((draft) => ({
        academic_year: academicYear,
        urn: draft.urn,
        model_version: modelVersion,
        is_to_start: true,
        input: JSON.stringify(draft),
      })),
    )
    .onConflict(['academic_year', 'urn'])
    .merge();
}

/** Changes what a school's draft is made from; its model stays. */
export async function replaceDraft(trx: Transaction, academicYear: string, draft: PreparedDraft): Promise<void> {
  await trx('draft_input')
    .where({ academic_year: academicYear, urn: draft.urn })
    .update({ input: JSON.stringify(draft) });
}

export interface StoredDraft {
  readonly prepared: PreparedDraft;
  readonly modelVersion: string;
  /** School days that a school of this year has to answer. */
  readonly decisions: AnswerDays;
}

export async function findDraft(db: Database, academicYear: string, urn: string): Promise<StoredDraft | undefined> {
  const row = await db('draft_input as d')
    .join('year_terms as y', 'y.academic_year', 'd.academic_year')
    .where({ 'd.academic_year': academicYear, 'd.urn': urn })
    .first<(DraftRow & { readonly decisions: AnswerDays }) | undefined>(
      'd.model_version',
      'd.input',
      db.raw(`y.terms->'decisionPolicy' as decisions`),
    );
  return (
    row && {
      prepared: row.input,
      modelVersion: row.model_version,
      decisions: row.decisions,
    }
  );
}

/** One school of a page, as prepared. */
export interface PreparedSchool {
  readonly urn: Urn;
  readonly laCode: string;
  readonly regionCode: RegionCode;
  readonly phase: AbsencePhase;
}

/** The next schools to start after a URN, in the order of the URNs. */
export const pageOfDrafts = (db: Database, { academicYear, afterUrn, size }: PageRequest): Promise<PreparedSchool[]> =>
  db('draft_input')
    .where({ academic_year: academicYear, is_to_start: true })
    .andWhere('urn', '>', afterUrn)
    .orderBy('urn')
    .limit(size)
    .select<PreparedSchool[]>(
      'urn',
      db.raw(`input->>'laCode' as "laCode"`),
      db.raw(`input->>'regionCode' as "regionCode"`),
      db.raw(`coalesce(input->>'absencePhase', 'secondary') as phase`),
    )
    .then((rows) => rows);
