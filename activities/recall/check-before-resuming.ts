import { type RecallInput } from '../../domain/recall/messages.js';
import { checkData } from '../campaign/check-data.js';
import { type Dependencies } from '../dependencies.js';

/** Why the schools cannot go on yet; none when they can. A draft that the gates hold stays in quarantine and holds no other school back. */
export const checkBeforeResuming =
  (dependencies: Dependencies) =>
  async ({ recallId, academicYear }: RecallInput): Promise<{ readonly problems: readonly string[] }> => {
    const { problems } = await checkData(dependencies)(academicYear);
    const [drafting] = await dependencies
      .db('recall_school as t')
      .join('school_year_view as v', (join) => join.on('v.urn', 't.urn').andOn('v.academic_year', 't.academic_year'))
      .where({ 't.recall_id': recallId, 't.is_open': true, 'v.stage': 'drafting' })
      .count<{ count: string }[]>('* as count');
    return {
      problems: [
        ...problems,
        ...(Number(drafting?.count ?? 0) > 0
          ? ['Some drafts are still being made again. Wait until they are done.']
          : []),
      ],
    };
  };
