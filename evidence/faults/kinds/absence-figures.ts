import { type CellChange, reader, type Sheet, type SheetRow } from '../data/sheet.js';
import { type FaultKind } from './fault-kind.js';
import { isNumber, plantInSchools, someOf } from './planting.js';

const rate = 'sess_overall_percent';
const lastYear = 'absence-last-year';

const numberIn = (sheet: Sheet, row: SheetRow, name: string): number | undefined => {
  const cell = reader(sheet, name)(row);
  return isNumber(cell) ? Number(cell) : undefined;
};

/** Every percentage of the row, changed alike. */
function percentages(sheet: Sheet, row: SheetRow, change: (percent: number) => string): CellChange {
  const cells = sheet.header
    .filter((name) => name.endsWith('_percent'))
    .map((name) => {
      const percent = numberIn(sheet, row, name);
      return [name, percent === undefined ? reader(sheet, name)(row) : change(percent)] as const;
    });
  return Object.fromEntries(cells);
}

export const percentageAsFraction: FaultKind = {
  name: 'percentage-as-fraction',
  isCritical: true,
  damages: 'percentages of some schools written as fractions of one',
  folder: 'recent',
  plant: (scene, random) =>
    plantInSchools(scene, lastYear, someOf(scene.schools, random, 60), (row, _, sheet) =>
      percentages(sheet, row, (percent) => String(Number((percent / 100).toFixed(7)))),
    ),
};

export const percentSignKept: FaultKind = {
  name: 'percent-sign-kept',
  isCritical: true,
  damages: 'percentages written with their sign, "8.2%"',
  folder: 'recent',
  plant: (scene, random) =>
    plantInSchools(scene, lastYear, someOf(scene.schools, random, 200), (row, _, sheet) =>
      percentages(sheet, row, (percent) => `${percent}%`),
    ),
};

export const percentSignInCounts: FaultKind = {
  name: 'percent-sign-in-counts',
  isCritical: true,
  damages: 'a percentage in a column of counts',
  folder: 'national',
  plant: (scene, random) =>
    plantInSchools(scene, lastYear, someOf(scene.schools, random, 20), (row, _, sheet) => ({
      sess_overall: `${reader(sheet, rate)(row)}%`,
    })),
};

export const suppressedAsZero: FaultKind = {
  name: 'suppressed-as-zero',
  isCritical: true,
  damages: 'suppressed rates read as 0',
  folder: 'recent',
  plant: (scene, random) =>
    plantInSchools(scene, lastYear, someOf(scene.schools, random, 10), (row, _, sheet) =>
      percentages(sheet, row, () => '0'),
    ),
};

export const suppressedAsZeroWithCounts: FaultKind = {
  name: 'suppressed-counts-as-zero',
  isCritical: true,
  damages: 'suppressed counts and rates read as 0',
  folder: 'national',
  plant: (scene, random) =>
    plantInSchools(scene, lastYear, someOf(scene.schools, random, 10), (row, _, sheet) => ({
      ...percentages(sheet, row, () => '0'),
      sess_overall: '0',
      sess_authorised: '0',
      sess_unauthorised: '0',
      enrolments_pa_10_exact: '0',
    })),
};

export const absenceAbovePossible: FaultKind = {
  name: 'absence-above-possible',
  isCritical: true,
  damages: 'more sessions missed than possible',
  folder: 'national',
  plant: (scene, random) =>
    plantInSchools(scene, lastYear, someOf(scene.schools, random, 5), (row, _, sheet) => ({
      sess_overall: String((numberIn(sheet, row, 'sess_possible') ?? 0) + 1 + random.integer(1000)),
    })),
};

/** Counts of a part of the year; the part's own rate is a little off the year's. */
function partOfYear(share: number, rateFactor: number): (sheet: Sheet, row: SheetRow) => CellChange | undefined {
  return (sheet, row) => {
    const [possible, authorised, unauthorised] = ['sess_possible', 'sess_authorised', 'sess_unauthorised'].map((name) =>
      numberIn(sheet, row, name),
    );
    if (possible === undefined || authorised === undefined || unauthorised === undefined) return undefined;
    const part = Math.round(possible * share);
    const [granted, refused] = [authorised, unauthorised].map((count) => Math.round(count * share * rateFactor));
    return countsAndRates(part, granted ?? 0, refused ?? 0);
  };
}

function countsAndRates(possible: number, authorised: number, unauthorised: number): CellChange {
  const percent = (sessions: number): string => String(Number(((100 * sessions) / possible).toFixed(5)));
  return {
    sess_possible: String(possible),
    sess_authorised: String(authorised),
    sess_unauthorised: String(unauthorised),
    sess_overall: String(authorised + unauthorised),
    sess_authorised_percent: percent(authorised),
    sess_unauthorised_percent: percent(unauthorised),
    sess_overall_percent: percent(authorised + unauthorised),
  };
}

