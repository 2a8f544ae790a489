import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { asReadable, namedAlike, withNames, type NamingOf } from '../../../../domain/naming/examples.js';
import { briefOf, coded } from '../../../../domain/narrative/brief.js';
import { plainNarrative } from '../../../../domain/narrative/template.js';
import { verifyWhole } from '../../../../domain/narrative/verify.js';
import { diffOf } from '../../../../domain/report/diff.js';
import { type NamedExample, type ReportFacts } from '../../../../domain/report/facts.js';
import { renderHtml } from '../../../../web/documents/report-html.js';
import { renderText } from '../../../../domain/report/forms/text.js';
import { buildReport, type Report } from '../../../../domain/report/report.js';
import { examplesOf } from '../../../support/named.js';
import { exampleFacts } from '../narrative/example.js';

const all = exampleFacts();
const schools = examplesOf(all);
const urns = schools.map(({ urn }) => urn);

const factsFor = (namingOf: NamingOf, facts: ReportFacts = all): ReportFacts => ({
  ...facts,
  similar: withNames({ kind: 'found', schools: examplesOf(facts) }, namingOf),
});

const reportOf = (facts: ReportFacts, contacts: Readonly<Record<string, string>> = {}): Report =>
  buildReport(facts, {
    reportVersion: 2,
    standing: 'issued',
    reason: 'first draft',
    createdOn: '2024-10-01',
    narrative: plainNarrative(facts),
    writtenBy: 'plain template',
    contacts,
  });

const everyForm = (facts: ReportFacts, contacts: Readonly<Record<string, string>> = {}): string => {
  const report = reportOf(facts, contacts);
  return [JSON.stringify(facts), JSON.stringify(report), renderHtml(report), renderText(report)].join('\n');
};

/** What would give a school away: its name, its number, the line of its rate, and the rate as it was published. */
const tracesOf = ({ urn, name, source, attendancePercent }: NamedExample): readonly string[] => [
  urn,
  name,
  `"line":${source?.line ?? ''},`,
  `line ${source?.line ?? ''},`,
  ...(Number.isInteger(attendancePercent * 10) ? [] : [String(attendancePercent)]),
];

const agreeing = fc.subarray(urns);

describe('the schools that have agreed to be named', () => {
  it('are the only ones in any form of the report', () => {
    fc.assert(
      fc.property(agreeing, (named) => {
        const forms = everyForm(factsFor((urn) => (named.includes(urn) ? 'named' : 'not-agreed')));
        for (const school of schools) {
          const isNamed = named.includes(school.urn);
          expect(forms.includes(school.urn), school.urn).toBe(isNamed);
          if (!isNamed) for (const trace of tracesOf(school)) expect(forms).not.toContain(trace);
        }
      }),
    );
  });

  it('are the only ones in the narrative and known to the model, and the verifier accepts it', () => {
    fc.assert(
      fc.property(agreeing, (named) => {
        const facts = factsFor((urn) => (named.includes(urn) ? 'named' : 'not-agreed'));
        const text = plainNarrative(facts);
        expect(verifyWhole(text, facts)).toEqual([]);
        for (const { urn, name } of schools) expect(text.includes(name)).toBe(named.includes(urn));
        const codes = JSON.stringify(briefOf(facts)).match(/\{example \d+\}/g) ?? [];
        expect(codes).toHaveLength(named.length);
        expect(coded(text, facts).match(/\{example \d+\}/g) ?? []).toEqual(codes);
      }),
    );
  });

  it('are the only ones named in a stored version when it is read, whatever the answers were when it was written', () => {
    fc.assert(
      fc.property(agreeing, agreeing, (then, now) => {
        const stored = factsFor((urn) => (then.includes(urn) ? 'named' : 'not-agreed'));
        const forms = everyForm(asReadable(stored, (urn) => now.includes(urn)));
        for (const { urn } of schools) expect(forms.includes(urn)).toBe(then.includes(urn) && now.includes(urn));
      }),
    );
  });
});

test('a text that names a school which has not agreed is refused', () => {
  const facts = factsFor((urn) => (urn === urns[0] ? 'not-agreed' : 'named'));
  expect(verifyWhole(plainNarrative(all), facts)).not.toEqual([]);
});

test('the report page says why a school is not named, and how to contact one that is', () => {
  const [one = '', two = '', three = ''] = urns;
  const standing: Readonly<Record<string, ReturnType<NamingOf>>> = { [two]: 'in-enough-reports', [three]: 'named' };
  const forms = everyForm(
    factsFor((urn) => standing[urn] ?? 'not-agreed'),
    { [one]: 'nobody@one.example', [three]: 'office@three.example' },
  );
  expect(forms).toContain('Example 1: a school like yours (it has not agreed to be named)');
  expect(forms).toContain('Example 2: a school like yours (it is named in as many reports as it may be)');
  expect(forms).toContain('office@three.example');
  expect(forms).not.toContain('nobody@one.example');
});

test('a reader sees that one fewer school is named, and not which one', () => {
  const [gone = ''] = urns;
  const before = asReadable(all, (urn) => urn !== gone);
  const after = factsFor((urn) => (urn === gone ? 'not-agreed' : 'named'));
  expect(diffOf(before, after).map(({ inWords }) => inWords)).toEqual([
    'Similar schools that are not named: was 0, is now 1.',
  ]);
});

test('later agreement is not a difference in the figures, and a changed source is', () => {
  const alike = (one: ReportFacts, other: ReportFacts): boolean => {
    const [a, b] = namedAlike(one, other);
    return JSON.stringify(a) === JSON.stringify(b);
  };
  const nobody = factsFor(() => 'not-agreed');
  const [first, ...others] = schools;
  const corrected = { ...all, similar: { kind: 'found', schools: [{ ...first, attendancePercent: 93 }, ...others] } };
  expect(alike(all, nobody)).toBe(true);
  expect(
    alike(
      factsFor(() => 'in-enough-reports'),
      nobody,
    ),
  ).toBe(true);
  expect(alike(all, corrected as ReportFacts)).toBe(false);
  expect(alike(nobody, corrected as ReportFacts)).toBe(false);
});
