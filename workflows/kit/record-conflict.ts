import { ActivityFailure, ApplicationFailure } from '@temporalio/common';
import { failureTypes } from '../../contracts/failure-types.js';

/** Whether the database refused a record because it holds another one for the same version. */
export const isRecordConflict = (error: unknown): boolean =>
  error instanceof ActivityFailure &&
  error.cause instanceof ApplicationFailure &&
  error.cause.type === failureTypes.recordConflict;
