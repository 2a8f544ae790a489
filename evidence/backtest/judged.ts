import { type ExpectationPolicy } from '../../domain/baseline/expectation.js';
import { nationalRates } from '../../domain/baseline/national-rates.js';
import { intakeChoice } from '../../domain/fairness/intake.js';
import { judgeFrame } from '../../domain/fairness/judge-frame.js';
import { type JudgedSchool } from '../../domain/fairness/judged-school.js';
import { defaultMonitoringPolicy } from '../../domain/monitoring/policy.js';
import { rowsOfYear } from './panel-table.js';
import { nationalRows } from './panel-years.js';
import { type Backtest } from './run-backtest.js';

/** The schools of a scored year whose expectation could be set and whose outcome is known, as fairness judges them. */
export function judgedByPolicy(
  { model, target, scored, index: { table, years } }: Backtest,
  expectation: ExpectationPolicy,
): readonly JudgedSchool[] {
  const known = [...years.keys()].flatMap((year) => nationalRows({ table, rows: rowsOfYear(table, year) }));
  return judgeFrame(model, target, {
    expectation,
    monitoring: defaultMonitoringPolicy,
    nationalRates: nationalRates([], [...known, ...nationalRows(scored)]),
    intake: intakeChoice(model.contextSource),
  });
}
