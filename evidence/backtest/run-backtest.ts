import { censusContext } from '../../domain/baseline/context.js';
import {
  type ExpectedAbsence,
  type SchoolExpected,
  expectFromSimilar,
  expectPrepared,
} from '../../domain/baseline/expect.js';
import {
  type Expectation,
  type ExpectationPolicy,
  defaultExpectationPolicy,
  setExpectation,
} from '../../domain/baseline/expectation.js';
import { fitPrepared, fitTerms } from '../../domain/baseline/fit.js';
import { type BaselineModel } from '../../domain/baseline/model.js';
import { type PublishedNationalRate, nationalRates } from '../../domain/baseline/national-rates.js';
import { panelParameters } from '../../domain/baseline/parameters.js';
import { prepareFrame, requireNational } from '../../domain/baseline/prepare.js';
import { type Frame, type SchoolHistory } from '../../domain/baseline/types.js';
import { type AcademicYear, shiftYear } from '../../domain/shared/academic-year.js';
import { type AbsencePhase } from '../../domain/shared/phase.js';
import { type PanelIndex, type YearSchools, panelFrame, panelIndex } from './panel-frame.js';
import { absenceAt, rowsOfYear, yearsIn } from './panel-table.js';
import { type BacktestYears, type ScoredSchools, backtestYears, nationalRows, scoredSchools } from './panel-years.js';
import { type PanelFile } from './read-panel.js';
import { searchThreads } from './search-threads.js';

export interface BacktestRequest {
  readonly panel: PanelFile;
  readonly outcomes?: PanelFile;
  readonly scoreYear: AcademicYear;
  readonly trainYears?: readonly AcademicYear[];
  /** National rates of earlier years, for the size of the national shift. */
  readonly nationalHistory?: readonly PublishedNationalRate[];
  readonly policy?: ExpectationPolicy;
}

/** What an expected value rests on; `none`: there is nothing to expect from, not even similar schools. */
export type ExpectedFrom = 'own-years' | 'similar-schools' | 'none';

/** One school of the scored year. Absence in per cent. */
export interface BacktestSchool {
  /** Row of the table of scored schools. */
  readonly row: number;
  readonly history: SchoolHistory;
  readonly from: ExpectedFrom;
  readonly expected?: ExpectedAbsence;
  readonly expectation?: Expectation;
  /** Mean of similar schools last year. */
  readonly similarAbsencePercent?: number;
  readonly nationalLastYearPercent: number;
  /** The year's absence, and the same less the national change of the phase. */
  readonly outcome?: { readonly absencePercent: number; readonly adjustedPercent: number };
}

export interface Backtest {
  readonly years: BacktestYears;
  readonly model: BaselineModel;
  readonly schools: readonly BacktestSchool[];
  readonly scored: ScoredSchools;
  /** The panel's years before the scored one. */
  readonly index: PanelIndex;
  /** The scored schools with what was known before their year, and their outcome. */
  readonly target: Frame;
  readonly policy: ExpectationPolicy;
}

/** Called when a stage is over: `join`, `similar`, `fit and expect`. With two processors the scored year is joined and searched during the last two. */
export type Lap = (stage: string) => void;

/**
 * Fits on what was known before the scored year began, and compares what it expects with the outcome.
 * @throws PanelProblem when the years do not allow it.
 */
export function runBacktest(request: BacktestRequest, lap: Lap): Backtest {
  const { panel, outcomes, scoreYear, policy = defaultExpectationPolicy } = request;
  const years = backtestYears(panel, scoreYear, request.trainYears);
  const search = searchThreads();
  const { table } = panel;
  const known = yearsIn(table).filter((year) => year < scoreYear);
  const index = panelIndex(table, known);
  const ofYear = (year: AcademicYear): YearSchools => ({ table, rows: rowsOfYear(table, year) });
  const frames = years.train.map((year) => panelFrame(index, ofYear(year), year));
  const national = nationalRates(
    request.nationalHistory ?? [],
    known.flatMap((year) => nationalRows(ofYear(year))),
  );
  lap('join');
  const terms = fitTerms({ frames, contextSource: censusContext, nationalRates: national }, panelParameters);
  const prepared = frames.map((frame) => prepareFrame(frame, terms, search.levels));
  // The search of the training years runs while the scored year is joined, and that of the scored year runs during the fit.
  const scored = scoredSchools(index, scoreYear, outcomes);
  const target = panelFrame(index, scored, scoreYear);
  const preparedTarget = prepareFrame(target, terms, search.levels);
  for (const { similar } of prepared) search.finish(similar);
  lap('similar');
  const model = fitPrepared(prepared, terms);
  search.finish(preparedTarget.similar);
  search.end();
  const answers = expectPrepared(model, preparedTarget);
  const shifts = scored.hasOutcomes ? nationalShifts(model, scored, scoreYear) : undefined;
  const schools = answers.map((answer, position): BacktestSchool => {
    const history = preparedTarget.schools[position] ?? unpaired();
    const row = scored.rows[position] ?? unpaired();
    const expected = expectedOf(model, answer, history.phase);
    const shift = shifts?.[history.phase];
    const absencePercent = absenceAt(scored.table, row);
    return {
      row,
      history,
      nationalLastYearPercent: preparedTarget.nationalLastYear[history.phase],
      ...expected,
      ...expectationOf(policy, answer, expected.expected),
      ...(shift !== undefined && { outcome: { absencePercent, adjustedPercent: absencePercent - shift } }),
    };
  });
  lap('fit and expect');
  return { years, model, schools, scored, index, target, policy };
}

function unpaired(): never {
  throw new RangeError('An answer has lost its school; the frame and its rows differ in length.');
}

function expectedOf(
  model: BaselineModel,
  answer: SchoolExpected,
  phase: AbsencePhase,
): Pick<BacktestSchool, 'from' | 'expected' | 'similarAbsencePercent'> {
  if (answer.similar === undefined) return { from: 'none' };
  const similarAbsencePercent = 100 - answer.similar.meanPercent;
  if (answer.kind === 'expected') return { from: 'own-years', expected: answer.expected, similarAbsencePercent };
  return {
    from: 'similar-schools',
    expected: expectFromSimilar(model, phase, similarAbsencePercent),
    similarAbsencePercent,
  };
}

/** Only a school with a last year gets an expectation. */
function expectationOf(
  policy: ExpectationPolicy,
  answer: SchoolExpected,
  expected: ExpectedAbsence | undefined,
): Pick<BacktestSchool, 'expectation'> {
  if (answer.kind !== 'expected' || expected === undefined) return {};
  return {
    expectation: setExpectation(policy, {
      expectedAbsencePercent: expected.expectedAbsencePercent,
      similarAttendancePercent: answer.similar.meanPercent,
      similarTopDecileAttendancePercent: answer.similar.topDecilePercent,
    }),
  };
}

/** The change of each phase's national rate in the scored year, from the rows that are scored. */
function nationalShifts(
  model: BaselineModel,
  scored: ScoredSchools,
  year: AcademicYear,
): Readonly<Record<AbsencePhase, number>> {
  const rates = nationalRates([], nationalRows(scored));
  const shift = (phase: AbsencePhase): number => {
    const now = rates[phase][year]?.absencePercent;
    return now === undefined ? 0 : now - requireNational(model.nationalRates, phase, shiftYear(year, -1));
  };
  return { primary: shift('primary'), secondary: shift('secondary'), special: shift('special') };
}
