import { beforeAll, describe, expect, it } from 'vitest';
import { censusContext } from '../../domain/baseline/context.js';
import { type SchoolExpected, expectFrame } from '../../domain/baseline/expect.js';
import { defaultExpectationPolicy, setExpectation } from '../../domain/baseline/expectation.js';
import { fitBaseline } from '../../domain/baseline/fit.js';
import { type BaselineModel } from '../../domain/baseline/model.js';
import { nationalAbsence, nationalRates } from '../../domain/baseline/national-rates.js';
import { panelParameters } from '../../domain/baseline/parameters.js';
import { publishedPhases } from '../../domain/baseline/published-model.js';
import { type SchoolHistory, absenceIn } from '../../domain/baseline/types.js';
import { type AcademicYear, academicYear } from '../../domain/shared/academic-year.js';
import { type AbsencePhase } from '../../domain/shared/phase.js';
import { sharedData, sharedDataIsMissing } from '../support/shared-data.js';
import { type PanelRow, panelFrame, readPanel } from './panel.js';

const [year201516, year201617, year201718] = ['201516', '201617', '201718'].map(academicYear) as [
  AcademicYear,
  AcademicYear,
  AcademicYear,
];
const folder = sharedData();
const phases: readonly AbsencePhase[] = ['primary', 'secondary', 'special'];
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** A school of 2017/18: its outcome with the national shift taken out, beside what was expected. */
interface Judged {
  readonly school: SchoolHistory;
  readonly outcome: number;
  readonly answer: Extract<SchoolExpected, { kind: 'expected' }>;
}

