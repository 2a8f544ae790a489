import { type AbsencePhase, type RegionCode, regionCodes } from '../shared/phase.js';
import { type BaselineParameters } from './parameters.js';
import { positionsWhere } from './positions.js';
import { type SchoolHistory } from './types.js';

/** Schools to be compared with: positions in the frame, ascending. */
export interface Pool {
  readonly members: Int32Array;
}

/** Pools by number: of a phase, of its grammar schools or its others (a group), and of a group in a region. */
interface Pools {
  readonly byRegion: readonly Pool[];
  readonly byGroup: readonly Pool[];
  readonly byPhase: readonly Pool[];
}

const phaseNumber: Readonly<Record<AbsencePhase, number>> = { primary: 0, secondary: 1, special: 2 };
const regionNumber = Object.fromEntries(regionCodes.map((code, number) => [code, number])) as Record<
  RegionCode,
  number
>;

const groupsOfPhase = 2;
const groups = Object.keys(phaseNumber).length * groupsOfPhase;
const groupOf = (poolNumber: number): number => Math.floor(poolNumber / regionCodes.length);
const phaseOf = (poolNumber: number): number => Math.floor(groupOf(poolNumber) / groupsOfPhase);

/**
 * The number of a school's group in its region; its group and phase follow from it. A register that is silent on selection nearly
 * always means a non-selective school, and the mean of 30 is not shown by name; the examples shown to a school have the stricter rule
 * of domain/similar.
 */
export const poolNumber = ({ phase, isSelective, regionCode }: SchoolHistory): number =>
  (phaseNumber[phase] * groupsOfPhase + Number(isSelective === true)) * regionCodes.length + regionNumber[regionCode];

/** The pools of those schools that `isMember` takes, from the pool numbers of all by position. */
export function poolsOf(poolNumbers: Uint8Array, isMember: (position: number) => boolean): Pools {
  const members = positionsWhere(poolNumbers.length, isMember);
  const collect = (count: number, numberOf: (poolNumber: number) => number): readonly Pool[] => {
    const own = members.map((position) => numberOf(poolNumbers[position] ?? 0));
    const room = new Int32Array(count);
    for (const number of own) room[number] = (room[number] ?? 0) + 1;
    const lists = Array.from(room, (size) => new Int32Array(size));
    // From the last to the first, so that what room is left says where a member goes.
    for (let index = own.length - 1; index >= 0; index -= 1) {
      const number = own[index] ?? 0;
      const place = (room[number] ?? 0) - 1;
      room[number] = place;
      const list = lists[number];
      if (list !== undefined) list[place] = members[index] ?? 0;
    }
    return lists.map((list) => ({ members: list }));
  };
  return {
    byRegion: collect(groups * regionCodes.length, (own) => own),
    byGroup: collect(groups, groupOf),
    byPhase: collect(groups / groupsOfPhase, phaseOf),
  };
}

const nobody: Pool = { members: new Int32Array(0) };

/** Same phase, region and selective status; under the minimum the region is dropped, and of a rare kind the whole phase is taken. */
export function poolOf(pools: Pools, poolNumber: number, parameters: BaselineParameters): Pool {
  const region = pools.byRegion[poolNumber] ?? nobody;
  if (region.members.length >= parameters.minimumPool) return region;
  const group = pools.byGroup[groupOf(poolNumber)] ?? nobody;
  return group.members.length > parameters.neighbours ? group : (pools.byPhase[phaseOf(poolNumber)] ?? nobody);
}
