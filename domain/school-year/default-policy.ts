import { type DecisionPolicy } from './messages/input.js';

/**
 * How decisions are taken unless a campaign says otherwise; sources: docs/sources/expectation.md#set-together-with-schools, ADR 0041. A
 * school has four school weeks to answer and is reminded after two.
 */
export const defaultDecisionPolicy: DecisionPolicy = {
  version: 'decisions-2025-3',
  overrideWithoutSecondPersonPoints: 0.5,
  reviewDays: 28,
  schoolWindowDays: 20,
  schoolReminderDays: 10,
  challengeDays: 14,
  referralDays: 28,
  isTestAndLearn: true,
  supportEscalation: { overdueDays: 28, waitingDays: 56 },
  shockRequestDays: 14,
  missingReturnDays: 28,
};
