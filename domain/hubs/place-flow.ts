/** A school in the assignment: for each hub that is open to it, the cost of a place there. */
export interface Asking {
  /** By hub, in the order of the capacities; undefined where the hub is not open to the school. */
  readonly costs: readonly (number | undefined)[];
}

/**
 * Assigns schools to hubs with limited places: the hub's index for each school, undefined where it waits.
 *
 * Schools are taken in order of priority. Each is admitted if the ones before it can be moved so that all have a place; this never puts one of them out, and gives the
 * greatest set there is by that order (greedy choice in a transversal matroid; Edmonds and Fulkerson, 1965). It is admitted along the
 * cheapest chain of moves, so the whole stays the cheapest assignment of the schools that have a place (successive shortest paths; Ahuja,
 * Magnanti and Orlin, Network Flows, 9.7). Schools at one hub differ only in what a move costs, so chains run over hubs only: each step
 * costs hubs squared, whatever the number of schools.
 */
export function assign(asking: readonly Asking[], places: readonly number[]): readonly (number | undefined)[] {
  const flow = new PlaceFlow(asking, places);
  asking.forEach((_, school) => {
    flow.letIn(school);
  });
  return flow.hubOf;
}

interface Move {
  readonly school: number;
  readonly cost: number;
}

class PlaceFlow {
  readonly hubOf: (number | undefined)[];
  readonly #asking: readonly Asking[];
  readonly #places: readonly number[];
  readonly #members: Set<number>[];
  /** The cheapest move of a member from one hub to another. */
  readonly #moves: (Move | undefined)[][];

  constructor(asking: readonly Asking[], places: readonly number[]) {
    this.#asking = asking;
    this.#places = places;
    this.hubOf = asking.map(() => undefined);
    this.#members = places.map(() => new Set());
    this.#moves = places.map(() => places.map(() => undefined));
  }

  letIn(school: number): void {
    const { costs, cameFrom } = this.#chainsFrom(school);
    const end = this.#cheapestFree(costs);
    if (end === undefined) return;
    const chain = [end];
    for (let hub = cameFrom[end]; hub !== undefined; hub = cameFrom[hub]) chain.unshift(hub);
    this.#moveAlong(school, chain);
  }

  /** The least cost of admitting the school with a chain of moves that ends at each hub, and the hub before it in that chain. */
  #chainsFrom(school: number): { readonly costs: number[]; readonly cameFrom: (number | undefined)[] } {
    const costs = this.#places.map((_, hub) => this.#cost(school, hub) ?? Number.POSITIVE_INFINITY);
    const cameFrom = this.#places.map((): number | undefined => undefined);
    for (let isSettled = false; !isSettled;) {
      isSettled = true;
      for (const [from, moves] of this.#moves.entries()) {
        const reached = costs[from] ?? Number.POSITIVE_INFINITY;
        if (reached === Number.POSITIVE_INFINITY) continue;
        for (const [to, move] of moves.entries()) {
          if (move && reached + move.cost < (costs[to] ?? 0) - leastGain) {
            costs[to] = reached + move.cost;
            cameFrom[to] = from;
            isSettled = false;
          }
        }
      }
    }
    return { costs, cameFrom };
  }

  #cheapestFree(costs: readonly number[]): number | undefined {
    let best: number | undefined;
    for (const [hub, cost] of costs.entries()) {
      const isFree = (this.#members[hub]?.size ?? 0) < (this.#places[hub] ?? 0);
      if (isFree && cost < Number.POSITIVE_INFINITY && (best === undefined || cost < (costs[best] ?? 0))) best = hub;
    }
    return best;
  }

  /** The school enters at the first hub; a member of each hub moves on to the next. */
  #moveAlong(school: number, chain: readonly number[]): void {
    const moving = chain.slice(1).map((to, index) => this.#moves[chain[index] ?? 0]?.[to]?.school);
    this.#place(school, chain[0]);
    moving.forEach((member, index) => {
      if (member !== undefined) this.#place(member, chain[index + 1]);
    });
    for (const hub of chain) this.#lookAgain(hub);
  }

  #place(school: number, hub: number | undefined): void {
    const before = this.hubOf[school];
    if (before !== undefined) this.#members[before]?.delete(school);
    this.hubOf[school] = hub;
    if (hub !== undefined) this.#members[hub]?.add(school);
  }

  #lookAgain(from: number): void {
    const members = [...(this.#members[from] ?? [])].sort((a, b) => a - b);
    this.#moves[from] = this.#places.map((_, to) => {
      let best: Move | undefined;
      for (const school of members) {
        const here = this.#cost(school, from);
        const there = this.#cost(school, to);
        if (to === from || here === undefined || there === undefined) continue;
        if (!best || there - here < best.cost) best = { school, cost: there - here };
      }
      return best;
    });
  }

  #cost(school: number, hub: number): number | undefined {
    return this.#asking[school]?.costs[hub];
  }
}

/** Below the rounding of any distance; prevents endless swaps between equal assignments. */
const leastGain = 1e-9;
