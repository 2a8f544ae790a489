import { type RecallInput } from '../../domain/recall/messages.js';
import { countDrafting } from '../../database/recalls/touched-schools.js';
import { checkData } from '../campaign/check-data.js';
import { type Dependencies } from '../dependencies.js';

/** Why the schools cannot resume yet; empty when they can. A draft that the gates hold stays in quarantine and does not hold back other schools. */
export const checkBeforeResuming =
  (dependencies: Dependencies) =>
  async ({ recallId, academicYear }: RecallInput): Promise<{ readonly problems: readonly string[] }> => {
    const { problems } = await checkData(dependencies)(academicYear);
    const drafting = await countDrafting(dependencies.db, recallId);
    return {
      problems: [
        ...problems,
        ...(drafting > 0 ? ['Some drafts are still being made again. Wait until they are done.'] : []),
      ],
    };
  };
