/** Bounds of the checks of whole files; versioned with the gates of the schools. */
export interface CampaignGatePolicy {
  readonly version: string;
  /** Files with fewer schools than this are not checked. */
  readonly fewestSchools: number;
  /** Greatest share of schools that may repeat their own figures of another year. */
  readonly repeatedShare: number;
  /** Greatest share of open schools with a row in the year before that may have none last year. */
  readonly missingRowShare: number;
  /** Greatest share of last year's rows whose school the register need not hold. */
  readonly unknownSchoolShare: number;
  /** Greatest share of the register's schools that its newest extract need not hold. */
  readonly leftOutShare: number;
  /** Ratio of a phase's number of rows to the year before. */
  readonly rowRatio: { readonly low: number; readonly high: number };
  /** Greatest share of rates that may be whole numbers. */
  readonly wholeNumberShare: number;
  /** Ratio of the middle school's rate to the national rate. */
  readonly middleRatio: { readonly low: number; readonly high: number };
  /** Published national rate against the sum of school rows, in points, where the rows hold at least `coveredShare` of its sessions. */
  readonly nationalTotalPoints: number;
  readonly coveredShare: number;
  /** National rate against the plain mean of so many authorities' rates, in points; 0.09 at most in each year from 2006/07 to 2023/24. */
  readonly authoritiesMeanPoints: number;
  readonly fewestAuthorities: number;
  /** Published national change against the change of the middle school, in points. */
  readonly nationalChangePoints: number;
  readonly yearToDatePoints: number;
  /** Change of the middle school's persistent absence beyond what its overall absence explains, in points. */
  readonly persistencePoints: number;
  /** Greatest share of schools that may have none of their pupils in a group that hardly a school lacks. */
  readonly zeroShare: number;
  readonly exchange: ExchangeBounds;
  /** Rows with enrolments distinguish schools best; rates alone need more schools and a clearer sign. */
  readonly shift: Readonly<Record<'wholePhase' | 'withEnrolments' | 'ratesAlone' | 'intake', ShiftBounds>>;
}

/** When two schools of an authority are taken for exchanged; distances in typical changes from one year to the next. */
export interface ExchangeBounds {
  readonly leastFromOneself: number;
  /** Distance of both to each other, as a share of their distance to themselves: at most this. */
  readonly eachOtherShare: number;
}

/** When the rows of an authority are taken for shifted or shuffled against their schools. */
export interface ShiftBounds {
  readonly fewestSchools: number;
  /** Distance to the year before after moving the rows back, as a share of the distance in their present order: at most this. */
  readonly movedBackShare: number;
  /** Distance of each school to its own year before, as a share of the distance between different schools: at least this. */
  readonly strangersShare: number;
}

/**
 * Set on the real panel, 2013/14 to 2016/17: the bounds are beyond every sound authority and year there, and short of a shift by one row.
 * docs/gates.md has the figures.
 */
export const defaultCampaignGatePolicy: CampaignGatePolicy = {
  version: 'campaign-gates-1',
  fewestSchools: 30,
  repeatedShare: 0.02,
  missingRowShare: 0.08,
  unknownSchoolShare: 0.08,
  leftOutShare: 0.15,
  rowRatio: { low: 0.85, high: 1.2 },
  wholeNumberShare: 0.5,
  middleRatio: { low: 0.5, high: 1.8 },
  nationalTotalPoints: 0.05,
  coveredShare: 0.97,
  authoritiesMeanPoints: 0.2,
  fewestAuthorities: 100,
  nationalChangePoints: 0.3,
  yearToDatePoints: 0.6,
  persistencePoints: 3,
  zeroShare: 0.15,
  exchange: { leastFromOneself: 3, eachOtherShare: 0.4 },
  shift: {
    wholePhase: { fewestSchools: 30, movedBackShare: 1, strangersShare: 0.72 },
    withEnrolments: { fewestSchools: 5, movedBackShare: 1, strangersShare: 0.72 },
    ratesAlone: { fewestSchools: 10, movedBackShare: 0.9, strangersShare: 0.87 },
    intake: { fewestSchools: 5, movedBackShare: 1, strangersShare: 0.65 },
  },
};
