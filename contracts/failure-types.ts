/** Types of failures that cross the engine and that a caller handles. */
export const failureTypes = {
  /** Another record of the same workflow and version has been written. */
  recordConflict: 'RecordConflict',
} as const;
