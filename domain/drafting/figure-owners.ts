import { fingerprint } from '../gates/fingerprint.js';
import { absenceFact } from './absence-fact.js';
import { type AbsenceRow } from './campaign-facts.js';

/** URNs whose rows, of whatever year, carry exactly the figures of a row. */
export function ownersOfFigures(rows: readonly AbsenceRow[]): (row: AbsenceRow) => readonly string[] {
  const owners = new Map<string, Set<string>>();
  for (const row of rows) {
    const print = fingerprint(absenceFact(row));
    if (print === undefined) continue;
    const held = owners.get(print);
    if (held === undefined) owners.set(print, new Set([row.urn]));
    else held.add(row.urn);
  }
  return (row) => [...(owners.get(fingerprint(absenceFact(row)) ?? '') ?? [])];
}
