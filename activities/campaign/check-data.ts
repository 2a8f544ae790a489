import { type Dependencies } from '../dependencies.js';
import { shiftYear, yearInWords, type AcademicYear } from '../../domain/shared/academic-year.js';

/** Whether the imported files can carry a campaign; each problem says what to import. */
export const checkData =
  ({ db }: Dependencies) =>
  async (academicYear: AcademicYear): Promise<{ readonly problems: readonly string[] }> => {
    const lastYear = shiftYear(academicYear, -1);
    const yearBefore = shiftYear(academicYear, -2);
    const [schools, last, before, national, hubs] = await Promise.all([
      db('establishment').first<object | undefined>('urn'),
      db('school_absence').where({ academic_year: lastYear }).first<object | undefined>('urn'),
      db('school_absence').where({ academic_year: yearBefore }).first<object | undefined>('urn'),
      db('area_absence').where({ academic_year: lastYear, level: 'national' }).first<object | undefined>('phase'),
      db('hub').first<object | undefined>('hub_id'),
    ]);
    return {
      problems: [
        ...(schools ? [] : ['No establishment register has been imported.']),
        ...(last ? [] : [`No school-level absence for ${yearInWords(lastYear)} has been imported.`]),
        ...(before
          ? []
          : [
              `No school-level absence for ${yearInWords(yearBefore)} has been imported, so the model cannot be fitted.`,
            ]),
        ...(national ? [] : [`No national absence for ${yearInWords(lastYear)} has been imported.`]),
        ...(hubs ? [] : ['No hubs have been imported, so support could not be placed.']),
      ],
    };
  };
