import { type AcademicYear } from '../domain/shared/academic-year.js';
import { type HubView } from '../domain/hubs/view.js';
import { type SupportView } from '../domain/support/support-view.js';
import { type Correction, type SchoolYearView } from '../domain/school-year/state.js';
import { type AreaEventInput } from '../domain/monitoring/area-event-messages.js';
import { type CampaignInput } from '../domain/campaign/messages.js';
import { type CampaignView } from '../domain/campaign/state.js';
import { type MonthlyReturnInput, type ShiftTerms } from '../domain/school-year/messages/monthly-return.js';
import { type Drafted } from '../domain/school-year/messages/facts.js';
import { type YearTerms } from '../domain/school-year/messages/input.js';
import { type AbsencePhase } from '../domain/shared/phase.js';
import { type NamingInput } from '../domain/naming/messages.js';
import { type Pathway } from '../domain/support/pathway.js';
import { type Urn } from '../domain/shared/urn.js';
import { type SchoolCalendar } from '../domain/shared/school-calendar.js';
import { type RecallView } from '../domain/recall/state.js';
import { type RecallInput, type RedraftCounts } from '../domain/recall/messages.js';
import { type TransitionRecord } from '../domain/process/transition-record.js';

export interface DraftRequest {
  readonly academicYear: AcademicYear;
  readonly urn: string;
  readonly reportVersion: number;
  readonly corrections: readonly Correction[];
  /** The recall that requested the draft; a draft with the same content as the version before keeps that version. */
  readonly recallId?: string;
}

/** The floor that people agreed, in per cent of attendance, and who set it. */
export interface AgreedFloor {
  readonly attendancePercent: number;
  readonly setBy: 'override' | 'school';
}

export interface ReissueRequest {
  readonly academicYear: AcademicYear;
  readonly urn: string;
  readonly reportVersion: number;
  readonly corrections: readonly Correction[];
  /** Missing where the drafted floor applies. */
  readonly agreed?: AgreedFloor;
  readonly reason: string;
  /** The report has been issued, so the new version becomes the live one. */
  readonly isIssued: boolean;
}

export interface DraftingActivities {
  /** Makes one school's draft from the fitted model, runs the gates and writes the report version. Idempotent by report version. */
  draftExpectation(request: DraftRequest): Promise<Drafted>;
  /** Writes the report again with what people agreed, and with the examples that may be named now. Idempotent by report version. */
  reissueReport(request: ReissueRequest): Promise<void>;
}

/** Each writes one transition: audit row, read model and notices. A repeat changes nothing; one that disagrees with the log fails with `recordConflict`. */
export interface RecordingActivities {
  recordSchoolYear(record: TransitionRecord<SchoolYearView>): Promise<void>;
  recordSupport(record: TransitionRecord<SupportView>): Promise<void>;
  recordHub(record: TransitionRecord<HubView>): Promise<void>;
  recordRecall(record: TransitionRecord<RecallView>): Promise<void>;
  recordCampaign(record: TransitionRecord<CampaignView>): Promise<void>;
}

export interface PlaceRequest {
  readonly academicYear: AcademicYear;
  readonly calendar: SchoolCalendar;
  /** The month that the referral rests on, `yyyy-mm`. */
  readonly ground: string;
}

/** `waiting`: the year's rounds have ended. */
export type PlaceAnswer =
  | { readonly kind: 'in-next-round' }
  | { readonly kind: 'waiting'; readonly reasonCode: 'year-over'; readonly why: readonly string[] };

/** A place that no round has given: one of the year before, or one that an adviser has arranged. */
export interface KeptPlace {
  readonly academicYear: AcademicYear;
  readonly calendar: SchoolCalendar;
  readonly hubId: string;
  readonly urn: Urn;
  readonly pathway: Pathway;
}

export interface SupportActivities {
  /** Signals this year's hub that the school has a place; false where the hub is in the list no longer, or its year is over. */
  keepPlace(place: KeptPlace): Promise<boolean>;
  /** Requests a place for the school; the first request of the year starts the rounds. */
  requestPlace(request: PlaceRequest): Promise<PlaceAnswer>;
}

