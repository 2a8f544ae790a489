import { describe, expect, it } from 'vitest';
import { schoolChange, type SchoolChange } from '../../../../domain/scope/changed-school.js';
import { linkGraph } from '../../../../domain/scope/lineage.js';
import { type EstablishmentLink } from '../../../../domain/scope/types.js';

const successor = (urn: string, linkUrn: string, kind = ''): EstablishmentLink => ({
  urn,
  linkUrn,
  linkType: `Successor${kind}`,
});
const types: Readonly<Record<string, string>> = { A: '01', B: '34', C: '34', S: '28', D: '01', F: '01' };

/** What has become of A, where these are closed. */
const ofA = (links: readonly EstablishmentLink[], ...closed: readonly string[]): SchoolChange | undefined =>
  schoolChange('A', {
    graph: linkGraph(links),
    typeCodeOf: (urn) => types[urn],
    isClosed: (urn) => closed.includes(urn),
  });

/** Source: docs/sources/school-changes.md#links. */
describe('the successor of a school in the register', () => {
  it('is none for an open school, whatever is planned', () => {
    expect(ofA([successor('A', 'B')])).toBeUndefined();
  });

  it('is none for a closed school without an heir, and its year ends', () => {
    expect(ofA([], 'A')).toEqual({ kind: 'ended', because: 'closed', heirs: [] });
  });

  it('is the currently open URN after any number of conversions, and the year continues there', () => {
    expect(ofA([successor('A', 'B')], 'A')).toEqual({ kind: 'converted', to: 'B' });
    expect(ofA([successor('A', 'B'), successor('B', 'C')], 'A', 'B')).toEqual({ kind: 'converted', to: 'C' });
  });

  it.each([
    ['merged', [successor('A', 'B', ' - merged')], ['B']],
    ['merged', [successor('A', 'B'), successor('D', 'B')], ['B']],
    ['split', [successor('A', 'B'), successor('A', 'C')], ['B', 'C']],
    ['new-school', [successor('A', 'S')], ['S']],
    ['new-school', [successor('A', 'F')], ['F']],
  ] as const)('is the named heirs for a school that was %s, and its year ends', (because, links, heirs) => {
    expect(ofA(links, 'A', 'D')).toEqual({ kind: 'ended', because, heirs });
  });

  it('is none for a school that converted and then closed for good or in a circle, and its year ends', () => {
    expect(ofA([successor('A', 'B')], 'A', 'B')).toEqual({ kind: 'ended', because: 'closed', heirs: [] });
    expect(ofA([successor('A', 'B'), successor('B', 'A')], 'A', 'B')?.kind).toBe('ended');
  });
});
