import { type LearningRequest } from '../../contracts/activities.js';
import { learningReport } from '../../domain/learning/report.js';
import { learningText } from '../../domain/learning/report-text.js';
import { readMonths } from '../../database/monthly-returns/months.js';
import { readNationalShifts } from '../../database/facts/national-shifts.js';
import { readClosedSchools } from '../../database/learning/closed-schools.js';
import { writeLearningReport } from '../../database/learning/learning.js';
import { type Dependencies } from '../dependencies.js';
import { readHubAreas } from './hub-areas.js';
import { learnedSchool } from './learned-schools.js';

/** Writes the learning report of a closed year; a later one replaces it. */
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
    await writeLearningReport(db, report, learningText(report));
  };
