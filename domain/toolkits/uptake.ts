/** What a school may do with practice that its report offered, in order. */
export const toolkitSteps = ['opened', 'adopted', 'reviewed'] as const;
export type ToolkitStep = (typeof toolkitSteps)[number];

export interface Uptake {
  /** When the school first had a report in hand that offers it; missing where none does. */
  readonly offeredAt?: Date;
  readonly taken: readonly ToolkitStep[];
}

export type UptakeRefusal = 'not-offered' | 'out-of-order' | 'note-missing';

/** Why a step cannot be recorded, or nothing. A step that is recorded already is never refused: it changes nothing. */
export function uptakeRefusal(
  { offeredAt, taken }: Uptake,
  step: ToolkitStep,
  note: string,
): UptakeRefusal | undefined {
  if (taken.includes(step)) return undefined;
  if (!offeredAt) return 'not-offered';
  const before = toolkitSteps[toolkitSteps.indexOf(step) - 1];
  if (before && !taken.includes(before)) return 'out-of-order';
  return step === 'reviewed' && note.trim() === '' ? 'note-missing' : undefined;
}
