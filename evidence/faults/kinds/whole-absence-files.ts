import { shuffled } from '../../../demo/england/random.js';
import { type FileRole, sheetOf } from '../data/folder.js';
import { reader, type Sheet, sheetText, withCells, withRows } from '../data/sheet.js';
import { type FaultKind, type Scene } from './fault-kind.js';
import { figureColumns, figuresOf, isNumber, plantBytes, plantFile, rowsByUrn } from './planting.js';

const lastYear = 'absence-last-year';

/** The rows of an older file under last year's date, as when a file is saved under the wrong name and its year is "corrected". */
function olderFile(scene: Scene, older: FileRole): Sheet {
  const [own, other] = [sheetOf(scene.folder, lastYear), sheetOf(scene.folder, older)];
  const year = reader(own, 'time_period')(own.rows[0] ?? []);
  return { ...withCells(other, () => ({ time_period: year })), fileName: own.fileName };
}

export const wrongYear: FaultKind = {
  name: 'wrong-year',
  isCritical: true,
  damages: 'last year’s file holds the year before',
  folder: 'national',
  plant: (scene) => plantFile(scene, lastYear, () => olderFile(scene, 'absence-year-before')),
};

export const wrongYearWithoutCounts: FaultKind = {
  name: 'wrong-year-rates-alone',
  isCritical: true,
  damages: 'last year’s file holds the year before, rates alone',
  folder: 'recent',
  plant: (scene) => plantFile(scene, lastYear, () => olderFile(scene, 'absence-year-before')),
};

export const yearOfLongAgo: FaultKind = {
  name: 'year-of-long-ago',
  isCritical: true,
  damages: 'last year’s file holds a year two before',
  folder: 'recent',
  plant: (scene) => plantFile(scene, lastYear, () => olderFile(scene, 'absence-three-years-ago')),
};

export const mixedYears: FaultKind = {
  name: 'mixed-years',
  isCritical: true,
  damages: 'a run of rows of the year before among last year’s',
  folder: 'national',
  plant: (scene, random) => {
    const before = rowsByUrn(scene, 'absence-year-before');
    const sheet = sheetOf(scene.folder, lastYear);
    const urn = reader(sheet, 'school_urn');
    const length = Math.round(sheet.rows.length * (0.1 + 0.5 * random.uniform()));
    const start = random.integer(sheet.rows.length - length);
    return plantFile(scene, lastYear, (whole) =>
      withCells(whole, (row, index) => {
        const old = before.get(urn(row));
        return index >= start && index < start + length && old !== undefined ? figuresOf(whole, old) : undefined;
      }),
    );
  },
};

export const halfAFile: FaultKind = {
  name: 'half-a-file',
  isCritical: true,
  damages: 'an absence file cut off between two rows',
  folder: 'national',
  plant: (scene, random) =>
    plantFile(scene, lastYear, (sheet) =>
      withRows(sheet, sheet.rows.slice(0, Math.round(sheet.rows.length * (0.3 + 0.4 * random.uniform())))),
    ),
};

export const cutInARow: FaultKind = {
  name: 'cut-in-a-row',
  isCritical: true,
  damages: 'an absence file cut off in the middle of a row',
  folder: 'recent',
  plant: (scene, random) =>
    plantBytes(scene, lastYear, (sheet) => {
      const bytes = Buffer.from(sheetText(sheet));
      return bytes.subarray(0, Math.round(bytes.length * (0.5 + 0.45 * random.uniform())));
    }),
};

export const doubledFile: FaultKind = {
  name: 'doubled-file',
  isCritical: true,
  damages: 'a file has each of its rows twice',
  folder: 'national',
  plant: (scene) => plantFile(scene, lastYear, (sheet) => withRows(sheet, [...sheet.rows, ...sheet.rows])),
};

export const sortedColumn: FaultKind = {
  name: 'sorted-column',
  isCritical: true,
  damages: 'one column was sorted, the others were not',
  folder: 'recent',
  plant: (scene) =>
    plantFile(scene, lastYear, (sheet) => {
      const rate = reader(sheet, 'sess_overall_percent');
      const sorted = sheet.rows.map(rate).sort((a, b) => Number(a) - Number(b));
      return withCells(sheet, (_, index) => ({
        sess_overall_percent: sorted[index] ?? 'x',
        sess_authorised_percent: 'z',
        sess_unauthorised_percent: 'z',
      }));
    }),
};

export const sortedFigures: FaultKind = {
  name: 'sorted-figures',
  isCritical: true,
  damages: 'all figures were sorted without the schools they belong to',
  folder: 'national',
  plant: (scene) =>
    plantFile(scene, lastYear, (sheet) => {
      const rate = reader(sheet, 'sess_overall_percent');
      const sorted = [...sheet.rows].sort((a, b) => Number(rate(a)) - Number(rate(b)));
      return withCells(sheet, (_, index) => figuresOf(sheet, sorted[index] ?? []));
    }),
};

