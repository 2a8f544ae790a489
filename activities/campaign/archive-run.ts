import { activityInfo, heartbeat, sleep } from '@temporalio/activity';
import { type ClosedRun } from '../../contracts/activities.js';
import { type Dependencies } from '../dependencies.js';
import { storeClosedHistory } from './closed-history.js';

const lookEvery = '500 milliseconds';

/** Waits until the run has closed, which takes only moments, then stores its history. */
export const archiveRun =
  (dependencies: Dependencies) =>
  async (run: ClosedRun): Promise<void> => {
    while (!(await storeClosedHistory(dependencies, run))) {
      heartbeat(activityInfo().attempt);
      await sleep(lookEvery);
    }
  };
