import { activityInfo, ApplicationFailure, log } from '@temporalio/activity';
import { failureTypes } from '../../contracts/failure-types.js';
import { type Database } from '../../database/database.js';
import { raiseRecordConflict } from '../../database/recording/record-conflict.js';
import { RecordConflict, RecordOfAnotherRun, type RunRecord } from '../../database/recording/record-transition.js';
import { type TransitionRecord } from '../../domain/process/transition-record.js';
import { type Dependencies } from '../dependencies.js';
import { shareFirstRun } from './first-run.js';

/**
 * Records a transition under the run that asks for it. A run that was reset repeats the records of the one before it. A record that disagrees
 * with the log is not tried again: the operators are notified, and the activity fails so that the run stops.
 */
export const record =
  <View>(
    { db, client }: Pick<Dependencies, 'db' | 'client'>,
    write: (db: Database, record: RunRecord<View>) => Promise<void>,
  ) =>
  async (transition: TransitionRecord<View>): Promise<void> => {
    const { workflowExecution } = activityInfo();
    if (!workflowExecution) throw new Error('This activity can only be started by a workflow.');
    const { workflowId, runId } = workflowExecution;
    try {
      await write(db, { ...transition, runId });
    } catch (error) {
      if (!(error instanceof RecordConflict)) throw error;
      if (error instanceof RecordOfAnotherRun && (await shareFirstRun(client, workflowId, runId, error.writtenBy)))
        return;
      log.error('A record disagrees with the log.', { workflowId: error.workflowId, version: error.version });
      await raiseRecordConflict(db, error);
      throw ApplicationFailure.nonRetryable(error.message, failureTypes.recordConflict);
    }
  };
