import { type Folder } from './data/folder.js';
import { type Planting } from './kinds/fault-kind.js';
import { type CampaignRun, runCampaign } from './path/campaign-run.js';
import { isSameRead } from './path/same-read.js';

/**
 * `refused`: an importer refused the file and said why. `stopped`: the campaign did not begin. `held`: every school that a fault was
 * planted in is quarantined or withheld. `read-rightly`: the importers read the same facts as without the fault. `missed`: at least one
 * damaged school would go to review as if nothing were wrong.
 */
export type Verdict = 'refused' | 'stopped' | 'held' | 'read-rightly' | 'missed';

export interface Judgement {
  readonly verdict: Verdict;
  readonly schools: number;
  readonly missedSchools: readonly string[];
  /** Names of what caught it, for the table. */
  readonly foundBy: readonly string[];
}

export async function judge(sound: Folder, planting: Planting): Promise<Judgement> {
  const run = await runCampaign(planting.folder);
  const judgement = judged(run, planting);
  if (judgement.verdict !== 'missed' || !(await isSameRead(sound, planting.folder))) return judgement;
  return { ...judgement, verdict: 'read-rightly', missedSchools: [] };
}

function judged(run: CampaignRun, { schools }: Planting): Judgement {
  const count = schools === 'whole-file' ? 0 : schools.length;
  if (run.kind === 'refused') {
    const isClear = run.refusal.errors.some(({ problem, remedy }) => problem !== '' && remedy !== '');
    return { verdict: isClear ? 'refused' : 'missed', schools: count, missedSchools: [], foundBy: ['import'] };
  }
  if (run.kind === 'stopped')
    return { verdict: 'stopped', schools: count, missedSchools: [], foundBy: run.findings.map(({ gate }) => gate) };
  const planted = schools === 'whole-file' ? [...run.schools.keys()].filter((urn) => isIssued(run, urn)) : schools;
  const missedSchools = planted.filter((urn) => !isHeldBack(run, urn));
  const foundBy = planted.flatMap((urn) =>
    (run.schools.get(urn)?.findings ?? []).filter(({ severity }) => severity === 'blocks').map(({ gate }) => gate),
  );
  return {
    verdict: missedSchools.length === 0 ? 'held' : 'missed',
    schools: planted.length,
    missedSchools,
    foundBy: [...new Set(foundBy)],
  };
}

type Drafted = Extract<CampaignRun, { kind: 'drafted' }>;

const isIssued = ({ schools }: Drafted, urn: string): boolean => schools.get(urn)?.outcome === 'drafted';

/** A school that has silently dropped out of the campaign is not held: it would get no report, and nobody would notice. */
function isHeldBack({ schools }: Drafted, urn: string): boolean {
  const outcome = schools.get(urn)?.outcome;
  return outcome === 'quarantined' || outcome === 'withheld';
}
