import { campaignFacts } from '../../../database/facts/campaign-facts.js';
import { makeDraft } from '../../../domain/drafting/draft.js';
import { nobodyNamed } from '../../../domain/naming/examples.js';
import { campaignFindings } from '../../../domain/drafting/campaign-gates.js';
import { prepareCampaign } from '../../../domain/drafting/prepare-drafts.js';
import { stoppingFindings } from '../../../domain/gates/campaign/run-campaign-gates.js';
import { isBlocked } from '../../../domain/gates/run-gates.js';
import { type GateFinding } from '../../../domain/gates/types.js';
import { type Folder } from '../data/folder.js';
import { factRows } from './fact-rows.js';
import { readFolder, type Refusal } from './read-files.js';

export interface SchoolOutcome {
  readonly urn: string;
  readonly laCode: string;
  readonly phase: 'primary' | 'secondary' | 'special' | undefined;
  readonly outcome: 'drafted' | 'quarantined' | 'withheld' | 'out-of-scope';
  /** Whether a gate that blocks holds it, rather than its having no expectation at all. */
  readonly isHeld: boolean;
  readonly findings: readonly GateFinding[];
}

/** The result for a folder before anybody would review a draft. */
export type CampaignRun =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'stopped'; readonly findings: readonly GateFinding[] }
  | { readonly kind: 'drafted'; readonly schools: ReadonlyMap<string, SchoolOutcome> };

/** The product's steps without its database: importers, facts, gates of the campaign, model, drafts, gates of each school. */
export async function runCampaign(folder: Folder): Promise<CampaignRun> {
  const read = await readFolder(folder);
  if (read.kind === 'refused') return read;
  const facts = campaignFacts(factRows(read.batches, folder.targetYear), folder.targetYear);
  const stopping = stoppingFindings(campaignFindings(facts));
  if (stopping.length > 0) return { kind: 'stopped', findings: stopping };
  const { model, drafts } = prepareCampaign(facts);
  const terms = {
    academicYear: folder.targetYear,
    reportVersion: 1,
    modelVersion: 'model',
    model,
    corrections: [],
    namingOf: nobodyNamed,
    notices: [],
  };
  const schools = drafts.map((draft): [string, SchoolOutcome] => [
    draft.urn,
    {
      urn: draft.urn,
      laCode: draft.laCode,
      phase: draft.absencePhase,
      outcome: draft.scope.kind === 'out-of-scope' ? 'out-of-scope' : makeDraft(draft, terms).drafted.outcome,
      isHeld: draft.scope.kind === 'in-scope' && isBlocked(draft.findings),
      findings: draft.findings,
    },
  ]);
  return { kind: 'drafted', schools: new Map(schools) };
}
