import { isWithinBounds } from '../fairness/check-fairness.js';
import { emptyFields } from './document.js';
import { type ModelRecord } from './model-record.js';
import { missingFromPublication } from './publication.js';
import { transparencyRecord } from './transparency-record.js';

/** What a record lacks before a report may be issued under it; nothing when it is complete. Source: dossier §9 row 7. */
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
}

export const standingOf = (record: ModelRecord): RecordStanding => ({
  missing: missingFromRecord(record),
  isWithinBounds: record.metrics.length > 0 && isWithinBounds(record.fairness),
});

/** Why nothing goes to review under this record, each with what to do; nothing when it may. `isAccepted`: two people have accepted broken bounds. */
export function whyHeld(record: ModelRecord, isAccepted: boolean): readonly string[] {
  const missing = missingFromRecord(record);
  const broken = isAccepted ? [] : record.fairness.breaches.filter(({ severity }) => severity === 'blocks');
  return [
    ...(missing.length === 0
      ? []
      : [
          `The model record is not complete, and no report is issued without one. Missing: ${missing.join('; ')}. Add them as docs/model-record.md says, and start the campaign again.`,
        ]),
    ...broken.map(({ sentence }) => `A fairness bound is broken. ${sentence}`),
    ...(broken.length === 0
      ? []
      : [
          'Nothing goes to review. Mend the model or the data and start the campaign again, or let two people accept it on the record; docs/fairness.md says how.',
        ]),
  ];
}
