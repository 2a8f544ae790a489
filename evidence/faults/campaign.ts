import { randomStream, type RandomStream } from '../../demo/england/random.js';
import { type Folder } from './data/folder.js';
import { sliceOf } from './data/slice.js';
import { judge, type Judgement } from './judge.js';
import { type FaultKind, type Planting, type Scene, type SoundSchool } from './kinds/fault-kind.js';
import { type CampaignRun, runCampaign } from './path/campaign-run.js';

export interface Trial extends Judgement {
  readonly kind: FaultKind;
  readonly seed: number;
}

/** A part of the country without planted faults, and the result of its campaign. */
interface SoundPart {
  readonly folder: Folder;
  readonly scene: Scene;
  /** The gates stopped this part of the country although nothing was planted; it is counted, and no faults are planted in it. */
  readonly isStopped: boolean;
}

export interface TrialCounts {
  readonly parts: number;
  readonly stoppedParts: number;
}

const leastSchools = 250;
/** How many parts of the country are tried for a kind that needs something rare, such as a grammar school. */
const mostParts = 40;

/** Plants one fault of each kind for each seed, each in a part of the country of that seed, and judges the result. */
export async function runTrials(
  folders: Readonly<Record<Folder['name'], Folder>>,
  kinds: readonly FaultKind[],
  seeds: readonly number[],
  onTrial: (trial: Trial) => void,
): Promise<TrialCounts> {
  const drawn: SoundPart[] = [];
  for (const seed of seeds) {
    const parts = new Map<string, Promise<SoundPart>>();
    for (const kind of kinds) {
      const { part, planting } = await plant(kind, seed, (attempt) => {
        const key = `${kind.folder} ${attempt}`;
        const known = parts.get(key);
        if (known !== undefined) return known;
        const part = soundPart(folders[kind.folder], randomStream(seed, 'part', key));
        parts.set(key, part);
        return part.then((one) => {
          drawn.push(one);
          return one;
        });
      });
      onTrial({ kind, seed, ...(await judge(part.folder, planting)) });
    }
  }
  return { parts: drawn.length, stoppedParts: drawn.filter(({ isStopped }) => isStopped).length };
}

async function plant(
  kind: FaultKind,
  seed: number,
  partOf: (attempt: number) => Promise<SoundPart>,
): Promise<{ readonly part: SoundPart; readonly planting: Planting }> {
  for (let attempt = 0; attempt < mostParts; attempt += 1) {
    const part = await partOf(attempt);
    if (part.isStopped) continue;
    const planting = kind.plant(part.scene, randomStream(seed, kind.name, attempt));
    if (planting !== undefined) return { part, planting };
  }
  throw new Error(`No part of the country can hold the fault "${kind.name}" for seed ${seed}.`);
}

async function soundPart(folder: Folder, random: RandomStream): Promise<SoundPart> {
  const part = sliceOf(folder, random, leastSchools);
  const run = await runCampaign(part);
  return { folder: part, scene: { folder: part, schools: soundSchools(run) }, isStopped: run.kind !== 'drafted' };
}

const soundSchools = (run: CampaignRun): readonly SoundSchool[] =>
  run.kind !== 'drafted'
    ? []
    : [...run.schools.values()].flatMap(({ urn, laCode, phase, outcome }): SoundSchool[] =>
        outcome === 'drafted' && (phase === 'primary' || phase === 'secondary') ? [{ urn, laCode, phase }] : [],
      );
