/** What became of one row of a monthly return that was accepted. */
export const rowResults = ['used', 'restated', 'unchanged', 'older-than-known', 'not-followed'] as const;
export type RowResult = (typeof rowResults)[number];

/** Why the month of a school is kept and not followed now; `unknown`: no campaign of the year has the school. */
export const notFollowedReasons = [
  'out-of-scope',
  'in-review',
  'with-school',
  'withheld',
  'closed',
  'unknown',
] as const;
export type NotFollowedReason = (typeof notFollowedReasons)[number];

export interface RowOutcome {
  readonly urn: string;
  readonly result: RowResult;
  /** Only of a row that is not followed. */
  readonly because?: NotFollowedReason;
}

/** How a row of a return compares with the other figures of its school and month. */
export interface RowStanding {
  /** Of the school-year in the read model; null where there is none. */
  readonly stage: string | null;
  /** No other figures of the month count before it. */
  readonly isInForce: boolean;
  /** Other figures of the month are known. */
  readonly hasOthers: boolean;
  /** They are the same as those that counted before. */
  readonly isSame: boolean;
}

export function rowOutcome(urn: string, { stage, isInForce, hasOthers, isSame }: RowStanding): RowOutcome {
  const because = notFollowed(stage);
  if (because !== undefined) return { urn, result: 'not-followed', because };
  if (!isInForce) return { urn, result: 'older-than-known' };
  if (isSame) return { urn, result: 'unchanged' };
  return { urn, result: hasOthers ? 'restated' : 'used' };
}

const reasons: Readonly<Record<string, NotFollowedReason>> = {
  'out-of-scope': 'out-of-scope',
  drafting: 'in-review',
  quarantined: 'in-review',
  'in-review': 'in-review',
  'with-school': 'with-school',
  challenged: 'with-school',
  withheld: 'withheld',
  closed: 'closed',
};

const notFollowed = (stage: string | null): NotFollowedReason | undefined =>
  stage === 'monitoring' ? undefined : stage === null ? 'unknown' : (reasons[stage] ?? 'unknown');

/** How many rows had each result. */
export const countResults = (rows: readonly RowOutcome[]): Record<RowResult, number> => {
  const counts = { used: 0, restated: 0, unchanged: 0, 'older-than-known': 0, 'not-followed': 0 };
  for (const { result } of rows) counts[result] += 1;
  return counts;
};
