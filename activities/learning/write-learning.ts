import { type LearningRequest } from '../../contracts/activities.js';
import { learningReport } from '../../domain/learning/report.js';
import { learningText } from '../../domain/learning/report-text.js';
import { readMonths } from '../../database/monthly-returns.js';
import { readNationalShifts } from '../../database/national-shifts.js';
import { type Dependencies } from '../dependencies.js';
import { readClosedSchools } from './closed-schools.js';
import { readHubAreas } from './hub-areas.js';
import { learnedSchool } from './learned-schools.js';

/** Writes what the closed year taught; made again, it takes the place of the one before. */
export const writeLearning =
  ({ db }: Dependencies) =>
  async (request: LearningRequest): Promise<void> => {
    const { terms, nationalShift } = request;
    const { academicYear } = terms;
    const closed = await readClosedSchools(db, academicYear);
    const months = await readMonths(db, academicYear);
    const learning = { ...request, shifts: await readNationalShifts(db, academicYear, terms) };
    const report = learningReport({
      academicYear,
      nationalShift,
      judgedUnder: {
        baseline: [...new Set(closed.flatMap(({ baselineVersion }) => baselineVersion ?? []))].sort(),
        monitoring: terms.monitoringPolicy.version,
        season: terms.season.version,
      },
      schools: closed.map((school) => learnedSchool(school, months.get(school.urn) ?? [], learning)),
      hubAreas: await readHubAreas(db, closed, months, terms),
    });
    await db('learning_report')
      .insert({
        academic_year: academicYear,
        report: JSON.stringify(report),
        text: learningText(report),
        made_at: new Date(),
      })
      .onConflict('academic_year')
      .merge();
  };
