import { type SchoolContext } from '../baseline/context.js';
import { type Interval } from '../baseline/expect.js';
import { type NationalRates } from '../baseline/national-rates.js';
import { type Lineage } from '../scope/lineage.js';
import { type Establishment } from '../scope/types.js';
import { type AcademicYear } from '../shared/academic-year.js';
import { type AbsencePhase } from '../shared/phase.js';
import { type PublishedFigure } from '../shared/published-figure.js';

/** `blocks`: the draft is quarantined until its owner has looked. `warns`: the reviewer sees it. */
export type GateSeverity = 'blocks' | 'warns';

/** Who can correct it. */
export type GateOwner = 'analyst' | 'data-team' | 'school';

/** The description of a gate in docs/gates.md, in words for analysts; `npm run docs:gates` makes its tables from them. */
export interface GateDescription<Bounds> {
  readonly finds: string | ((bounds: Bounds) => string);
  readonly why: string;
  /** A page and heading of docs/. */
  readonly source: string;
}

/** Plain English without figures, so that lists and logs may contain it. */
export interface GateFinding<Name extends string = string> {
  readonly gate: Name;
  readonly severity: GateSeverity;
  readonly owner: GateOwner;
  readonly reason: string;
  readonly remedy: string;
}

/** One row of the school-level absence file; percentages of possible sessions or of enrolments, marks kept. */
export interface AbsenceFact {
  readonly academicYear: AcademicYear;
  readonly urn: string;
  readonly laCode?: string;
  /** Seven digits: authority, then establishment. */
  readonly laestab?: string;
  readonly phase: AbsencePhase;
  readonly absence: PublishedFigure;
  readonly authorised?: PublishedFigure;
  readonly unauthorised?: PublishedFigure;
  readonly persistentAbsence?: PublishedFigure;
  readonly enrolments?: number;
  readonly possibleSessions?: number;
  readonly absenceSessions?: number;
}

/** The same figure from another source, such as the daily feed or a monthly return: absence in per cent of the year before the target year. */
interface SecondSource {
  readonly name: string;
  readonly absencePercent: number;
}

/** Absence of the school's local authority and phase in per cent, as published and as the sum of its school rows. */
export interface AreaTotals {
  readonly publishedPercent: number;
  /** undefined where sessions are not given for every school. */
  readonly recomputedPercent: number | undefined;
}

/** Distance of a school from the middle of its authority's schools, and the distance that nearly all of them keep, in metres. */
export interface PlaceInArea {
  readonly metres: number;
  readonly usualMetres: number;
}

/** Everything known of one draft. Fields left out are not checked, so the campaign passes all it has. */
export interface GateInput {
  readonly targetYear: AcademicYear;
  readonly establishment: Establishment;
  /** The rows that the baseline uses, of the last two years, including duplicates; a carried row keeps its predecessor's URN. */
  readonly absence: readonly AbsenceFact[];
  readonly nationalRates: NationalRates;
  readonly lineage: Lineage;
  /** Open schools of the register that a plain succession joins to this one. */
  readonly liveRelatives: readonly string[];
  readonly secondSources: readonly SecondSource[];
  /** Years for which an upheld challenge of an earlier campaign gives another value than the file. */
  readonly correctedYears?: readonly AcademicYear[];
  /** Rows of these years that a newer file has replaced. */
  readonly replaced?: readonly AbsenceFact[];
  /** Years whose exact figures are also in another school's row, of any year. */
  readonly yearsOfAnother?: readonly AcademicYear[];
  readonly area?: AreaTotals;
  /** This school in an earlier extract of the register. */
  readonly establishmentBefore?: Establishment;
  /** Whether most schools of the row's authority have moved to the register's authority: a reorganisation. */
  readonly isAreaReorganised?: boolean;
  readonly place?: PlaceInArea;
  readonly context?: SchoolContext;
  readonly contextBefore?: SchoolContext;
  /** Absence in per cent. */
  readonly interval80?: Interval;
  readonly similar?: { readonly kind: 'found' } | { readonly kind: 'no-fair-example'; readonly reason: string };
}
