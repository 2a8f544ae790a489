import { fingerprintsOf } from '../gates/fingerprint.js';
import { absenceFact } from './absence-fact.js';
import { type AbsenceRow } from './campaign-facts.js';

/** URNs whose rows, of whatever year, carry exactly the figures of a row. */
export function ownersOfFigures(rows: readonly AbsenceRow[]): (row: AbsenceRow) => readonly string[] {
  const facts = rows.map(absenceFact);
  const fingerprint = fingerprintsOf(facts);
  const owners = new Map<string, Set<string>>();
  for (const fact of facts) {
    const print = fingerprint(fact);
    if (print === undefined) continue;
    const held = owners.get(print);
    if (held === undefined) owners.set(print, new Set([fact.urn]));
    else held.add(fact.urn);
  }
  return (row) => [...(owners.get(fingerprint(absenceFact(row)) ?? '') ?? [])];
}
