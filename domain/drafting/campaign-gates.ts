import { findingsBySchool, runCampaignGates, stoppingFindings } from '../gates/campaign/run-campaign-gates.js';
import { type CampaignFinding, type CampaignGateInput } from '../gates/campaign/types.js';
import { type GateFinding } from '../gates/types.js';
import { type AbsencePhase } from '../shared/phase.js';
import { absencePercent } from '../shared/rates.js';
import { absenceFact } from './absence-fact.js';
import { type CampaignFacts } from './campaign-facts.js';
import { knownBefore } from './fit-campaign.js';

/** What the checks of whole files find, before a model is fitted to them. */
export const campaignFindings = (given: CampaignFacts): readonly CampaignFinding[] =>
  runCampaignGates(campaignGateInput(knownBefore(given)));

/** Findings by school; one that stops the campaign also holds each of its schools, in case they are drafted anyway. */
export function findingsOf(facts: CampaignFacts): (urn: string) => readonly GateFinding[] {
  const findings = campaignFindings(facts);
  const stopping = stoppingFindings(findings);
  const bySchool = findingsBySchool(findings);
  return (urn) => [...stopping, ...(bySchool.get(urn) ?? [])];
}

function campaignGateInput({
  targetYear,
  schools,
  absence,
  areas,
  context,
  secondSources,
}: CampaignFacts): CampaignGateInput {
  return {
    targetYear,
    register: schools,
    leftOut: leftOutOfNewest(schools),
    rows: absence.map((row) => ({ ...absenceFact(row), line: row.source.line })),
    areas,
    context,
    contextBefore: secondSources?.contextBefore ?? new Map(),
    yearToDate: yearToDate(secondSources?.yearToDate ?? []),
  };
}

/** Closed schools stay in the register, so that an extract without them is a part of one. */
function leftOutOfNewest(schools: CampaignFacts['schools']): number {
  const newest = schools.reduce((greatest, { source }) => Math.max(greatest, source.batchId), 0);
  return schools.filter(({ source }) => source.batchId !== newest).length;
}

function yearToDate(
  rates: NonNullable<CampaignFacts['secondSources']>['yearToDate'],
): Readonly<Partial<Record<AbsencePhase, number>>> {
  const national = rates.filter(({ level }) => level === 'national');
  return Object.fromEntries(
    national.flatMap((rate) => {
      const percent = absencePercent([rate]);
      return percent === undefined ? [] : [[rate.phase, percent]];
    }),
  );
}
