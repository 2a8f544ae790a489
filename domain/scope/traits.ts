import { type Establishment } from './types.js';

/**
 * Whether a school selects its pupils by ability; undefined when the register does not say. Where it writes "not applicable"
 * there is no selection, and no state primary selects, whatever its cell says. Source: docs/sources/data-formats.md#register.
 */
export function isSelective({
  admissionsPolicy,
  phase,
}: Pick<Establishment, 'admissionsPolicy' | 'phase'>): boolean | undefined {
  if (admissionsPolicy === 'selective') return true;
  if (phase === 'primary' || phase === 'middle-deemed-primary') return false;
  return admissionsPolicy === 'unknown' ? undefined : false;
}

// 2021 classes: UN1, UF1 urban; RLN1, RLF1, RSN1, RSF1 rural. 2011 classes: A1, B1, C1, C2 urban; D1 to F2 rural.
const ruralCode = /^(R|[D-F][12])/;

/** By the register's `UrbanRural (code)`; a school whose code is missing counts as urban, the stricter travel cap. */
export const isRural = ({ urbanRural }: Pick<Establishment, 'urbanRural'>): boolean => ruralCode.test(urbanRural ?? '');
