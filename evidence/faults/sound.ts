import { type Folder } from './data/folder.js';
import { runCampaign } from './path/campaign-run.js';

/** How many schools gates hold where no fault was planted. */
export interface SoundCount {
  readonly folder: Folder['name'];
  readonly schools: number;
  readonly held: number;
  /** Schools whose two registers give other year groups: really changed and held by rule, so they are not counted as sound. */
  readonly yearGroupsChanged: number;
  /** By gate; a school held by two counts in both. */
  readonly heldBy: Readonly<Record<string, number>>;
}

/** @throws Error when a folder without fault is refused or its campaign stopped. */
export async function soundRun(folders: readonly Folder[]): Promise<readonly SoundCount[]> {
  const counts: SoundCount[] = [];
  for (const folder of folders) {
    const run = await runCampaign(folder);
    if (run.kind === 'refused')
      throw new Error(
        `${run.refusal.fileName} is refused without a fault: ${JSON.stringify(run.refusal.errors.slice(0, 3))}`,
      );
    if (run.kind === 'stopped')
      throw new Error(
        `The ${folder.name} data are stopped without a fault: ${run.findings.map(({ reason }) => reason).join(' ')}`,
      );
    const all = [...run.schools.values()].filter(
      ({ outcome, isHeld }) => outcome === 'drafted' || outcome === 'quarantined' || isHeld,
    );
    const inScope = all.filter(({ findings }) => findings.every(({ gate }) => gate !== 'year-groups-changed'));
    const heldBy: Record<string, number> = {};
    for (const { findings } of inScope)
      for (const { gate, severity } of findings) if (severity === 'blocks') heldBy[gate] = (heldBy[gate] ?? 0) + 1;
    counts.push({
      folder: folder.name,
      schools: inScope.length,
      held: inScope.filter(({ isHeld }) => isHeld).length,
      yearGroupsChanged: all.length - inScope.length,
      heldBy,
    });
  }
  return counts;
}
