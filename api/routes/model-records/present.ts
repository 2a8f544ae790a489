import { type z } from 'zod';
import { whyHeld } from '../../../domain/model-record/standing.js';
import { type RecordDocument } from '../../../domain/model-record/document.js';
import {
  type FairnessAcceptanceRow,
  type FairnessProposalRow,
  type ModelRecordRow,
} from '../../../database/model-records.js';
import { presentStartingPoint } from './starting-point.js';
import { type documentSchema, type fairnessSchema, type recordSchema } from './schema.js';

/** A stored document is what the schema says; only that it may not be changed is lost. */
export const presentDocument = (document: RecordDocument): z.output<typeof documentSchema> =>
  document as unknown as z.output<typeof documentSchema>;

export function presentRecord(
  row: ModelRecordRow,
  proposals: readonly FairnessProposalRow[],
  acceptance: FairnessAcceptanceRow | undefined,
): z.output<typeof recordSchema> {
  return {
    recordId: row.id,
    academicYear: row.academic_year,
    createdAt: row.created_at.toISOString(),
    codeVersion: row.code_version,
    missing: [...row.missing],
    isWithinBounds: row.is_within_bounds,
    repeatsLesson: row.repeats_lesson,
    startsFrom: presentStartingPoint(row.record.academicYear, row.record.lessons),
    held: [...whyHeld(row.record, acceptance !== undefined)],
    proposals: proposals.map(({ proposed_by: by, reason, proposed_at: at }) => ({ by, reason, at: at.toISOString() })),
    ...(acceptance && {
      acceptance: {
        proposedBy: acceptance.proposed_by,
        by: acceptance.accepted_by,
        reason: acceptance.reason,
        at: acceptance.accepted_at.toISOString(),
      },
    }),
    card: presentDocument(row.card),
  };
}

export function presentFairness({ id, record }: ModelRecordRow): z.output<typeof fairnessSchema> {
  const { bounds, years, breaches } = record.fairness;
  return {
    recordId: id,
    boundsVersion: bounds.version,
    notes: record.judgements.map(({ note }) => note),
    years: years.map(({ judgedYear, schools, groups }) => ({
      judgedYear,
      schools,
      groups: groups.map(({ dimension, group, title, schools: count, measures, isJudged }) => ({
        dimension,
        group,
        title,
        schools: count,
        ...(measures && { measures }),
        isJudged,
      })),
    })),
    breaches: breaches.map((breach) => ({ ...breach })),
  };
}
