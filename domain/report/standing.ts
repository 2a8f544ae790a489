import { type StepFacts } from './facts.js';

/**
 * Said in every report: the uses that are excluded. Sources: docs/sources/expectation.md#support-and-not-accountability,
 * docs/sources/inspection-and-publication.md#ofsted-press-and-public.
 */
export const notComparedOn: readonly string[] = [
  'Schools of another phase, or with another way of admitting pupils.',
  'Schools where most pupils of the area go to another kind of school.',
  'Inspection results, tests and exams.',
  'Money that schools get.',
  'Anything about one pupil or one family.',
  'A single month, or part of a year.',
];

export interface AnswerDays {
  readonly schoolWindowDays: number;
  readonly schoolReminderDays: number;
  readonly challengeDays: number;
}

/** What happens next and when; days are counted from the day the report is sent, and paused while a figure is looked into. */
export function stepsOf(days: AnswerDays): readonly StepFacts[] {
  const ofTheSchool = (count: number): string => `${count} school ${count === 1 ? 'day' : 'days'}`;
  const window = ofTheSchool(days.schoolWindowDays);
  return [
    {
      what: 'You read this report. You may agree, challenge a figure, or propose a higher expectation.',
      when: `Within ${window} of the day it was sent to you. Weekends and holidays do not count.`,
    },
    {
      what: 'You get a reminder if you have not answered.',
      when: `After ${ofTheSchool(days.schoolReminderDays)}.`,
    },
    {
      what: 'If you challenge a figure, a person looks into it and tells you why it stands or changes.',
      when: `Within ${days.challengeDays} days. Your own days stand still until then.`,
    },
    {
      what: 'If you do not answer, the report is issued as it is, and it says so.',
      when: `When the ${window} are over.`,
    },
    {
      what: 'Each month’s figures are set beside the path for that time of the year.',
      when: 'Every month, from your first return.',
    },
    {
      what: 'The year is looked at as a whole. Local events that you told us about are left out of it.',
      when: 'After the last month of the summer term.',
    },
  ];
}
