import { type DateWindow } from '../shared/dates.js';
import { type SchoolCalendar } from '../shared/school-calendar.js';
import { shockRefusal, windowsOf, type DaysSetAside, type ShockKind } from './exemption.js';
import { type MonitoringPolicy } from './policy.js';

/** The days that a school asks to have set aside, and the outcome. */
export interface ShockRequest extends DateWindow {
  readonly id: string;
  readonly kind: ShockKind;
  readonly evidence: string;
  readonly requestedBy: string;
  readonly requestedAtMilliseconds: number;
  /** Missing until the request is answered. */
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

/** The unanswered request; there is at most one. */
export const waitingRequest = (requests: readonly ShockRequest[] = []): ShockRequest | undefined =>
  requests.find(({ answer }) => answer === undefined);

/**
 * Why a school cannot ask for these days, in words for the school, or undefined. A request holds up proposals of support
 * (docs/sources/local-shocks.md#effects), so only one waits at a time, and refused days cannot be requested again.
 */
export function requestRefusal(
  asked: DateWindow & { readonly kind: string },
  { requests, shocks, calendar, policy }: ShocksHeld,
): string | undefined {
  const unfit = shockRefusal(asked, calendar, policy);
  if (unfit !== undefined) return unfit;
  if (waitingRequest(requests))
    return 'Your earlier request has no answer yet. You can ask again when it has been answered.';
  if (windowsOf(shocks).some((window) => covers(window, asked))) return 'These days are already set aside.';
  return requests.some((earlier) => earlier.answer?.isGranted === false && covers(earlier, asked))
    ? 'You asked for these days before, and they were not set aside. If you have new evidence, give it to your hub manager, who can set them aside.'
    : undefined;
}

const covers = (outer: DateWindow, inner: DateWindow): boolean => outer.from <= inner.from && inner.to <= outer.to;
