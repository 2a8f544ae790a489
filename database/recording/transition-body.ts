import { type Notice, type TransitionRecord } from '../../domain/process/transition-record.js';

/** What a row of the audit log holds of a transition next to its columns. */
export interface TransitionBody {
  readonly view: unknown;
  readonly notices: readonly Notice[];
  readonly reason?: string;
  /** The body of the decision, as the person sent it. */
  readonly said?: unknown;
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
  ...(cause.said !== undefined && { said: cause.said }),
  ...(publishes !== undefined && { publishes }),
  ...(isWithdrawn && { isWithdrawn }),
});
