import { expect, it } from 'vitest';
import { yearTerms } from '../../../../academic-years/year-terms.js';
import { namingQuestion } from '../../../../domain/naming/question.js';
import { defaultNamingPolicy } from '../../../../domain/naming/policy.js';
import { instantOf } from '../../../../domain/shared/school-calendar.js';

const { calendar } = yearTerms('202526');
const day = calendar.dayMilliseconds;

it('a yes to the naming question counts for fifteen school days, and the notice gives the last date', () => {
  const milliseconds = defaultNamingPolicy.windowSchoolDays * day;
  const { answerBy, about } = namingQuestion({ milliseconds, calendar }, instantOf(calendar, '2025-10-13') + day / 2);
  expect(answerBy).toBe(instantOf(calendar, '2025-11-11'));
  expect(about).toBe(
    'May we name your school as an example in reports of similar schools? If you do not answer by Monday 10 November 2025 (15 school days), we will not name it.',
  );
});
