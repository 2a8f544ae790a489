import { type BaselineParameters } from './parameters.js';
import { type SchoolHistory } from './types.js';

/** Schools to be compared with: positions in the frame, ascending. */
export interface Pool {
  readonly members: Int32Array;
}

/** Where a school's pools are found. */
export interface PoolKeys {
  readonly region: string;
  /** Of all grammar schools of a phase, or of all others. */
  readonly group: string;
  readonly phase: string;
}

interface Pools {
  readonly byRegion: ReadonlyMap<string, Pool>;
  readonly byGroup: ReadonlyMap<string, Pool>;
  readonly byPhase: ReadonlyMap<string, Pool>;
}

/**
 * A register that is silent on selection nearly always means a non-selective school, and the mean of 30 is not shown by name; the
 * examples shown to a school have the stricter rule of domain/similar.
 */
export function poolKeys({ phase, isSelective, regionCode }: SchoolHistory): PoolKeys {
  const group = isSelective === true ? `${phase} grammar` : phase;
  return { region: `${group} ${regionCode}`, group, phase };
}

/** The pools of the members given by their keys; undefined: no member. */
export function poolsOf(members: readonly (PoolKeys | undefined)[]): Pools {
  const collect = (key: keyof PoolKeys): ReadonlyMap<string, Pool> => {
    const lists = new Map<string, number[]>();
    members.forEach((keys, position) => {
      if (keys === undefined) return;
      const list = lists.get(keys[key]);
      if (list === undefined) lists.set(keys[key], [position]);
      else list.push(position);
    });
    return new Map([...lists].map(([name, list]) => [name, { members: Int32Array.from(list) }]));
  };
  return { byRegion: collect('region'), byGroup: collect('group'), byPhase: collect('phase') };
}

const nobody: Pool = { members: new Int32Array(0) };

/** Same phase, region and selective status; under the minimum the region is dropped, and of a rare kind the whole phase is taken. */
export function poolOf(pools: Pools, keys: PoolKeys, parameters: BaselineParameters): Pool {
  const region = pools.byRegion.get(keys.region) ?? nobody;
  if (region.members.length >= parameters.minimumPool) return region;
  const group = pools.byGroup.get(keys.group) ?? nobody;
  return group.members.length > parameters.neighbours ? group : (pools.byPhase.get(keys.phase) ?? nobody);
}
