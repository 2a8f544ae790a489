import { type Notice, type TransitionRecord } from '../../domain/process/transition-record.js';

/** What a row of the audit log holds of a transition beside its columns. */
export interface TransitionBody {
  readonly view: unknown;
  readonly notices: readonly Notice[];
  readonly reason?: string;
  readonly publishes?: number;
  readonly isWithdrawn?: true;
  /** The report version that was live before; null for none. Only where the transition changes it. */
  readonly liveBefore?: number | null;
  readonly supersedes?: { readonly versions: readonly number[]; readonly told: readonly Notice[] };
}

export const bodyOf = <View>({
  view,
  notices,
  cause,
  publishes,
  isWithdrawn,
}: Pick<TransitionRecord<View>, 'view' | 'notices' | 'cause' | 'publishes' | 'isWithdrawn'>): TransitionBody => ({
  view,
  notices,
  ...(cause.reason !== undefined && { reason: cause.reason }),
  ...(publishes !== undefined && { publishes }),
  ...(isWithdrawn && { isWithdrawn }),
});
