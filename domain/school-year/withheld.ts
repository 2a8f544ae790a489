import { type Notice } from '../process/transition-record.js';

/** The reason that an analyst adds to a draft by withholding it; no gate has this name. */
export const withheldByAnalyst = 'withheld-by-analyst';

/** The same words whatever the reason, which is the analysts' own. */
export const withheldNotices: readonly Notice[] = [
  {
    to: 'school',
    about:
      'We are not setting an attendance expectation for your school this year. You do not need to do anything. This says nothing about how your school is doing.',
  },
  { to: 'responsible-body', about: 'No attendance expectation is set for one of your schools this year.' },
];
