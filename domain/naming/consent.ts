import { type Refusal } from '../process/command.js';
import { refuse } from '../process/checks.js';

/** One school's answer about being named as an example in this year's reports. */
export interface Consent {
  readonly version: number;
  /** Milliseconds; an answer that comes later does not count. */
  readonly answerBy: number;
  readonly answer?: NamingAnswer;
}

export type NamingAnswer = 'agreed' | 'declined';

export const namingDecisionKinds = ['agreeToBeNamed', 'declineToBeNamed'] as const;
export type NamingDecisionKind = (typeof namingDecisionKinds)[number];

export const answerOf: Readonly<Record<NamingDecisionKind, NamingAnswer>> = {
  agreeToBeNamed: 'agreed',
  declineToBeNamed: 'declined',
};

/** Only a school that has said yes is named; silence counts as no. */
export const mayBeNamed = (consent: Pick<Consent, 'answer'> | undefined): boolean => consent?.answer === 'agreed';

/** The stage of a consent, for people. */
export const namingStage = (
  { answer, answerBy }: Consent,
  now: number,
): 'asked' | 'agreed' | 'declined' | 'no-answer' => answer ?? (now < answerBy ? 'asked' : 'no-answer');

interface NamingCommand {
  readonly kind: NamingDecisionKind;
  readonly expectedVersion: number;
}

/**
 * Why an answer is refused, or undefined. A school may say no, or take back its yes, at any time. It may say yes while the window is open,
 * and once agreed may say yes again with another contact.
 */
export function namingRefusal(
  consent: Consent,
  { kind, expectedVersion }: NamingCommand,
  now: number,
): Refusal | undefined {
  if (expectedVersion !== consent.version)
    return refuse('StaleVersion', 'The answer has changed since you read it. Read it again, then decide.');
  if (kind === 'agreeToBeNamed' && !mayBeNamed(consent) && now >= consent.answerBy)
    return refuse(
      'WrongStage',
      'The time to answer has passed, so your school is not named this year. We will ask you again next year.',
    );
  return undefined;
}
