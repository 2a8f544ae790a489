import { beforeAll, describe, expect, it } from 'vitest';
import { panelComparables } from '../../../evidence/backtest/comparables.js';
import { panelFrame, panelIndex } from '../../../evidence/backtest/panel-frame.js';
import { yearsIn } from '../../../evidence/backtest/panel-table.js';
import { scoredSchools } from '../../../evidence/backtest/panel-years.js';
import { readAges } from '../../../evidence/backtest/read-ages.js';
import { readPanel } from '../../../evidence/backtest/read-panel.js';
import { censusContext } from '../../../domain/baseline/context.js';
import { nationalRates } from '../../../domain/baseline/national-rates.js';
import { academicYear } from '../../../domain/shared/academic-year.js';
import { defaultSimilarRules } from '../../../domain/similar/rules.js';
import { similarForAll } from '../../../domain/similar/similar-schools.js';
import { type SimilarResult } from '../../../domain/similar/types.js';
import { type ContextWeights, learnWeights } from '../../../domain/similar/weights.js';
import { sharedData, sharedDataIsMissing } from '../../support/shared-data.js';
import { type CheckedSchool, checkedSchools, contextDistance, noiseOf } from './panel-check.js';
import { panelPath, panelRows } from './panel.js';

const targetYear = academicYear('201718');
const folder = sharedData();

interface Pair {
  readonly school: CheckedSchool;
  readonly example: CheckedSchool;
  readonly kilometres: number;
  readonly said: Extract<SimilarResult, { kind: 'found' }>['examples'][number];
}

const kilometresBetween = (a: CheckedSchool, b: CheckedSchool): number =>
  Math.hypot(a.easting - b.easting, a.northing - b.northing) / 1000;
const widestCap = { primary: 40, secondary: 80 } as const;
const isTrust = ({ governance }: CheckedSchool): boolean => governance === 'trust';
const medianOf = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

