import { beforeAll, describe, expect, it } from 'vitest';
import { censusContext } from '../../domain/baseline/context.js';
import { fitBaseline } from '../../domain/baseline/fit.js';
import { nationalRates } from '../../domain/baseline/national-rates.js';
import { panelParameters } from '../../domain/baseline/parameters.js';
import { shiftYear, academicYear } from '../../domain/shared/academic-year.js';
import { governanceFamily } from '../../domain/similar/governance.js';
import { kindIndex } from '../../domain/similar/kind.js';
import { defaultSimilarRules } from '../../domain/similar/rules.js';
import { isClearlyBetter, similarSchoolsIn } from '../../domain/similar/similar-schools.js';
import { type ComparableSchool, type SimilarResult } from '../../domain/similar/types.js';
import { sharedData, sharedDataIsMissing } from '../support/shared-data.js';
import { panelComparables } from './panel-comparable.js';
import { panelFrame, readPanel } from './panel.js';

const targetYear = academicYear('201718');
const folder = sharedData();

interface Answered {
  readonly school: ComparableSchool;
  readonly result: SimilarResult;
}

describe.skipIf(folder === undefined)(
  `fair examples on the national panel${folder === undefined ? ` (${sharedDataIsMissing})` : ''}`,
  () => {
    let answered: readonly Answered[] = [];
    let byUrn = new Map<string, ComparableSchool>();

    beforeAll(() => {
      const rows = readPanel(folder ?? '');
      const frames = [panelFrame(rows, shiftYear(targetYear, -1))];
      const model = fitBaseline(
        { frames, contextSource: censusContext, nationalRates: nationalRates([], rows) },
        panelParameters,
      );
      const schools = panelComparables(rows, model, targetYear);
      byUrn = new Map(schools.map((school) => [school.urn, school]));
      const index = kindIndex(schools);
      const terms = { rules: defaultSimilarRules, contextSource: censusContext };
      answered = schools.map((school) => ({ school, result: similarSchoolsIn(index, school, terms) }));
    });

    const pairs = (): {
      readonly school: ComparableSchool;
      readonly example: ComparableSchool;
      readonly miles: number;
    }[] =>
      answered.flatMap(({ school, result }) =>
        result.kind === 'found'
          ? result.examples.flatMap(({ urn, straightLineMiles }) => {
              const example = byUrn.get(urn);
              return example === undefined ? [] : [{ school, example, miles: straightLineMiles }];
            })
          : [],
      );

    const shareFound = (phase: string): number => {
      const own = answered.filter(({ school }) => school.phase === phase);
      return own.filter(({ result }) => result.kind === 'found').length / own.length;
    };

    it('no example breaks a hard rule: phase, selection, kind of area, gender, region', () => {
      const all = pairs();
      expect(all.length).toBeGreaterThan(50_000);
      const broken = all.filter(
        ({ school, example }) =>
          school.phase !== example.phase ||
          school.isSelective !== example.isSelective ||
          school.areaSelectivity !== example.areaSelectivity ||
          school.gender !== example.gender ||
          school.regionCode !== example.regionCode,
      );
      expect(broken).toEqual([]);
    });

    it('no example lies beyond the travel cap that the answer names', () => {
      for (const { result } of answered) {
        if (result.kind !== 'found') continue;
        const farthest = Math.max(...result.examples.map((example) => example.straightLineMiles));
        expect(farthest * 1.609344).toBeLessThanOrEqual(result.travelCapKilometres);
      }
    });

    it('every example was better by more than the noise of both', () => {
      expect(pairs().every(({ school, example }) => isClearlyBetter(example, school, defaultSimilarRules))).toBe(true);
    });

    it('a stand-alone academy is never shown only schools of trusts', () => {
      const standAlone = answered.filter(
        ({ school, result }) => school.governance === 'stand-alone' && result.kind === 'found',
      );
      expect(standAlone.length).toBeGreaterThan(500);
      for (const { result } of standAlone) {
        if (result.kind !== 'found') continue;
        const ownFamily = result.examples.filter((example) => governanceFamily(example.governance) === 'one-school');
        expect(ownFamily.length * 2).toBeGreaterThanOrEqual(result.examples.length);
      }
    });

    it('the published failures cannot come back: a grammar area, a grammar school, a lone academy of the north east', () => {
      const reaches = (isOne: (school: ComparableSchool) => boolean): ReturnType<typeof pairs> =>
        pairs().filter(({ school }) => isOne(school));
      const grammarArea = reaches(
        (school) =>
          school.phase === 'secondary' && school.areaSelectivity === 'highly-selective' && school.isSelective === false,
      );
      expect(grammarArea.length).toBeGreaterThan(100);
      expect(grammarArea.every(({ example }) => example.areaSelectivity === 'highly-selective')).toBe(true);
      const loneNorthEast = reaches((school) => school.governance === 'stand-alone' && school.regionCode === 'A');
      expect(loneNorthEast.length).toBeGreaterThan(50);
      expect(Math.max(...loneNorthEast.map(({ miles }) => miles))).toBeLessThan(50);
      const grammar = answered.filter(({ school }) => school.isSelective === true);
      expect(grammar).not.toHaveLength(0);
      for (const { result } of grammar) {
        if (result.kind === 'found') expect(result.examples.every(({ urn }) => byUrn.get(urn)?.isSelective)).toBe(true);
      }
    });

    it('three in five mainstream schools have fair examples, and every other is told why', () => {
      expect(shareFound('primary')).toBeGreaterThan(0.58);
      expect(shareFound('secondary')).toBeGreaterThan(0.62);
      const unexplained = answered.filter(({ result }) => result.kind === 'no-fair-example' && result.reason === '');
      expect(unexplained).toEqual([]);
      const byCode = new Map<string, number>();
      for (const { result } of answered)
        if (result.kind === 'no-fair-example') byCode.set(result.code, (byCode.get(result.code) ?? 0) + 1);
      expect(byCode.get('among-the-best')).toBeGreaterThan(1000);
    });
  },
);