export const oneTerm: FaultKind = {
  name: 'sessions-of-one-term',
  isCritical: true,
  damages: 'a row that holds one term only',
  folder: 'national',
  plant: (scene, random) => {
    const part = partOfYear(0.3 + 0.1 * random.uniform(), 0.85 + 0.3 * random.uniform());
    return plantInSchools(scene, lastYear, someOf(scene.schools, random, 20), (row, _, sheet) => part(sheet, row));
  },
};

export const twoTerms: FaultKind = {
  name: 'sessions-of-two-terms',
  isCritical: true,
  damages: 'a row that holds two terms only',
  folder: 'national',
  plant: (scene, random) => {
    const part = partOfYear(0.64 + 0.06 * random.uniform(), 0.9 + 0.2 * random.uniform());
    return plantInSchools(scene, lastYear, someOf(scene.schools, random, 20), (row, _, sheet) => part(sheet, row));
  },
};

export const daysForSessions: FaultKind = {
  name: 'days-for-sessions',
  isCritical: true,
  damages: 'possible sessions counted in days, absence in sessions',
  folder: 'national',
  plant: (scene, random) =>
    plantInSchools(scene, lastYear, someOf(scene.schools, random, 20), (row, _, sheet) => {
      const [possible, authorised, unauthorised] = ['sess_possible', 'sess_authorised', 'sess_unauthorised'].map(
        (name) => numberIn(sheet, row, name),
      );
      if (possible === undefined || authorised === undefined || unauthorised === undefined) return undefined;
      return countsAndRates(Math.round(possible / 2), authorised, unauthorised);
    }),
};

export const predecessorsAdded: FaultKind = {
  name: 'predecessors-sessions-added',
  isCritical: true,
  damages: 'sessions of a predecessor added to the school’s own',
  folder: 'national',
  plant: (scene, random) => {
    const part = partOfYear(1.5 + 0.5 * random.uniform(), 0.9 + 0.2 * random.uniform());
    return plantInSchools(scene, lastYear, someOf(scene.schools, random, 5), (row, _, sheet) => part(sheet, row));
  },
};

export const attendanceForAbsence: FaultKind = {
  name: 'attendance-for-absence',
  isCritical: true,
  damages: 'attendance in the column of absence',
  folder: 'recent',
  plant: (scene, random) =>
    plantInSchools(scene, lastYear, someOf(scene.schools, random, 30), (row, _, sheet) => {
      const percent = numberIn(sheet, row, rate);
      return percent === undefined
        ? undefined
        : {
            [rate]: String(Number((100 - percent).toFixed(5))),
            sess_authorised_percent: 'z',
            sess_unauthorised_percent: 'z',
          };
    }),
};

/** Only the overall rate of older files is published, so no other figure reveals the mistake. */
const withoutParts = { sess_authorised_percent: 'z', sess_unauthorised_percent: 'z' } as const;

export const authorisedForOverall: FaultKind = {
  name: 'authorised-for-overall',
  isCritical: true,
  damages: 'authorised absence in the column of overall absence',
  folder: 'recent',
  plant: (scene, random) =>
    plantInSchools(scene, lastYear, someOf(scene.schools, random, 30), (row, _, sheet) => {
      const percent = numberIn(sheet, row, 'sess_authorised_percent');
      return percent === undefined ? undefined : { [rate]: String(percent) };
    }),
};

export const persistentForOverall: FaultKind = {
  name: 'persistent-for-overall',
  isCritical: true,
  damages: 'persistent absence in the column of overall absence',
  folder: 'recent',
  plant: (scene, random) =>
    plantInSchools(scene, lastYear, someOf(scene.schools, random, 30), (row, _, sheet) => {
      const percent = numberIn(sheet, row, 'enrolments_pa_10_exact_percent');
      return percent === undefined ? undefined : { [rate]: String(percent), ...withoutParts };
    }),
};

export const decimalPointLost: FaultKind = {
  name: 'decimal-point-lost',
  isCritical: true,
  damages: 'the decimal point of a rate moved one place to the right',
  folder: 'recent',
  plant: (scene, random) =>
    plantInSchools(scene, lastYear, someOf(scene.schools, random, 5), (row, _, sheet) => {
      const percent = numberIn(sheet, row, rate);
      return percent === undefined || percent >= 10
        ? undefined
        : { [rate]: String(Number((percent * 10).toFixed(4))), ...withoutParts };
    }),
};
