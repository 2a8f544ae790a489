import { type Command } from '../../process/command.js';

/** The school agrees the expectation. */
export type AgreeTarget = Command<'agreeTarget', { readonly note?: string }>;

/** Figures of the report that a school may challenge. */
export const challengeableFigures = ['last-year-absence', 'year-before-absence', 'enrolments'] as const;
export type ChallengeableFigure = (typeof challengeableFigures)[number];

/** The school says that a figure is wrong and what it should be; the clock of its window stops. */
export type ChallengeFigure = Command<
  'challengeFigure',
  { readonly figure: ChallengeableFigure; readonly shouldBe: number; readonly evidence: string }
>;

/** An analyst finds the challenge right; the corrected value stands beside the source value and a new draft is made. */
export type UpholdChallenge = Command<'upholdChallenge', { readonly correctedValue: number; readonly reason: string }>;

/** An analyst finds the source right; the school's window goes on. */
export type DismissChallenge = Command<'dismissChallenge', { readonly reason: string }>;

/** The school sets itself a higher floor; it becomes the agreed one and the original is kept. */
export type ProposeHigherTarget = Command<
  'proposeHigherTarget',
  { readonly floorAttendancePercent: number; readonly reason?: string }
>;

export type WithSchoolDecision =
  AgreeTarget | ChallengeFigure | UpholdChallenge | DismissChallenge | ProposeHigherTarget;
