import { type TransitionRecord } from '../../contracts/transition-record.js';
import { type Pathway } from '../support/milestones.js';
import { type Correction, type SchoolYearView } from './state.js';

/** Work the outside world must do because the state changed; carried out in order, each at least once. */
export type Effect = DraftEffect | RecordEffect | StartSupportEffect | TellSupportEffect;

export interface DraftEffect {
  readonly do: 'draft';
  readonly reportVersion: number;
  readonly corrections: readonly Correction[];
}

export interface RecordEffect {
  readonly do: 'record';
  readonly record: TransitionRecord<SchoolYearView>;
}

export interface StartSupportEffect {
  readonly do: 'startSupport';
  readonly pathway: Pathway;
  readonly ground: string;
  /** Percentage points by which the year to date was short; hubs give places by need. */
  readonly shortfallPoints: number;
}

export interface TellSupportEffect {
  readonly do: 'tellSupport';
  readonly news: { readonly kind: 'shockOpened'; readonly days: number } | { readonly kind: 'yearEnded' };
}
