/** How schools are asked whether they may be named as examples: versioned, and pinned to each campaign when its drafts are prepared. */
export interface NamingPolicy {
  readonly version: string;
  /** Days of the calendar, as of every other window, in which an answer counts. */
  readonly windowDays: number;
  /** In how many reports of a campaign a school is named at most. */
  readonly mostReports: number;
}

export const defaultNamingPolicy: NamingPolicy = { version: 'naming-1', windowDays: 21, mostReports: 30 };
