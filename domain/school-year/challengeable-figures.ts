import { refuse } from '../process/checks.js';
import { type Refusal } from '../process/command.js';

/** Figures of the report that a school may challenge. */
export const challengeableFigures = ['last-year-absence', 'year-before-absence', 'enrolments'] as const;
export type ChallengeableFigure = (typeof challengeableFigures)[number];

export const isChallengeable = (figure: unknown): figure is ChallengeableFigure =>
  (challengeableFigures as readonly unknown[]).includes(figure);

export const notEnrolments = (value: unknown): Refusal | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0
    ? undefined
    : refuse('OutOfRange', 'The number of enrolments must be a whole number.');
