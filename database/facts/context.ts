import { type ContextMeasure, type SchoolContext } from '../../domain/baseline/context.js';
import { type AcademicYear } from '../../domain/shared/academic-year.js';
import { type Database } from '../database.js';
import { fieldsOf, number, selected, type Columns, type FactRow } from './columns.js';

const columns: Columns<Record<ContextMeasure, number>> = {
  freeMealsPercent: number('free_meals_percent'),
  freeMealsEverSixPercent: number('free_meals_ever_six_percent'),
  educationHealthCarePlanPercent: number('education_health_care_plan_percent'),
  specialNeedsSupportPercent: number('special_needs_support_percent'),
  englishAdditionalLanguagePercent: number('english_additional_language_percent'),
  deprivationIndex: number('idaci'),
  polar4Quintile: number('polar4_quintile'),
  stabilityPercent: number('stability_percent'),
  roll: number('roll'),
};

/** A row of `school_context`, by its URN. */
export const schoolContext = (row: FactRow): readonly [string, SchoolContext] => [
  row['urn'] as string,
  fieldsOf<Record<ContextMeasure, number>>(columns, row),
];

/** Each school's newest context of these years; with `place` 2 the one of the year before that. */
export async function readContext(
  db: Database,
  { from, to, place }: { readonly from: AcademicYear; readonly to: AcademicYear; readonly place: 1 | 2 },
): Promise<readonly FactRow[]> {
  const { rows } = await db.raw<{ rows: FactRow[] }>(
    `select urn, ${selected(columns)}
    from (
      select *, row_number() over (partition by urn order by academic_year desc) as place
      from current_school_context where academic_year between ? and ?
    ) held
    where place = ? order by urn`,
    [from, to, place],
  );
  return rows;
}
