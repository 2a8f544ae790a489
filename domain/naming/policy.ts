/** How schools are asked whether they may be named as examples: versioned, and pinned to each campaign when its drafts are prepared. */
export interface NamingPolicy {
  readonly version: string;
  /** School days in which a yes counts. */
  readonly windowSchoolDays: number;
  /** In how many reports of a campaign a school is named at most. */
  readonly mostReports: number;
}

export const defaultNamingPolicy: NamingPolicy = { version: 'naming-2', windowSchoolDays: 15, mostReports: 30 };
