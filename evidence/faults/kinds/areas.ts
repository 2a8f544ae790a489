import { reader, type Sheet, type SheetRow, withCells } from '../data/sheet.js';
import { sheetOf, withFile } from '../data/folder.js';
import { type FaultKind, type Scene } from './fault-kind.js';
import { plantFile } from './planting.js';

const ownYear = ({ folder }: Scene): string => String(Number(folder.targetYear) - 101);
const yearBefore = ({ folder }: Scene): string => String(Number(folder.targetYear) - 202);

/** Figures of an area file: everything from the counts on. */
const figureNames = ({ header }: Sheet): readonly string[] =>
  header.filter((name) => name.startsWith('sess_') || name.startsWith('enrolments') || name === 'num_schools');

const figuresFrom = (sheet: Sheet, row: SheetRow): Readonly<Record<string, string>> =>
  Object.fromEntries(figureNames(sheet).map((name) => [name, reader(sheet, name)(row)]));

const cellOf = (sheet: Sheet, name: string): ((row: SheetRow) => string) => reader(sheet, name);

function nationalRow(sheet: Sheet, year: string, phase: string): SheetRow | undefined {
  const [level, period, ofPhase] = ['geographic_level', 'time_period', 'education_phase'].map((name) =>
    cellOf(sheet, name),
  );
  return sheet.rows.find((row) => level?.(row) === 'National' && period?.(row) === year && ofPhase?.(row) === phase);
}

/** Gives a national row of last year the figures of another national row. */
function nationalTakenFrom(
  scene: Scene,
  of: (sheet: Sheet, phase: string) => SheetRow | undefined,
): ReturnType<FaultKind['plant']> {
  return plantFile(scene, 'area-absence', (sheet) =>
    withCells(sheet, (row) => {
      const isOwn =
        cellOf(sheet, 'geographic_level')(row) === 'National' && cellOf(sheet, 'time_period')(row) === ownYear(scene);
      const other = isOwn ? of(sheet, cellOf(sheet, 'education_phase')(row)) : undefined;
      return other && figuresFrom(sheet, other);
    }),
  );
}

const otherPhase: Readonly<Record<string, string>> = {
  'State-funded primary': 'State-funded secondary',
  'State-funded secondary': 'State-funded primary',
};

export const nationalOfYearBefore: FaultKind = {
  name: 'national-rate-of-the-year-before',
  isCritical: true,
  damages: 'the national rows carry the year before',
  folder: 'recent',
  plant: (scene) => nationalTakenFrom(scene, (sheet, phase) => nationalRow(sheet, yearBefore(scene), phase)),
};

export const nationalOfAnotherPhase: FaultKind = {
  name: 'national-rate-of-another-phase',
  isCritical: true,
  damages: 'the national rows of the phases are exchanged',
  folder: 'national',
  plant: (scene) =>
    nationalTakenFrom(scene, (sheet, phase) => nationalRow(sheet, ownYear(scene), otherPhase[phase] ?? '')),
};

export const nationalByTextMaximum: FaultKind = {
  name: 'national-rate-by-text-maximum',
  isCritical: true,
  damages: 'rows of all levels folded by the maximum of their text',
  folder: 'recent',
  plant: (scene) =>
    plantFile(scene, 'area-absence', (sheet) => {
      const rate = cellOf(sheet, 'sess_overall_percent');
      const [period, ofPhase] = [cellOf(sheet, 'time_period'), cellOf(sheet, 'education_phase')];
      const greatest = (phase: string): string =>
        sheet.rows
          .filter((row) => period(row) === ownYear(scene) && ofPhase(row) === phase)
          .map(rate)
          .filter((cell) => /^\d/.test(cell))
          .reduce((most, one) => (one > most ? one : most), '');
      return withCells(sheet, (row) =>
        cellOf(sheet, 'geographic_level')(row) === 'National' && period(row) === ownYear(scene)
          ? { sess_overall_percent: greatest(ofPhase(row)) }
          : undefined,
      );
    }),
};

export const nationalRowsMissing: FaultKind = {
  name: 'national-rows-missing',
  isCritical: true,
  damages: 'a filter left the national rows of last year out',
  folder: 'national',
  plant: (scene) =>
    plantFile(scene, 'area-absence', (sheet) => ({
      ...sheet,
      rows: sheet.rows.filter(
        (row) =>
          cellOf(sheet, 'geographic_level')(row) !== 'National' || cellOf(sheet, 'time_period')(row) !== ownYear(scene),
      ),
    })),
};

export const authorityRatesExchanged: FaultKind = {
  name: 'authority-rates-exchanged',
  isCritical: false,
  damages: 'one authority has another’s published rate, at least a quarter of a point apart',
  folder: 'national',
  plant: (scene, random) => {
    const sheet = sheetOf(scene.folder, 'area-absence');
    const rows = sheet.rows.filter(
      (row) =>
        cellOf(sheet, 'geographic_level')(row) === 'Local authority' &&
        cellOf(sheet, 'time_period')(row) === ownYear(scene) &&
        cellOf(sheet, 'education_phase')(row) === 'State-funded primary',
    );
    const rate = cellOf(sheet, 'sess_overall_percent');
    const row = rows.length === 0 ? undefined : random.pick(rows);
    const other = row && rows.find((one) => one !== row && Math.abs(Number(rate(one)) - Number(rate(row))) >= 0.25);
    if (row === undefined || other === undefined) return undefined;
    const authority = cellOf(sheet, 'old_la_code')(row);
    const damaged = withCells(sheet, (one) => (one === row ? figuresFrom(sheet, other) : undefined));
    return {
      folder: withFile(scene.folder, 'area-absence', damaged),
      schools: scene.schools
        .filter(({ laCode, phase }) => laCode === authority && phase === 'primary')
        .map(({ urn }) => urn),
    };
  },
};
