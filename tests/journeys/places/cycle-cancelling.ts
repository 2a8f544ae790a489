/** What it costs each school to go to each hub; undefined where it may not. */
export type Costs = readonly (readonly (number | undefined)[])[];

/**
 * The least that the schools of an assignment can cost together, found by another way than the product's: as long as there is a ring of
 * moves from hub to hub, or a chain that ends at a free place, that makes the whole cheaper, it is taken (Klein, Management Science 1967).
 * An assignment without one is the cheapest there is.
 */
export function cheapestTotal(hubOf: readonly number[], costs: Costs, places: readonly number[]): number {
  const at = [...hubOf];
  for (let ring = cheaperRing(at, costs, places); ring.length > 0; ring = cheaperRing(at, costs, places))
    for (const { school, to } of ring) if (school !== undefined) at[school] = to;
  return totalOf(at, costs);
}

export const totalOf = (hubOf: readonly number[], costs: Costs): number =>
  hubOf.reduce((sum, hub, school) => sum + (costs[school]?.[hub] ?? Number.POSITIVE_INFINITY), 0);

interface Move {
  readonly from: number;
  readonly to: number;
  readonly cost: number;
  /** Nobody moves out of a free place: it is only given up. */
  readonly school?: number;
}

/** Moves by Bellman and Ford over the hubs; a node beyond them represents the free places. */
function cheaperRing(hubOf: readonly number[], costs: Costs, places: readonly number[]): readonly Move[] {
  const moves = movesOf(hubOf, costs, places);
  const nodes = places.length + 1;
  const distance = Array.from({ length: nodes }, () => 0);
  const last: (Move | undefined)[] = Array.from({ length: nodes }, () => undefined);
  let changed: number | undefined;
  for (let round = 0; round < nodes; round += 1) {
    changed = undefined;
    for (const move of moves) {
      const reached = (distance[move.from] ?? 0) + move.cost;
      if (reached >= (distance[move.to] ?? 0) - 1e-9) continue;
      distance[move.to] = reached;
      last[move.to] = move;
      changed = move.to;
    }
    if (changed === undefined) return [];
  }
  return ringThrough(last, changed ?? 0, nodes);
}

function ringThrough(last: readonly (Move | undefined)[], start: number, nodes: number): readonly Move[] {
  let node = start;
  for (let step = 0; step < nodes; step += 1) node = last[node]?.from ?? node;
  const ring: Move[] = [];
  for (let move = last[node]; move; move = last[move.from]) {
    ring.push(move);
    if (move.from === node) break;
  }
  return ring;
}

function movesOf(hubOf: readonly number[], costs: Costs, places: readonly number[]): readonly Move[] {
  const free = places.length;
  const cheapest = new Map<string, Move>();
  const taken = places.map(() => 0);
  hubOf.forEach((from, school) => {
    taken[from] = (taken[from] ?? 0) + 1;
    const here = costs[school]?.[from] ?? Number.POSITIVE_INFINITY;
    (costs[school] ?? []).forEach((there, to) => {
      if (there === undefined || to === from) return;
      const held = cheapest.get(`${from} ${to}`);
      if (!held || there - here < held.cost) cheapest.set(`${from} ${to}`, { from, to, cost: there - here, school });
    });
  });
  const ends = places.flatMap((count, hub): Move[] => [
    ...((taken[hub] ?? 0) < count ? [{ from: hub, to: free, cost: 0 }] : []),
    { from: free, to: hub, cost: 0 },
  ]);
  return [...cheapest.values(), ...ends];
}
