import { firstCalendarYear } from '../../../domain/shared/academic-year.js';
import { type Kind } from '../composition.js';
import { type Cell, writeCsv, type WrittenFile } from '../csv-file.js';
import { type Establishment } from '../establishment.js';
import { type World } from '../world.js';

const header = [
  'URN',
  'LA',
  'ESTAB',
  'SCHOOLTYPE',
  'NOR',
  'NORG',
  'NORB',
  'PNORG',
  'PNORB',
  'TSENELSE',
  'PSENELSE',
  'TSENELK',
  'PSENELK',
  'NUMEAL',
  'NUMENGFL',
  'NUMUNCFL',
  'PNUMEAL',
  'PNUMENGFL',
  'PNUMUNCFL',
  'NUMFSM',
  'PNUMFSM',
  'NUMFSMEVER',
  'NORFSMEVER',
  'PNUMFSMEVER',
] as const;

const schoolTypes: Readonly<Record<Kind, string>> = {
  primary: 'State-funded primary',
  'middle-deemed-primary': 'State-funded primary',
  secondary: 'State-funded secondary',
  'middle-deemed-secondary': 'State-funded secondary',
  'all-through': 'State-funded secondary',
  special: 'State-funded special school',
  'pupil-referral-unit': 'Pupil referral unit',
  nursery: 'State-funded nursery',
  'sixteen-plus': '',
  independent: 'Independent school',
};

const totals: readonly (readonly [row: string, type: string])[] = [
  ['PRI', 'State-funded primary'],
  ['SEC', 'State-funded secondary'],
  ['SPE', 'State-funded special school'],
];

/** Counts of one census row. */
interface Counts {
  roll: number;
  girls: number;
  plans: number;
  support: number;
  language: number;
  unclassified: number;
  meals: number;
  mealsEverSix: number;
  mealsRoll: number;
}

const noCounts = (): Counts => ({
  roll: 0,
  girls: 0,
  plans: 0,
  support: 0,
  language: 0,
  unclassified: 0,
  meals: 0,
  mealsEverSix: 0,
  mealsRoll: 0,
});

/** Open on census day, the third Thursday of January; colleges do not take part. */
function isOpenAtCensus(establishment: Establishment, world: World): boolean {
  const day = `${firstCalendarYear(world.latestYear) + 1}-01-18`;
  const { opensOn, closesOn } = establishment;
  if (establishment.school.kind === 'sixteen-plus' || establishment.status === '4') return false;
  return (opensOn === undefined || opensOn <= day) && (closesOn === undefined || closesOn >= day);
}

function countsOf({ school, sizeShare }: Establishment): Counts {
  const { context } = school;
  const roll = Math.max(1, Math.round(school.roll * sizeShare));
  const of = (percent: number): number => Math.round((roll * percent) / 100);
  const mealsRoll = Math.max(1, Math.round(Math.min(roll, school.enrolments * sizeShare * 1.1)));
  return {
    roll,
    girls: of(context.girlsPercent),
    plans: of(context.plansPercent),
    support: of(context.supportPercent),
    language: of(context.languagePercent),
    unclassified: of(0.3),
    meals: of(context.freeMealsPercent),
    mealsEverSix: Math.round((mealsRoll * context.freeMealsEverSixPercent) / 100),
    mealsRoll,
  };
}

const percent = (part: number, whole: number): string => ((100 * part) / whole).toFixed(2);

/** Cells of the counts; where a class would show single children the department prints SUPP, and free meals are blank outside the state sector. */
function cells(counts: Counts, options: { readonly isSuppressed: boolean; readonly hasMeals: boolean }): Cell[] {
  const { roll, girls, plans, support, language, unclassified } = counts;
  if (options.isSuppressed) return [roll, ...header.slice(5).map(() => 'SUPP')];
  const english = Math.max(0, roll - language - unclassified);
  const meals: Cell[] = options.hasMeals
    ? [
        counts.meals,
        percent(counts.meals, roll),
        counts.mealsEverSix,
        counts.mealsRoll,
        percent(counts.mealsEverSix, counts.mealsRoll),
      ]
    : ['', '', '', '', ''];
  return [
    roll,
    girls,
    roll - girls,
    percent(girls, roll),
    percent(roll - girls, roll),
    plans,
    percent(plans, roll),
    support,
    percent(support, roll),
    language,
    english,
    unclassified,
    percent(language, roll),
    percent(english, roll),
    percent(unclassified, roll),
    ...meals,
  ];
}

const fewestShown = 10;

function* rows(world: World): Generator<Cell[]> {
  const sums = new Map(totals.map(([, type]) => [type, noCounts()]));
  for (const establishment of world.establishments) {
    if (!isOpenAtCensus(establishment, world)) continue;
    const { school, urn } = establishment;
    const counts = countsOf(establishment);
    const type = schoolTypes[school.kind];
    const sum = sums.get(type);
    if (sum !== undefined) for (const key of Object.keys(sum) as (keyof Counts)[]) sum[key] += counts[key];
    yield [
      urn,
      school.authority.code,
      world.schoolNumbers.get(urn) ?? '',
      type,
      ...cells(counts, { isSuppressed: counts.roll < fewestShown, hasMeals: school.kind !== 'independent' }),
    ];
  }
  for (const [row, type] of totals) {
    const sum = sums.get(type) ?? noCounts();
    if (sum.roll > 0) yield ['NAT', '', row, type, ...cells(sum, { isSuppressed: false, hasMeals: true })];
  }
}

/** January census of the latest year, with the totals rows that the published file ends with. */
export const writeCensus = (world: World, path: string): Promise<WrittenFile> =>
  writeCsv({ path, header, encoding: 'utf-8', rows: rows(world) });
