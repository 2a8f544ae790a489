import { type Interval } from '../../domain/baseline/expect.js';
import { fifthsWithinPhase } from '../../domain/fairness/fifths.js';
import { shiftYear } from '../../domain/shared/academic-year.js';
import { type Backtest, type BacktestSchool } from './run-backtest.js';

/** A school whose year can be compared with what was expected: it has a last year, an expected value and an outcome. */
export interface Judged {
  readonly school: BacktestSchool;
  readonly expected: NonNullable<BacktestSchool['expected']>;
  readonly expectation: NonNullable<BacktestSchool['expectation']>;
  readonly outcome: NonNullable<BacktestSchool['outcome']>;
  readonly lastYearPercent: number;
  /** 1 the least to 5 the most free meals (`pct_fsm` of the January before) within the phase; undefined where it is not known. */
  readonly deprivationFifth: number | undefined;
}

export const sizeBands = [
  { name: 'under-100', below: 100 },
  { name: '100-to-199', below: 200 },
  { name: '200-to-399', below: 400 },
  { name: '400-to-799', below: 800 },
  { name: '800-and-over', below: Infinity },
] as const;

/** By pupils of compulsory age enrolled last year. */
export const sizeBandOf = ({ school }: Judged): string =>
  sizeBands.find(({ below }) => (school.history.enrolments ?? 0) < below)?.name ?? '';

export function judgedSchools({ schools, years }: Backtest): readonly Judged[] {
  const lastYear = shiftYear(years.score, -1);
  const scorable = schools.filter((school) => school.from === 'own-years' && school.outcome !== undefined);
  const fifths = fifthsWithinPhase(
    scorable.map(({ history: { phase, context } }) => ({ phase, value: context.freeMealsPercent })),
  );
  return scorable.flatMap((school, position): Judged[] => {
    const { expected, expectation, outcome, history } = school;
    const last = history.absence.find(({ academicYear }) => academicYear === lastYear);
    if (!expected || !expectation || !outcome || !last) return [];
    return [
      {
        school,
        expected,
        expectation,
        outcome,
        lastYearPercent: last.absencePercent,
        deprivationFifth: fifths[position],
      },
    ];
  });
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

export const shareOf = <Item>(items: readonly Item[], is: (item: Item) => boolean): number =>
  items.reduce((count, item) => (is(item) ? count + 1 : count), 0) / items.length;

/** Figures by group, in the order in which groups first appear when sorted by name; schools without a group are left out. */
export function byGroup<Item>(
  items: readonly Item[],
  groupOf: (item: Item) => string | number | undefined,
  figure: (group: readonly Item[]) => number,
): Readonly<Record<string, number>> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const name = groupOf(item);
    if (name === undefined) continue;
    const known = groups.get(String(name));
    if (known === undefined) groups.set(String(name), [item]);
    else known.push(item);
  }
  return Object.fromEntries(
    [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, group]) => [name, figure(group)]),
  );
}

/** Whether the outcome, without the year's national change, is inside the interval. */
export const isCovered = ({ outcome }: Judged, { low, high }: Interval): boolean =>
  outcome.adjustedPercent >= low && outcome.adjustedPercent <= high;

export const adjustedError = ({ outcome, expected }: Judged): number =>
  outcome.adjustedPercent - expected.expectedAbsencePercent;

/** Whether the year, without the national change, met the expectation. */
export const isMet = ({ outcome, expectation }: Judged): boolean =>
  100 - outcome.adjustedPercent >= expectation.floorAttendancePercent;
