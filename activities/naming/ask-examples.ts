import { appendAudit } from '../../database/audit-log.js';
import { type Database } from '../../database/database.js';
import { askedSchools, writeQuestion } from '../../database/naming/naming.js';
import { questionTerms, type QuestionTerms } from '../../database/naming/places.js';
import { insertNotices } from '../../database/notices.js';
import { namingId } from '../../contracts/workflow-ids.js';
import { academicYear as toYear } from '../../domain/shared/academic-year.js';
import { namingQuestion } from '../../domain/naming/question.js';
import { urn as toUrn } from '../../domain/shared/urn.js';

const toResponsibleBody = {
  to: 'responsible-body',
  about: 'A school is asked whether it may be named as an example to others.',
} as const;

/** Asks each school whether it may be named, once for each campaign. */
export async function askExamples(db: Database, academicYear: string, urns: readonly string[]): Promise<void> {
  const terms = await questionTerms(db, academicYear);
  if (!terms || urns.length === 0) return;
  const asked = await askedSchools(db, academicYear, urns);
  for (const urn of urns) if (!asked.includes(urn)) await ask(db, { academicYear, urn, terms });
}

async function ask(
  db: Database,
  { academicYear, urn, terms }: { readonly academicYear: string; readonly urn: string; readonly terms: QuestionTerms },
): Promise<void> {
  const school = { academicYear: toYear(academicYear), urn: toUrn(urn) };
  const workflowId = namingId(school.academicYear, school.urn);
  const { policyVersion, ...window } = terms;
  await db.transaction(async (trx) => {
    const at = new Date();
    const { answerBy, about } = namingQuestion(window, at.getTime());
    if (!(await writeQuestion(trx, { ...school, policyVersion, at, answerBy: new Date(answerBy) }))) return;
    await appendAudit(trx, {
      workflowId,
      version: 1,
      atMilliseconds: at.getTime(),
      kind: 'askedToBeNamed',
      isAccepted: true,
      note: 'The school is asked whether it may be named as an example.',
      body: { policyVersion },
    });
    await insertNotices(trx, { workflowId, version: 1, at, notices: [toResponsibleBody, { to: 'school', about }] });
  });
}
