/** Where a figure was read: the batch of the file, the line in it, and the year or date it speaks of. */
export interface Source {
  readonly batchId: number;
  readonly line: number;
  readonly asOf: string;
}

/** A figure with its source; no figure stands in a report without one, or without the model version it came from. */
export interface SourcedFigure {
  readonly value: number;
  readonly source: Source;
}