/** MODEL.md figures are of pre-pandemic years, fitted on 2015/16 and 2016/17 and judged on 2017/18. */
describe.skipIf(folder === undefined)(
  `the baseline on the national panel${folder === undefined ? ` (${sharedDataIsMissing})` : ''}`,
  () => {
    let rows: readonly PanelRow[] = [];
    let model: BaselineModel;
    let judged: readonly Judged[] = [];

    const national = (phase: AbsencePhase, year: AcademicYear): number =>
      nationalAbsence(model.nationalRates, phase, year) ?? NaN;

    beforeAll(() => {
      rows = readPanel(folder ?? '');
      const frames = [panelFrame(rows, year201516), panelFrame(rows, year201617)];
      model = fitBaseline(
        { frames, contextSource: censusContext, nationalRates: nationalRates([], rows) },
        panelParameters,
      );
      const frame = panelFrame(rows, year201718);
      judged = expectFrame(model, frame).flatMap((answer, position) => {
        const school = frame.schools[position];
        if (school === undefined || answer.kind !== 'expected') return [];
        const absence = absenceIn(school, year201718) ?? NaN;
        return [
          {
            school,
            answer,
            outcome: absence - national(school.phase, year201718) + national(school.phase, year201617),
          },
        ];
      });
    });

    const errors = (isPart: (one: Judged) => boolean = () => true): number[] =>
      judged.filter(isPart).map(({ outcome, answer }) => Math.abs(outcome - answer.expected.expectedAbsencePercent));

    const covered = (level: 'interval80' | 'interval95', isPart: (one: Judged) => boolean = () => true): number =>
      mean(
        judged
          .filter(isPart)
          .map(({ outcome, answer }) =>
            outcome >= answer.expected[level].low && outcome <= answer.expected[level].high ? 1 : 0,
          ),
      );

    it('every school with a last year is judged, as many as the reference judges', () => {
      expect(judged).toHaveLength(20_858);
    });

    it('the mean error after the national shift is that of the reference, 0.490 points', () => {
      expect(mean(errors())).toBeLessThanOrEqual(0.494);
      expect(mean(errors())).toBeGreaterThan(0.486);
    });

    it.each([
      ['primary', 0.413],
      ['secondary', 0.502],
      ['special', 1.715],
    ] as const)('the mean error of %s schools is that of the reference, %f points', (phase, reference) => {
      const error = mean(errors(({ school }) => school.phase === phase));
      expect(Math.abs(error / reference - 1)).toBeLessThan(0.01);
    });

    it('it beats repeating the last year', () => {
      const ownLastYear = judged.map(({ school, outcome }) =>
        Math.abs(outcome - (absenceIn(school, year201617) ?? NaN)),
      );
      expect(mean(ownLastYear)).toBeCloseTo(0.513, 2);
      expect(mean(errors())).toBeLessThan(mean(ownLastYear));
    });

    it.each(phases)('the fitted %s coefficients and clips are those of the reference', (phase) => {
      const { coefficients, clip } = model.phases[phase];
      const published = publishedPhases[phase];
      const tolerance = phase === 'special' ? 0.03 : 0.015;
      for (const term of ['intercept', 'lastYear', 'yearBefore', 'similar'] as const) {
        expect(Math.abs(coefficients[term] - published.coefficients[term])).toBeLessThan(tolerance);
      }
      expect(clip.low).toBeCloseTo(published.clip.low, 1);
      expect(clip.high).toBeCloseTo(published.clip.high, 1);
    });

    it('intervals cover about what they say, over all and by phase', () => {
      expect(covered('interval80')).toBeGreaterThan(0.74);
      expect(covered('interval80')).toBeLessThan(0.82);
      expect(covered('interval95')).toBeGreaterThan(0.92);
      expect(covered('interval95')).toBeLessThan(0.97);
      for (const phase of phases) {
        const share = covered('interval80', ({ school }) => school.phase === phase);
        expect(share).toBeGreaterThan(0.72);
        expect(share).toBeLessThan(0.84);
      }
    });

    it('the expectation asks little, is met by about two schools in five and never lies below the expected level', () => {
      const asked = judged.map(({ outcome, answer }) => {
        const expectation = setExpectation(defaultExpectationPolicy, {
          expectedAbsencePercent: answer.expected.expectedAbsencePercent,
          similarAttendancePercent: answer.similar.meanPercent,
          similarTopDecileAttendancePercent: answer.similar.topDecilePercent,
        });
        return { expectation, isMet: 100 - outcome >= expectation.floorAttendancePercent };
      });
      const met = mean(asked.map(({ isMet }) => (isMet ? 1 : 0)));
      expect(met).toBeGreaterThan(0.4);
      expect(met).toBeLessThan(0.45);
      const improvement = mean(asked.map(({ expectation }) => expectation.improvementPoints));
      expect(improvement).toBeGreaterThan(0.1);
      expect(improvement).toBeLessThan(0.15);
      expect(
        asked.every(({ expectation }) => expectation.floorAttendancePercent >= expectation.expectedAttendancePercent),
      ).toBe(true);
      const holds = mean(asked.map(({ expectation }) => (expectation.isHold ? 1 : 0)));
      expect(holds).toBeLessThan(0.1);
    });

    it('every deprivation fifth of the mainstream phases meets the expectation about as often', () => {
      const floorOf = ({ answer }: Judged): number =>
        setExpectation(defaultExpectationPolicy, {
          expectedAbsencePercent: answer.expected.expectedAbsencePercent,
          similarAttendancePercent: answer.similar.meanPercent,
        }).floorAttendancePercent;
      const meals = (one: Judged): number => one.school.context.freeMealsEverSixPercent ?? NaN;
      // Fifths within each phase: a primary's share of free meals does not say the same as a secondary's.
      const fifths: Judged[][] = [[], [], [], [], []];
      for (const phase of ['primary', 'secondary']) {
        const own = judged
          .filter((one) => one.school.phase === phase && Number.isFinite(meals(one)))
          .sort((a, b) => meals(a) - meals(b));
        own.forEach((one, rank) => fifths[Math.floor((5 * rank) / own.length)]?.push(one));
      }
      for (const fifth of fifths) {
        const met = mean(fifth.map((one) => (100 - one.outcome >= floorOf(one) ? 1 : 0)));
        expect(met).toBeGreaterThan(0.39);
        expect(met).toBeLessThan(0.45);
      }
    });

    it('two fits of the same rows give the same bits', () => {
      const { targetYear, schools } = panelFrame(rows, year201617);
      const frames = [{ targetYear, schools: schools.filter(({ phase }) => phase === 'special') }];
      const training = { frames, contextSource: censusContext, nationalRates: nationalRates([], rows) };
      expect(JSON.stringify(fitBaseline(training, panelParameters))).toBe(
        JSON.stringify(fitBaseline(training, panelParameters)),
      );
    });
  },
);