/** Every check here reads the panel's own columns and computes for itself; of the code's answers only URNs, caps and reasons are used. */
describe.skipIf(folder === undefined)(
  `fair examples on the national panel, 2017/18 with what was known before${folder === undefined ? ` (${sharedDataIsMissing})` : ''}`,
  () => {
    let schools: ReadonlyMap<string, CheckedSchool> = new Map();
    let results: ReadonlyMap<string, SimilarResult> = new Map();
    let pairs: readonly Pair[] = [];
    let weights: ContextWeights | undefined;

    beforeAll(() => {
      const { table } = readPanel(panelPath(folder ?? ''));
      const rows = panelRows(table);
      const index = panelIndex(table, yearsIn(table));
      const scored = scoredSchools(index, targetYear, undefined);
      const known = rows.filter((row) => row.academicYear < targetYear);
      const comparable = panelComparables({
        index,
        scored,
        target: panelFrame(index, scored, targetYear),
        years: { score: targetYear },
        ages: readAges(panelPath(folder ?? ''), targetYear),
        model: { nationalRates: nationalRates([], known) },
      });
      weights = learnWeights(comparable, censusContext, defaultSimilarRules);
      results = similarForAll(comparable, { rules: defaultSimilarRules, weights });
      schools = checkedSchools(rows, new Set(comparable.map(({ urn }) => urn)));
      pairs = [...results].flatMap(([urn, result]) =>
        result.kind === 'found'
          ? result.examples.flatMap((said) => {
              const [school, example] = [schools.get(urn), schools.get(said.urn)];
              return school && example
                ? [{ school, example, kilometres: kilometresBetween(school, example), said }]
                : [];
            })
          : [],
      );
    });

    const of = (phase: string): readonly CheckedSchool[] =>
      [...schools.values()].filter((school) => school.phase === phase);
    const isFound = ({ urn }: CheckedSchool): boolean => results.get(urn)?.kind === 'found';
    const examplesOf = ({ urn }: CheckedSchool): readonly CheckedSchool[] =>
      pairs.filter(({ school }) => school.urn === urn).map(({ example }) => example);

    it('answer every school with three to five examples or a reason', () => {
      expect(results.size).toBeGreaterThan(19_500);
      expect(schools.size).toBe(results.size);
      let shown = 0;
      for (const result of results.values()) {
        if (result.kind === 'found') {
          shown += result.examples.length;
          expect(result.examples.length).toBeGreaterThanOrEqual(3);
          expect(result.examples.length).toBeLessThanOrEqual(5);
        } else expect(result.reason).not.toBe('');
      }
      expect(pairs).toHaveLength(shown);
    });

    it('never break a hard rule: phase, selection, kind of area, region, and no single-sex school for a mixed one', () => {
      const broken = pairs.filter(
        ({ school, example }) =>
          school.phase !== example.phase ||
          school.isGrammar !== example.isGrammar ||
          school.areaClass !== example.areaClass ||
          school.region !== example.region ||
          (school.gender === 'mixed' && example.gender !== 'mixed'),
      );
      expect(broken).toEqual([]);
      expect(new Set(pairs.map(({ school }) => school.areaClass)).size).toBe(3);
    });

    it('are never beyond the distance cap that the answer names, one of the stated steps', () => {
      for (const [urn, result] of results) {
        if (result.kind !== 'found') continue;
        const steps = schools.get(urn)?.phase === 'primary' ? [10, 20, 40] : [20, 40, 80];
        expect(steps).toContain(result.travelCapKilometres);
      }
      const beyond = pairs.filter(({ school, kilometres, said }) => {
        const result = results.get(school.urn);
        const cap = result?.kind === 'found' ? result.travelCapKilometres : 0;
        return kilometres > cap + 1e-9 || Math.abs(said.straightLineMiles * 1.609344 - kilometres) > 1e-6;
      });
      expect(beyond).toEqual([]);
    });

    it('are at most 2 apart in context', () => {
      const apart = pairs.map(
        ({ school, example, said }) =>
          [
            contextDistance(school, example, weights?.phases[school.phase].weights ?? []),
            said.contextDistance,
          ] as const,
      );
      expect(Math.max(...apart.map(([distance]) => distance))).toBeLessThanOrEqual(2 + 1e-9);
      expect(apart.filter(([distance, said]) => Math.abs(distance - said) > 1e-9)).toEqual([]);
    });

    it('were better by more than the noise of both schools, last year and over two years', () => {
      const lucky = pairs.filter(({ school, example }) => {
        const last = example.lastYear - school.lastYear;
        const two = example.level - school.level;
        return (
          last <= Math.sqrt(noiseOf(school, 1) + noiseOf(example, 1)) ||
          two <= Math.sqrt(noiseOf(school, school.years) + noiseOf(example, example.years))
        );
      });
      expect(lucky).toEqual([]);
    });

    it('are at least half under the same governance as the school, or each that is not says why', () => {
      const byUrn = new Map<string, Pair[]>();
      for (const pair of pairs) byUrn.set(pair.school.urn, [...(byUrn.get(pair.school.urn) ?? []), pair]);
      const silent = [...byUrn.values()].filter((list) => {
        const others = list.filter(({ school, example }) => example.governance !== school.governance);
        const isKnown = list[0]?.school.governance !== 'unknown';
        const isMinority = others.length * 2 <= list.length;
        return (
          isKnown && !isMinority && others.some(({ said }) => !said.different.some((text) => text.includes('too few')))
        );
      });
      expect(silent).toEqual([]);
    });

    it('never repeat a published failure: a school of a grammar area sees neither a grammar school nor a school of an area without', () => {
      // Kent, Buckinghamshire, Lincolnshire, Trafford, Medway, Slough.
      const areas = new Set(['886', '825', '925', '358', '887', '871']);
      const affected = of('secondary').filter((school) => areas.has(school.laCode) && !school.isGrammar);
      expect(affected.length).toBeGreaterThan(150);
      const shown = affected.flatMap(examplesOf);
      expect(shown.length).toBeGreaterThan(300);
      expect(shown.filter((example) => example.isGrammar || example.areaClass !== 'highly')).toEqual([]);
    });

    it('never repeat a published failure: no example is hours away in Cornwall, Northumberland, Cumbria and Devon', () => {
      const remote = pairs.filter(({ school }) => ['908', '929', '909', '878'].includes(school.laCode));
      expect(remote.length).toBeGreaterThan(1500);
      expect(remote.filter(({ school, kilometres }) => kilometres > widestCap[school.phase])).toEqual([]);
      expect(remote.filter(({ school, example }) => school.region !== example.region)).toEqual([]);
    });

    it('never repeat a published failure: a stand-alone academy never sees only schools of trusts', () => {
      const alone = of('secondary')
        .concat(of('primary'))
        .filter(({ governance }) => governance === 'stand-alone');
      const lists = new Map(alone.map((school) => [school.urn, [] as CheckedSchool[]]));
      for (const { school, example } of pairs) lists.get(school.urn)?.push(example);
      const shown = [...lists.values()].filter((list) => list.length > 0);
      expect(shown.length).toBeGreaterThan(1000);
      expect(shown.filter((list) => list.filter(isTrust).length * 2 > list.length)).toEqual([]);
      expect(alone.filter((school) => school.region === 'A' && isFound(school)).length).toBeGreaterThan(50);
    });

    /** A school's group: same kind, within the widest cap, at most 2 apart; best quarter: at most a quarter of it was better. */
    const isOutsideBestQuarter = ({ urn }: CheckedSchool): boolean => {
      const funnel = results.get(urn)?.funnel ?? { alikeInContext: 0, better: 0 };
      return funnel.alikeInContext < 3 || funnel.better > funnel.alikeInContext / 4;
    };

    it.each([
      ['primary', 0.9, 20],
      // 0.87 before the year groups became a rule: middle, upper and all-through schools have few of their own kind.
      ['secondary', 0.84, 30],
    ] as const)(
      'for %s schools outside the best quarter of their group, a share of %f has three fair examples, half of them within %i km',
      (phase, share, kilometres) => {
        const outside = of(phase).filter(isOutsideBestQuarter);
        expect(outside.length).toBeGreaterThan(0.7 * of(phase).length);
        expect(outside.filter(isFound).length / outside.length).toBeGreaterThanOrEqual(share);
        const shown = pairs.filter(({ school }) => school.phase === phase).map((pair) => pair.kilometres);
        expect(medianOf(shown)).toBeLessThanOrEqual(kilometres);
      },
    );

    it('give every other school a reason, and the counts by reason add up to all', () => {
      const byCode = new Map<string, number>();
      for (const result of results.values()) {
        const code = result.kind === 'found' ? 'found' : result.code;
        byCode.set(code, (byCode.get(code) ?? 0) + 1);
      }
      expect([...byCode.values()].reduce((sum, count) => sum + count, 0)).toBe(schools.size);
      for (const code of ['among-the-best', 'isolated', 'rare-kind', 'unlike-neighbours', 'few-clearly-better'])
        expect(byCode.get(code)).toBeGreaterThan(10);
      const withoutExamples = schools.size - (byCode.get('found') ?? 0);
      expect((byCode.get('among-the-best') ?? 0) / withoutExamples).toBeGreaterThan(0.6);
      const unplaced = [...schools.values()].filter(({ easting }) => Number.isNaN(easting)).length;
      // Of the unplaced ones one has an area that is not known either.
      expect((byCode.get('position-unknown') ?? 0) + (byCode.get('area-selectivity-unknown') ?? 0)).toBe(unplaced);
    });

    it('give the reason “among the best” only where at least three quarters of the school’s group were no better', () => {
      for (const [, result] of results) {
        if (result.kind === 'no-fair-example' && result.code === 'among-the-best')
          expect(result.funnel.better * 4).toBeLessThanOrEqual(result.funnel.alikeInContext);
      }
    });
  },
);
