import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { historyStanding } from '../../../../domain/scope/history-standing.js';
import { type Lineage, lineageOf, linkGraph, relatives } from '../../../../domain/scope/lineage.js';
import { type EstablishmentLink } from '../../../../domain/scope/types.js';

const link = (urn: string, linkUrn: string, linkType = 'Predecessor'): EstablishmentLink => ({
  urn,
  linkUrn,
  linkType,
});
const types: Readonly<Record<string, string>> = {
  '900003': '34',
  '900002': '34',
  '900001': '01',
  '900028': '28',
  '900005': '05',
};
const lineage = (urn: string, links: readonly EstablishmentLink[]): Lineage =>
  lineageOf(urn, linkGraph(links), (of) => types[of]);

/** Rules and link types: docs/sources/school-changes.md#links. */
describe('the history that a school carries', () => {
  it('includes its predecessor for a one-to-one converter, whichever side records the link', () => {
    const carries = { kind: 'carries', predecessors: ['900001'] };
    expect(lineage('900003', [link('900003', '900001')])).toEqual(carries);
    expect(lineage('900003', [link('900001', '900003', 'Successor')])).toEqual(carries);
    expect(lineage('900003', [link('900003', '900001'), link('900001', '900003', 'Successor')])).toEqual(carries);
  });

  it('follows a chain of converters to its oldest end', () => {
    const links = [link('900003', '900002'), link('900002', '900001')];
    expect(lineage('900003', links)).toEqual({ kind: 'carries', predecessors: ['900002', '900001'] });
  });

  it('stops where a step is not a conversion, and keeps what came after', () => {
    const links = [link('900003', '900028'), link('900028', '900001')];
    expect(lineage('900003', links)).toEqual({ kind: 'carries', predecessors: ['900028'] });
  });

  it('stops at a URN that has left the register', () => {
    const links = [link('900003', '900999'), link('900999', '900001')];
    expect(lineage('900003', links)).toEqual({ kind: 'carries', predecessors: ['900999'] });
  });

  it.each([
    ['sponsor-led', '900028', [link('900028', '900001')]],
    ['not-a-converter', '900005', [link('900005', '900001')]],
    ['several-predecessors', '900003', [link('900003', '900001'), link('900003', '900005')]],
    ['merged', '900003', [link('900003', '900001', 'Predecessor - merged')]],
    ['merged', '900003', [link('900003', '900001', 'Predecessor - amalgamated')]],
    ['merged', '900003', [link('900001', '900003', 'Result of Amalgamation')]],
    ['merged', '900003', [link('900003', '900001'), link('900001', '900003', 'Successor - merged')]],
    ['split', '900003', [link('900003', '900001', 'Predecessor - Split School')]],
    ['split', '900003', [link('900001', '900003', 'Successor'), link('900001', '900002', 'Successor')]],
  ] as const)('for %s is decided by a person', (reason, urn, links) => {
    expect(lineage(urn, links)).toMatchObject({ kind: 'for-a-person', reason });
  });

  it('does not count a sixth-form centre or an expansion as a succession', () => {
    expect(lineage('900003', [link('900003', '900001', 'Sixth Form Centre Link'), link('900003', '900003')])).toEqual({
      kind: 'no-predecessor',
    });
  });

  it('with links in a circle is decided by a person', () => {
    expect(lineage('900003', [link('900003', '900002'), link('900002', '900003')])).toMatchObject({
      kind: 'for-a-person',
      reason: 'circular',
    });
    expect(relatives('900003', linkGraph([link('900003', '900002'), link('900002', '900003')]))).toEqual(['900002']);
  });

  it('ends for any set of links, and no school carries itself', () => {
    const urns = ['900001', '900002', '900003', '900005', '900028'];
    const kinds = [
      'Predecessor',
      'Successor',
      'Predecessor - merged',
      'Successor - Split School',
      'Sixth Form Centre Link',
    ];
    const anyLink = fc
      .tuple(fc.constantFrom(...urns), fc.constantFrom(...urns), fc.constantFrom(...kinds))
      .map(([a, b, kind]) => link(a, b, kind));
    fc.assert(
      fc.property(fc.array(anyLink, { maxLength: 12 }), fc.constantFrom(...urns), (links, urn) => {
        const found = lineage(urn, links);
        if (found.kind === 'carries') expect(found.predecessors).not.toContain(urn);
        expect(relatives(urn, linkGraph(links))).not.toContain(urn);
      }),
    );
  });

  it('has relatives in one line of plain successions, unlike two heirs of one school', () => {
    const graph = linkGraph([
      link('900003', '900002'),
      link('900002', '900001'),
      link('900003', '900005', 'Predecessor - merged'),
      link('900028', '900002'),
    ]);
    expect([...relatives('900003', graph)].sort()).toEqual(['900001', '900002']);
    expect([...relatives('900002', graph)].sort()).toEqual(['900001', '900003', '900028']);
  });
});

describe('the source of a school’s last year', () => {
  const carries: Lineage = { kind: 'carries', predecessors: ['900002', '900001'] };
  const has =
    (...urns: readonly string[]): ((urn: string) => boolean) =>
    (urn) =>
      urns.includes(urn);

  it('is its own year first, whatever its past', () => {
    expect(
      historyStanding('900003', { kind: 'for-a-person', reason: 'merged', predecessors: ['900001'] }, has('900003')),
    ).toEqual({ kind: 'own' });
    expect(historyStanding('900003', carries, has('900003', '900002'))).toEqual({ kind: 'own' });
  });

  it('for a converter is the nearest predecessor with one', () => {
    expect(historyStanding('900003', carries, has('900001'))).toEqual({ kind: 'carried', fromUrn: '900001' });
    expect(historyStanding('900003', carries, has('900001', '900002'))).toEqual({ kind: 'carried', fromUrn: '900002' });
    expect(historyStanding('900003', carries, has())).toEqual({ kind: 'none' });
  });

  it('does not exist for a new school, and a sponsor-led one does not inherit', () => {
    expect(historyStanding('900003', { kind: 'no-predecessor' }, has())).toEqual({ kind: 'none' });
    const sponsored: Lineage = { kind: 'for-a-person', reason: 'sponsor-led', predecessors: ['900001'] };
    expect(historyStanding('900003', sponsored, has('900001'))).toEqual({ kind: 'not-carried', reason: 'sponsor-led' });
  });
});
