import { type Knex } from 'knex';
import { namingId } from '../../contracts/workflow-ids.js';
import { academicYear as toYear } from '../../domain/shared/academic-year.js';
import { namingQuestion } from '../../domain/naming/question.js';
import { type SchoolCalendar } from '../../domain/shared/school-calendar.js';
import { urn as toUrn } from '../../domain/shared/urn.js';
import { appendAudit } from '../../database/audit-log.js';

interface TermsRow {
  readonly policy_version: string;
  readonly window_milliseconds: string;
  /** What school days are counted on. */
  readonly calendar: SchoolCalendar;
}

const toResponsibleBody = {
  recipient: 'responsible-body',
  about: 'A school is asked whether it may be named as an example to others.',
} as const;

/** Asks each school once a campaign whether it may be named. */
export async function askExamples(db: Knex, academicYear: string, urns: readonly string[]): Promise<void> {
  const terms = await db('naming_terms as n')
    .leftJoin('year_terms as y', (join) =>
      join.on('y.academic_year', 'n.academic_year').andOnVal('n.counts_school_days', true),
    )
    .where({ 'n.academic_year': academicYear })
    .first<TermsRow | undefined>(
      'n.policy_version',
      'n.window_milliseconds',
      db.raw(`y.terms->'calendar' as calendar`),
    );
  if (!terms || urns.length === 0) return;
  const asked = await db('naming').where({ academic_year: academicYear }).whereIn('urn', urns).pluck<string[]>('urn');
  for (const urn of urns) if (!asked.includes(urn)) await ask(db, { academicYear, urn, terms });
}

async function ask(
  db: Knex,
  { academicYear, urn, terms }: { readonly academicYear: string; readonly urn: string; readonly terms: TermsRow },
): Promise<void> {
  const workflowId = namingId(toYear(academicYear), toUrn(urn));
  await db.transaction(async (trx) => {
    const at = new Date();
    const { answerBy, about } = namingQuestion(
      { milliseconds: Number(terms.window_milliseconds), calendar: terms.calendar },
      at.getTime(),
    );
    const added = await trx('naming')
      .insert({
        academic_year: academicYear,
        urn,
        version: 1,
        policy_version: terms.policy_version,
        asked_at: at,
        answer_by: new Date(answerBy),
      })
      .onConflict(['academic_year', 'urn'])
      .ignore()
      .returning<{ readonly urn: string }[]>('urn');
    if (added.length === 0) return;
    await appendAudit(trx, {
      workflowId,
      version: 1,
      atMilliseconds: at.getTime(),
      kind: 'askedToBeNamed',
      isAccepted: true,
      note: 'The school is asked whether it may be named as an example.',
      body: { policyVersion: terms.policy_version },
    });
    await trx('notice').insert(
      [toResponsibleBody, { recipient: 'school', about }].map((notice, position) => ({
        workflow_id: workflowId,
        version: 1,
        position,
        at,
        ...notice,
      })),
    );
  });
}
