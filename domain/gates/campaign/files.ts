import { type AcademicYear, shiftYear } from '../../shared/academic-year.js';
import { type CampaignFiles, type CampaignGateInput, type FiledRow, type YearPair } from './types.js';

export function campaignFiles(input: CampaignGateInput): CampaignFiles {
  const lastYear = shiftYear(input.targetYear, -1);
  const yearBefore = shiftYear(input.targetYear, -2);
  const rowsOf = (year: AcademicYear): readonly FiledRow[] =>
    input.rows.filter(({ academicYear }) => academicYear === year);
  const [lastRows, beforeRows] = [rowsOf(lastYear), rowsOf(yearBefore)];
  const before = new Map(beforeRows.map((row) => [subjectOf(row), row]));
  const pairs = lastRows.flatMap((now): YearPair[] => {
    const row = before.get(subjectOf(now));
    return row === undefined ? [] : [{ now, before: row }];
  });
  return { ...input, lastYear, yearBefore, lastRows, beforeRows, pairs };
}

const subjectOf = ({ urn, phase }: FiledRow): string => `${urn} ${phase}`;
