import { type NamingOf } from '../../domain/naming/examples.js';
import { isNamed, type NamedExample, type ReportFacts } from '../../domain/report/facts.js';

/** As in a country where every school has agreed. */
export const everyoneNamed: NamingOf = () => 'named';

/** The examples of a report that names them all. */
export function examplesOf({ similar }: ReportFacts): readonly NamedExample[] {
  if (similar.kind !== 'found' || !similar.schools.every(isNamed)) throw new Error('The report names no examples.');
  return similar.schools;
}
