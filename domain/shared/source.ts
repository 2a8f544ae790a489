/** Where a figure was read: the batch of the file, the line in it, and the year or date it is about. */
export interface Source {
  readonly batchId: number;
  readonly line: number;
  readonly asOf: string;
}

/** A figure with its source; a report shows no figure without one, or without the model version it came from. */
export interface SourcedFigure {
  readonly value: number;
  readonly source: Source;
}
