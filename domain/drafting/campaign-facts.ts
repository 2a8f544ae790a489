import { type ContextSource, type SchoolContext } from '../baseline/context.js';
import { type Source } from '../shared/source.js';
import { type Establishment, type EstablishmentLink } from '../scope/types.js';
import { type AcademicYear } from '../shared/academic-year.js';
import { type AbsencePhase } from '../shared/phase.js';
import { type FigureMark } from '../shared/published-figure.js';
import { type AreaPrior } from '../similar/area-selectivity.js';

/** A register row with what a report shows of it. */
export interface RegisteredSchool extends Establishment {
  readonly laName: string;
  readonly source: Source;
}

/** One row of the school-level absence file. Rates in per cent; `marks` are the columns that hold no number. */
export interface AbsenceRow {
  readonly academicYear: AcademicYear;
  readonly urn: string;
  readonly phase: AbsencePhase;
  readonly laCode?: string;
  /** Seven digits: authority, then establishment. */
  readonly laestab?: string;
  readonly enrolments?: number;
  readonly possibleSessions?: number;
  readonly absenceSessions?: number;
  readonly absencePercent?: number;
  /** As the file has it, where an upheld challenge of an earlier campaign gives another value. */
  readonly publishedAbsencePercent?: number;
  readonly authorisedPercent?: number;
  readonly unauthorisedPercent?: number;
  readonly persistentAbsencePercent?: number;
  readonly severeAbsencePercent?: number;
  /** Cells without a number, by the field that would hold it. */
  readonly marks: Readonly<Partial<Record<string, { readonly kind: FigureMark; readonly raw: string }>>>;
  readonly source: Source;
}

/** A national or local-authority rate as published, in per cent. */
export interface AreaRate {
  readonly academicYear: AcademicYear;
  readonly level: 'national' | 'local-authority';
  readonly laCode?: string;
  readonly laName?: string;
  readonly phase: AbsencePhase;
  readonly absencePercent: number;
  readonly possibleSessions?: number;
  readonly absenceSessions?: number;
  readonly source?: Source;
}

/** Monthly returns of one school for last year, summed: sessions of `months` different months. */
export interface ReturnedYear {
  readonly urn: string;
  readonly months: number;
  readonly possibleSessions: number;
  readonly absenceSessions: number;
}

/** The last year-to-date snapshot of last year's fortnightly release, of one area and phase. */
export interface YearToDateRate {
  readonly level: 'national' | 'local-authority';
  readonly laCode?: string;
  readonly phase: AbsencePhase;
  readonly possibleSessions: number;
  readonly absenceSessions: number;
}

/** A value that an upheld challenge of an earlier campaign gave a school's year of data. Absence in per cent. */
export interface HeldCorrection {
  readonly urn: string;
  readonly academicYear: AcademicYear;
  readonly absencePercent: number;
}

/** Other imported figures of the same schools and years, for the gates to compare with. Nothing is drafted from it. */
export interface SecondSources {
  /** The register of the batch before: the type and place of each school. */
  readonly schoolsBefore: readonly Establishment[];
  /** Rows that a newer batch has replaced, the newest of each school and year: what a restatement changed. */
  readonly replacedAbsence: readonly AbsenceRow[];
  readonly returns: readonly ReturnedYear[];
  readonly yearToDate: readonly YearToDateRate[];
  /** Context of an earlier year than the one in use. */
  readonly contextBefore: ReadonlyMap<string, SchoolContext>;
}

/** Everything imported that a campaign's drafts are made from. */
export interface CampaignFacts {
  readonly targetYear: AcademicYear;
  readonly schools: readonly RegisteredSchool[];
  readonly links: readonly EstablishmentLink[];
  readonly absence: readonly AbsenceRow[];
  readonly areas: readonly AreaRate[];
  readonly contextSource: ContextSource;
  readonly context: ReadonlyMap<string, SchoolContext>;
  /** Values of upheld challenges of earlier campaigns. */
  readonly heldCorrections?: readonly HeldCorrection[];
  /** Other imported figures of the same schools and years; nothing is drafted from them. */
  readonly secondSources?: SecondSources;
  /** Selectivity of areas known from elsewhere; none for an invented country. */
  readonly areaPrior?: AreaPrior;
}
