import { type RecordEffect } from '../process/change.js';
import { type DateWindow } from '../shared/dates.js';
import { type CarriedSupport } from '../support/messages.js';
import { type Pathway } from '../support/milestones.js';
import { type Correction, type SchoolYearView } from './state.js';

/** Work to be done because the state changed; carried out in order, each at least once. */
export type OwnEffect = DraftEffect | ReissueEffect | StartSupportEffect | SignalSupportEffect;
export type Effect = OwnEffect | RecordEffect<SchoolYearView>;

export interface DraftEffect {
  readonly do: 'draft';
  readonly request: {
    readonly reportVersion: number;
    readonly corrections: readonly Correction[];
    /** The recall that requested this draft. */
    readonly recallId?: string;
  };
}

/** Writes the report again with the agreed floor, and with exactly the examples that agree to be named. */
export interface ReissueEffect {
  readonly do: 'reissue';
  readonly request: {
    readonly reportVersion: number;
    readonly corrections: readonly Correction[];
    /** Missing where the drafted floor applies. */
    readonly agreed?: { readonly attendancePercent: number; readonly setBy: 'override' | 'school' };
    readonly reason: string;
    readonly isIssued: boolean;
  };
}

export interface StartSupportEffect {
  readonly do: 'startSupport';
  readonly pathway: Pathway;
  readonly ground: string;
  /** Percentage points by which the year to date was short; hubs give places by need. */
  readonly shortfallPoints: number;
  /** The newest version of an earlier support that was withdrawn. */
  readonly afterVersion?: number;
  /** The days that exemptions set aside when the support starts. */
  readonly daysSetAside: readonly DateWindow[];
  /** Only where the support began in an earlier year. */
  readonly carried?: Pick<CarriedSupport, 'milestones' | 'hubId'>;
}

export interface SignalSupportEffect {
  readonly do: 'signalSupport';
  readonly news:
    | { readonly kind: 'daysSetAsideChanged'; readonly windows: readonly DateWindow[] }
    | { readonly kind: 'referralWithdrawn' }
    | { readonly kind: 'schoolClosed' }
    | { readonly kind: 'yearEnded' };
}
