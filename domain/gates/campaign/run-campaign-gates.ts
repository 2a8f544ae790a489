import { groupBy } from '../../shared/group-by.js';
import { authorityGates } from './authority.js';
import { type GateFinding } from '../types.js';
import { contextGates } from './context.js';
import { campaignFiles } from './files.js';
import { nationalGates } from './national.js';
import { defaultCampaignGatePolicy } from './policy.js';
import { schoolFileGates } from './school-file.js';
import { type CampaignFinding, type CampaignGateInput } from './types.js';

/** Every check of whole files, in the order in which findings are shown. */
export const campaignGates = [...schoolFileGates, ...nationalGates, ...authorityGates, ...contextGates] as const;

export type CampaignGateName = (typeof campaignGates)[number]['name'];

export function runCampaignGates(
  input: CampaignGateInput,
  policy = defaultCampaignGatePolicy,
): readonly CampaignFinding<CampaignGateName>[] {
  const files = campaignFiles(input);
  return campaignGates.flatMap(({ name, severity, owner, remedy, find }) =>
    find(files, policy).map((found) => ({ gate: name, severity, owner, remedy, ...found })),
  );
}

/** Findings that stop the whole campaign: they block, and no list of schools bounds them. */
export const stoppingFindings = (findings: readonly CampaignFinding[]): readonly CampaignFinding[] =>
  findings.filter(({ severity, schools }) => severity === 'blocks' && schools === undefined);

/** Findings by the school that they hold. */
export function findingsBySchool(findings: readonly CampaignFinding[]): ReadonlyMap<string, readonly GateFinding[]> {
  const held = findings.flatMap(({ schools = [], ...finding }) => schools.map((urn) => ({ urn, finding })));
  const bySchool = groupBy(held, ({ urn }) => urn);
  return new Map([...bySchool].map(([urn, own]) => [urn, own.map(({ finding }) => finding)]));
}
