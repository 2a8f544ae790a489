/** Stops requests to a model that does not answer, so that a campaign does not wait for it at every school. */
export interface Breaker {
  isOpen(now: number): boolean;
  note(isWell: boolean, now: number): void;
}

const failuresInARow = 5;
const restMilliseconds = 60_000;

/** Opens after five outages in a row, for a minute; then one request may try. */
export function breaker(): Breaker {
  let failures = 0;
  let openUntil = 0;
  return {
    isOpen: (now) => now < openUntil,
    note(isWell, now) {
      failures = isWell ? 0 : failures + 1;
      if (failures >= failuresInARow) openUntil = now + restMilliseconds;
    },
  };
}
