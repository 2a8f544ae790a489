import { describe, expect, it } from 'vitest';
import { plainNarrative } from '../../../domain/narrative/template.js';
import { verifyWhole } from '../../../domain/narrative/verify.js';
import { verifyNarrative } from '../../support/narrative.js';
import { type ReportFacts } from '../../../domain/report/facts.js';
import { randomStream } from '../../../demo/england/random.js';
import { faultKinds } from './support/faults.js';
import { honestParaphrase } from './support/honest.js';
import { narrativeReports } from './support/reports.js';

const { source, reports } = narrativeReports();
const seed = 2024;
const faultsPerKind = 24;

/** `count` reports, spread over all of them; again from the start where there are fewer. */
const spread = (count: number): readonly ReportFacts[] =>
  Array.from(
    { length: count },
    (_, index) => reports[Math.floor((index * reports.length) / count)] ?? reports[0],
  ).filter((report) => report !== undefined);

describe(`the verifier, over reports of ${source}`, () => {
  it('passes a thousand template narratives, each in full', () => {
    const refused = spread(1000).flatMap((facts) =>
      verifyWhole(plainNarrative(facts), facts).map((found) => ({ urn: facts.urn, ...found })),
    );
    expect(refused).toEqual([]);
  });

  it('refuses at most 2% of 200 honest paraphrases, and only because they are hard to read', () => {
    const refused = spread(200).flatMap((facts, index) => {
      const found = verifyWhole(honestParaphrase(facts, randomStream(seed, 'honest', index)), facts);
      return found.length > 0 ? [found] : [];
    });
    expect(refused.length).toBeLessThanOrEqual(4);
    expect(new Set(refused.flat().map(({ kind }) => kind))).toEqual(new Set(refused.length > 0 ? ['reading-age'] : []));
  });

  describe.each(faultKinds)('a text with a planted fault: $name', ({ name, plant }) => {
    it(`is refused in each of ${faultsPerKind} trials out of ${faultsPerKind}`, () => {
      let planted = 0;
      for (let attempt = 0; planted < faultsPerKind && attempt < 50 * faultsPerKind; attempt += 1) {
        const random = randomStream(seed, name, attempt);
        const facts = random.pick(reports);
        const isTemplate = random.uniform() < 0.5;
        const base = (given: ReportFacts): string =>
          isTemplate ? plainNarrative(given) : honestParaphrase(given, randomStream(seed, name, attempt, 'base'));
        const fault = plant(facts, base, random);
        if (!fault || verifyNarrative(base(fault.facts), fault.facts).length > 0) continue;
        planted += 1;
        const found = verifyNarrative(fault.text, fault.facts);
        expect(found, fault.text).not.toEqual([]);
        for (const { remedy } of found) expect(remedy).not.toBe('');
      }
      expect(planted).toBe(faultsPerKind);
    });
  });
});
