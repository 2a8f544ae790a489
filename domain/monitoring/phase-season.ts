/** A month's place in the season of one phase. */
export interface SeasonMonth {
  /** The month's absence rate over the year's. */
  readonly relative: number;
  /** Sessions that a pupil on roll brings for each session planned: 1, or less once the oldest year has left. */
  readonly weight: number;
}

/** By calendar month, `01` to `12`. */
export type PhaseSeason = Readonly<Record<string, SeasonMonth>>;
