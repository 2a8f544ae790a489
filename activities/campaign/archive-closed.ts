import { heartbeat } from '@temporalio/activity';
import { countOpen, notArchived } from '../../database/archive.js';
import { type AcademicYear } from '../../domain/shared/academic-year.js';
import { type Dependencies } from '../dependencies.js';
import { storeClosedHistory } from './closed-history.js';

/** Stores the whole history of each closed school-year, with its hash and the build that stored it. */
export const archiveClosed =
  (dependencies: Dependencies) =>
  async (academicYear: AcademicYear): Promise<{ readonly archived: number; readonly open: number }> => {
    const { db } = dependencies;
    const closed = await notArchived(db, academicYear);
    let archived = 0;
    for (const run of closed) {
      heartbeat(archived);
      if (await storeClosedHistory(dependencies, { academicYear, ...run })) archived += 1;
    }
    return { archived, open: await countOpen(db, academicYear) };
  };
