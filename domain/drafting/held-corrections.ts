import { type AbsenceRow, type CampaignFacts, type HeldCorrection } from './campaign-facts.js';

/** Figures are shown to a tenth: a publication within half of that says what the challenge said. */
const agreementPoints = 0.05;

const keyOf = ({ urn, academicYear }: Pick<HeldCorrection, 'urn' | 'academicYear'>): string => `${urn} ${academicYear}`;

/**
 * The facts with the values of upheld challenges in place of the published ones, which are kept next to them. A correction ends when a
 * restated publication agrees with it.
 */
export function withHeldCorrections(facts: CampaignFacts): CampaignFacts {
  const held = new Map((facts.heldCorrections ?? []).map((correction) => [keyOf(correction), correction]));
  return held.size === 0
    ? facts
    : { ...facts, absence: facts.absence.map((row) => withCorrection(row, held.get(keyOf(row)))) };
}

function withCorrection(row: AbsenceRow, correction: HeldCorrection | undefined): AbsenceRow {
  const published = row.absencePercent;
  if (correction === undefined || published === undefined) return row;
  if (Math.abs(published - correction.absencePercent) <= agreementPoints) return row;
  return { ...row, absencePercent: correction.absencePercent, publishedAbsencePercent: published };
}