export interface RoundRequest {
  readonly academicYear: AcademicYear;
  readonly calendar: SchoolCalendar;
  /** `yyyy-mm-dd`: hubs are matched on the later of this and today. */
  readonly on: string;
}

export interface RoundOutcome {
  readonly placed: number;
  readonly waiting: number;
}

export interface PlaceActivities {
  /** Gives the free places to all waiting schools at once and signals hubs and schools; ends when all are signalled. */
  assignRound(request: RoundRequest): Promise<RoundOutcome>;
}

export interface PageRequest {
  readonly academicYear: AcademicYear;
  readonly afterUrn: string;
  readonly size: number;
}

export interface PageOutcome {
  readonly count: number;
  readonly lastUrn: string;
  readonly isLast: boolean;
}

export interface DraftsPrepared {
  /** Id of the model's record; drafts and reports carry it. */
  readonly modelVersion: string;
  readonly toStart: number;
  readonly outOfScope: number;
  /** Why nothing may go to review under this model, in words. */
  readonly problems?: readonly string[];
}

export interface CampaignActivities {
  /** Whether the imported files can carry a campaign of this year; problems in words, none when they can. */
  checkData(academicYear: AcademicYear): Promise<{ readonly problems: readonly string[] }>;
  /** Fits the model and stores its record, decides every school's scope and prepares every draft. */
  prepareDrafts(input: CampaignInput): Promise<DraftsPrepared>;
  startPage(input: CampaignInput, page: PageRequest): Promise<PageOutcome>;
  endPage(shifts: Readonly<Record<AbsencePhase, number>>, page: PageRequest): Promise<PageOutcome>;
  /** Ends the year of every hub, once no school needs it any longer. */
  endHubs(academicYear: AcademicYear): Promise<void>;
  /** Exports the histories of closed school-years that are not archived yet. `open`: school-years still running. */
  archiveClosed(academicYear: AcademicYear): Promise<{ readonly archived: number; readonly open: number }>;
}

export interface AreaActivities {
  /** Signals every school that the event covers, each once, and stores the event. Returns how many were signalled. */
  signalArea(input: AreaEventInput): Promise<number>;
}

export interface LearningRequest {
  readonly terms: YearTerms;
  /** This year's national absence of each phase less last year's, as given when the year was closed. */
  readonly nationalShift: Readonly<Record<AbsencePhase, number>>;
}

export interface LearningActivities {
  /** Writes the lessons of a closed year. */
  writeLearning(request: LearningRequest): Promise<void>;
}

export interface ImportedReturn {
  readonly outcome: 'imported' | 'unchanged' | 'refused';
  readonly batchId?: number;
  readonly rows: number;
  readonly errors: number;
}

export interface MonthlyReturnActivities {
  importReturn(input: MonthlyReturnInput): Promise<ImportedReturn>;
  /** Signals every school of the batch, each once, its month and the national shift to date. A retry continues where it stopped. */
  signalSchools(academicYear: AcademicYear, batchId: number, terms?: ShiftTerms): Promise<number>;
}

export interface NamingActivities {
  /** Signals every school-year whose newest report names a school that does not agree, or leaves out one that does. Returns how many were signalled. */
  signalReports(input: NamingInput): Promise<number>;
}

export interface RecallActivities {
  /** Stores which school-years the recall affects and returns their number. */
  findTouched(input: RecallInput): Promise<number>;
  /** Signals every affected school-year. A retry continues where it stopped. */
  signalRecall(input: RecallInput, kind: 'suspended' | 'recalled' | 'resumed'): Promise<void>;
  prepareRedrafts(input: RecallInput): Promise<void>;
  awaitRedrafts(input: RecallInput): Promise<RedraftCounts>;
  checkBeforeResuming(input: RecallInput): Promise<{ readonly problems: readonly string[] }>;
  allowReads(input: RecallInput): Promise<void>;
}

/** A run whose history is to be stored once it has closed. */
export interface ClosedRun {
  readonly academicYear: AcademicYear;
  readonly workflowId: string;
  readonly runId: string;
}

export interface ArchivingActivities {
  /** Waits until the run has closed, then stores its history. Idempotent. */
  archiveRun(run: ClosedRun): Promise<void>;
}
