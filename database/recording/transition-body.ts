import { type Notice, type TransitionRecord } from '../../domain/process/transition-record.js';

/** What a row of the audit log holds of a transition next to its columns. */
export interface TransitionBody {
  readonly view: unknown;
  readonly notices: readonly Notice[];
  readonly reason?: string;
  readonly publishes?: number;
  readonly isWithdrawn?: true;
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
