import { type DateWindow } from '../shared/dates.js';
import { type SchoolCalendar } from '../shared/school-calendar.js';
import { shockRefusal, windowsOf, type DaysSetAside, type ShockKind } from './exemption.js';
import { type MonitoringPolicy } from './policy.js';

/** What a school asks to have set aside, and what became of it. */
export interface ShockRequest extends DateWindow {
  readonly id: string;
  readonly kind: ShockKind;
  readonly evidence: string;
  readonly requestedBy: string;
  readonly requestedAtMilliseconds: number;
  /** Missing while nobody has answered. */
  readonly answer?: ShockAnswer;
}

export interface ShockAnswer {
  readonly isGranted: boolean;
  readonly by: string;
  readonly reason?: string;
}

export interface ShocksHeld {
  readonly requests: readonly ShockRequest[];
  readonly shocks: readonly DaysSetAside[];
  readonly calendar: SchoolCalendar;
  readonly policy: MonitoringPolicy;
}

/** The request that nobody has answered; there is one at most. */
export const waitingRequest = (requests: readonly ShockRequest[] = []): ShockRequest | undefined =>
  requests.find(({ answer }) => answer === undefined);

/**
 * Why a school cannot ask for these days, in words for it, or undefined. A request holds proposals of support
 * (docs/sources/local-shocks.md#effects), so
 * one waits at a time, and days that were refused are not asked for again.
 */
export function requestRefusal(
  asked: DateWindow & { readonly kind: string },
  { requests, shocks, calendar, policy }: ShocksHeld,
): string | undefined {
  const unfit = shockRefusal(asked, calendar, policy);
  if (unfit !== undefined) return unfit;
  if (waitingRequest(requests)) return 'Your earlier request still waits for its answer; ask again when you have it.';
  if (windowsOf(shocks).some((window) => covers(window, asked))) return 'These days are set aside already.';
  return requests.some((earlier) => earlier.answer?.isGranted === false && covers(earlier, asked))
    ? 'These days were asked for before, and were not set aside. If there is new evidence, give it to your hub manager, who can set them aside.'
    : undefined;
}

const covers = (outer: DateWindow, inner: DateWindow): boolean => outer.from <= inner.from && inner.to <= outer.to;