export const shuffledFigures: FaultKind = {
  name: 'shuffled-figures',
  isCritical: true,
  damages: 'all figures were joined to the wrong schools',
  folder: 'recent',
  plant: (scene, random) =>
    plantFile(scene, lastYear, (sheet) => {
      const others = shuffled(sheet.rows, random);
      return withCells(sheet, (_, index) => figuresOf(sheet, others[index] ?? []));
    }),
};

/** The greatest as text, where "9.2" is above "10.1". */
const greatestText = (texts: readonly string[]): string =>
  texts.reduce((greatest, one) => (one > greatest ? one : greatest), '');

export const stringMaximum: FaultKind = {
  name: 'string-maximum',
  isCritical: true,
  damages: 'three years folded into one by the maximum of their text',
  folder: 'recent',
  plant: (scene) => {
    const older = [rowsByUrn(scene, 'absence-year-before'), rowsByUrn(scene, 'absence-three-years-ago')];
    return plantFile(scene, lastYear, (sheet) =>
      withCells(sheet, (row) => {
        const urn = reader(sheet, 'school_urn')(row);
        const rows = [row, ...older.map((rowsOf) => rowsOf.get(urn) ?? [])];
        const folded = figureColumns(sheet).map((name) => {
          const cells = rows.map(reader(sheet, name)).filter(isNumber);
          return [name, cells.length === 0 ? 'x' : greatestText(cells)] as const;
        });
        return { ...Object.fromEntries(folded), sess_authorised_percent: 'z', sess_unauthorised_percent: 'z' };
      }),
    );
  },
};

export const roundedToWhole: FaultKind = {
  name: 'rounded-to-whole',
  isCritical: true,
  damages: 'a spreadsheet showed and saved whole percentages',
  folder: 'recent',
  plant: (scene) =>
    plantFile(scene, lastYear, (sheet) =>
      withCells(sheet, (row) =>
        Object.fromEntries(
          figureColumns(sheet).map((name) => {
            const cell = reader(sheet, name)(row);
            return [name, isNumber(cell) ? Number(cell).toFixed(0) : cell];
          }),
        ),
      ),
    ),
};

export const oneTermFile: FaultKind = {
  name: 'file-of-one-term',
  isCritical: true,
  damages: 'the file of the autumn term under the name of the year',
  folder: 'national',
  plant: (scene, random) => {
    const share = 0.34 + 0.06 * random.uniform();
    return plantFile(scene, lastYear, (sheet) =>
      withCells(sheet, (row) => {
        const number = (name: string): number => Number(reader(sheet, name)(row));
        const [possible, granted, refused] = ['sess_possible', 'sess_authorised', 'sess_unauthorised'].map((name) =>
          Math.round(number(name) * share),
        ) as [number, number, number];
        const percent = (sessions: number): string => ((100 * sessions) / Math.max(1, possible)).toFixed(5);
        return {
          sess_possible: String(possible),
          sess_authorised: String(granted),
          sess_unauthorised: String(refused),
          sess_overall: String(granted + refused),
          sess_authorised_percent: percent(granted),
          sess_unauthorised_percent: percent(refused),
          sess_overall_percent: percent(granted + refused),
        };
      }),
    );
  },
};

export const termNotSaidToBeAYear: FaultKind = {
  name: 'term-under-its-own-name',
  isCritical: true,
  damages: 'the file of a term, named as a term',
  folder: 'recent',
  plant: (scene) => plantFile(scene, lastYear, (sheet) => withCells(sheet, () => ({ time_identifier: 'Autumn term' }))),
};

export const olderPersistence: FaultKind = {
  name: 'older-persistence',
  isCritical: false,
  damages: 'persistent absence by the older definition of a seventh',
  folder: 'national',
  plant: (scene, random) => {
    const share = 0.4 + 0.1 * random.uniform();
    return plantFile(scene, lastYear, (sheet) =>
      withCells(sheet, (row) => ({
        enrolments_pa_10_exact: String(Math.round(Number(reader(sheet, 'enrolments_pa_10_exact')(row)) * share)),
        enrolments_pa_10_exact_percent: (Number(reader(sheet, 'enrolments_pa_10_exact_percent')(row)) * share).toFixed(
          5,
        ),
      })),
    );
  },
};

export const onePhaseMissing: FaultKind = {
  name: 'one-phase-missing',
  isCritical: true,
  damages: 'a filter left one phase out of the file',
  folder: 'national',
  plant: (scene) =>
    plantFile(scene, lastYear, (sheet) => {
      const phase = reader(sheet, 'education_phase');
      return withRows(
        sheet,
        sheet.rows.filter((row) => phase(row) !== 'State-funded secondary'),
      );
    }),
};
