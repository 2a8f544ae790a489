import { type Knex } from 'knex';
import { type MonthFigures } from '../../domain/monitoring/month-figures.js';

/** Rows of a batch of monthly returns of 2024/25, as an import would have stored them. */
export const seedMonths = (db: Knex, batchId: number, urn: string, months: readonly MonthFigures[]): Promise<unknown> =>
  db('monthly_return').insert(
    months.map((figures, index) => ({
      academic_year: '202425',
      urn,
      month: figures.month,
      possible_sessions: figures.possibleSessions,
      authorised_absence_sessions: figures.authorisedAbsenceSessions,
      unauthorised_absence_sessions: figures.unauthorisedAbsenceSessions,
      enrolments: figures.enrolments,
      persistently_absent_enrolments: figures.persistentlyAbsentEnrolments,
      severely_absent_enrolments: figures.severelyAbsentEnrolments,
      as_of: figures.asOf,
      batch_id: batchId,
      line: index + 2,
    })),
  );
