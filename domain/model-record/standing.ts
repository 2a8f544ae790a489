import { isWithinBounds } from '../fairness/check-fairness.js';
import { yearInWords } from '../shared/academic-year.js';
import { emptyFields } from './document.js';
import { type ModelRecord } from './model-record.js';
import { missingFromPublication } from './publication.js';
import { repeatedLessons } from './starting-point.js';
import { transparencyRecord } from './transparency-record.js';

/**
 * What a record lacks before a report may be issued under it; nothing when it is complete. Source:
 * docs/sources/inspection-and-publication.md#algorithmic-transparency.
 */
export function missingFromRecord(record: ModelRecord): readonly string[] {
  return [
    ...missingFromPublication(record.publication),
    ...(record.batches.length === 0 ? ['the files that the model was made from'] : []),
    ...(record.metrics.length === 0 ? ['a year that the model was tried on'] : []),
    ...emptyFields(transparencyRecord(record)).map((name) => `transparency record, field ${name}`),
  ];
}

export interface RecordStanding {
  readonly missing: readonly string[];
  readonly isWithinBounds: boolean;
  /** Whether the year would repeat what the year before taught. */
  readonly repeatsLesson: boolean;
}

export const standingOf = (record: ModelRecord): RecordStanding => ({
  missing: missingFromRecord(record),
  isWithinBounds: record.metrics.length > 0 && isWithinBounds(record.fairness),
  repeatsLesson: repeatedLessons(record.lessons).length > 0,
});

/**
 * Why nothing goes to review under this record, each with what to do; nothing when it may. `isAccepted`: two people have accepted the
 * record although it breaks bounds or repeats lessons.
 */
export function whyHeld(record: ModelRecord, isAccepted: boolean): readonly string[] {
  const missing = missingFromRecord(record);
  const faults = isAccepted ? [] : [...brokenBounds(record), ...unheededLessons(record)];
  return [
    ...(missing.length === 0
      ? []
      : [
          `The model record is incomplete, and no report can be issued without it. Missing: ${missing.join('; ')}. Add them as docs/model-record.md says, and start the campaign again.`,
        ]),
    ...faults,
    ...(faults.length === 0
      ? []
      : [
          'No draft goes to review. Fix the model or the data and start the campaign again, or have two people accept the record as it is: docs/fairness.md says how.',
        ]),
  ];
}

const brokenBounds = ({ fairness }: ModelRecord): readonly string[] =>
  fairness.breaches
    .filter(({ severity }) => severity === 'blocks')
    .map(({ sentence }) => `A fairness bound is broken. ${sentence}`);

const unheededLessons = ({ lessons }: ModelRecord): readonly string[] =>
  repeatedLessons(lessons).map(
    ({ sentence }) =>
      `This campaign would repeat what went wrong in ${lessons ? yearInWords(lessons.academicYear) : ''}. ${sentence} The rules behind it have not changed.`,
  );
