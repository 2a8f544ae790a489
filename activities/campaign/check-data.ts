import { heartbeat } from '@temporalio/activity';
import { campaignFindings } from '../../domain/drafting/campaign-gates.js';
import { stoppingFindings } from '../../domain/gates/campaign/run-campaign-gates.js';
import { shiftYear, yearInWords, type AcademicYear } from '../../domain/shared/academic-year.js';
import { type Database } from '../../database/database.js';
import { readCampaignFacts } from '../../database/facts/campaign-facts.js';
import { importedFacts } from '../../database/facts/imported-facts.js';
import { type Dependencies } from '../dependencies.js';

/**
 * Whether the imported files can carry a campaign; each problem says what to import or to look at. Files are there first, and then
 * whole: what a gate of whole files finds ends the campaign before a model is fitted, unless it names the schools that it holds.
 */
export const checkData =
  ({ db }: Dependencies) =>
  async (academicYear: AcademicYear): Promise<{ readonly problems: readonly string[] }> => {
    const missing = await missingFiles(db, academicYear);
    if (missing.length > 0) return { problems: missing };
    const facts = await readCampaignFacts(db, academicYear);
    heartbeat('facts read');
    const findings = stoppingFindings(campaignFindings(facts));
    return { problems: findings.map(({ reason, remedy }) => `${reason} ${remedy}`) };
  };

async function missingFiles(db: Database, academicYear: AcademicYear): Promise<readonly string[]> {
  const lastYear = shiftYear(academicYear, -1);
  const yearBefore = shiftYear(academicYear, -2);
  const has = await importedFacts(db, { lastYear, yearBefore });
  return [
    ...(has.register ? [] : ['No establishment register has been imported.']),
    ...(has.absenceLastYear ? [] : [`No school-level absence for ${yearInWords(lastYear)} has been imported.`]),
    ...(has.absenceYearBefore
      ? []
      : [`No school-level absence for ${yearInWords(yearBefore)} has been imported, so the model cannot be fitted.`]),
    ...(has.nationLastYear ? [] : [`No national absence for ${yearInWords(lastYear)} has been imported.`]),
    ...(has.hubs ? [] : ['No hubs have been imported, so support could not be placed.']),
  ];
}
