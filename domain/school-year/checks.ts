import { type Refusal, type RefusalCode } from '../../contracts/command.js';

export const refuse = (code: RefusalCode, message: string): Refusal => ({ code, message });

/** Commands may come from a plain command line, so a body is looked at before it is believed. */
export function textMissing(value: unknown, what: string): Refusal | undefined {
  return typeof value === 'string' && value.trim() !== '' ? undefined : refuse('ReasonMissing', `${what} is needed.`);
}

export function notPercent(value: unknown, what: string): Refusal | undefined {
  const fits = typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= 100;
  return fits ? undefined : refuse('OutOfRange', `${what} must be a number from 0 to 100.`);
}

export const firstOf = (...refusals: readonly (Refusal | undefined)[]): Refusal | undefined =>
  refusals.find((refusal) => refusal !== undefined);
