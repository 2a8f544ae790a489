import { type SchoolContext } from '../../baseline/context.js';
import { type Establishment } from '../../scope/types.js';
import { type AcademicYear } from '../../shared/academic-year.js';
import { type AbsencePhase } from '../../shared/phase.js';
import {
  type AbsenceFact,
  type GateDescription,
  type GateFinding,
  type GateOwner,
  type GateSeverity,
} from '../types.js';
import { type CampaignGatePolicy } from './policy.js';

/** A row with its line, because errors in a spreadsheet follow the order of the file. */
export interface FiledRow extends AbsenceFact {
  readonly line: number;
}

/** A published rate of the nation or of one authority, absence in per cent of the year's possible sessions. */
export interface FiledArea {
  readonly academicYear: AcademicYear;
  readonly level: 'national' | 'local-authority';
  readonly laCode?: string;
  readonly phase: AbsencePhase;
  readonly absencePercent: number;
  readonly possibleSessions?: number;
  readonly absenceSessions?: number;
}

/** Everything imported for one campaign that the checks of whole files use. */
export interface CampaignGateInput {
  readonly targetYear: AcademicYear;
  readonly register: readonly Establishment[];
  /** Schools that the register's newest extract leaves out, though an earlier one has them. */
  readonly leftOut: number;
  readonly rows: readonly FiledRow[];
  readonly areas: readonly FiledArea[];
  readonly context: ReadonlyMap<string, SchoolContext>;
  readonly contextBefore: ReadonlyMap<string, SchoolContext>;
  /** National absence in per cent by the end of last year's fortnightly release. */
  readonly yearToDate: Readonly<Partial<Record<AbsencePhase, number>>>;
}

/** `schools` are those that the finding holds; without it, the campaign as a whole. */
export interface CampaignFinding<Name extends string = string> extends GateFinding<Name> {
  readonly schools?: readonly string[];
}

export interface Found {
  readonly reason: string;
  readonly schools?: readonly string[];
}

/** One named check of whole files. */
export interface CampaignGate<Name extends string = string> extends GateDescription<CampaignGatePolicy> {
  readonly name: Name;
  readonly severity: GateSeverity;
  readonly owner: GateOwner;
  readonly remedy: string;
  readonly find: (files: CampaignFiles, policy: CampaignGatePolicy) => readonly Found[];
}

/** Keeps the name as a literal type, from which `GateName` is derived. */
export const defineCampaignGate = <const Name extends string>(gate: CampaignGate<Name>): CampaignGate<Name> => gate;

/** A share in the words of docs/gates.md. */
export const inPercent = (share: number): string => `${Math.round(100 * share)}%`;

/** One school's rows of last year and of the year before, under its own URN and in one phase. */
export interface YearPair {
  readonly now: FiledRow;
  readonly before: FiledRow;
}

/** The input with what several gates need of it. */
export interface CampaignFiles extends CampaignGateInput {
  readonly lastYear: AcademicYear;
  readonly yearBefore: AcademicYear;
  readonly lastRows: readonly FiledRow[];
  readonly beforeRows: readonly FiledRow[];
  readonly pairs: readonly YearPair[];
}
