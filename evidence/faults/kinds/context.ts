import { sheetOf } from '../data/folder.js';
import { type CellChange, reader, type Sheet, type SheetRow, withCells } from '../data/sheet.js';
import { type FaultKind } from './fault-kind.js';
import { authorityGroup, moveFigures, plantFile, plantInSchools, rowsByUrn, someOf } from './planting.js';

const exchanged =
  (one: string, other: string) =>
  (sheet: Sheet, row: SheetRow): CellChange => ({ [one]: reader(sheet, other)(row), [other]: reader(sheet, one)(row) });

const needsOfCensus = exchanged('PSENELSE', 'PSENELK');
const needsOfContext = exchanged('PercentageStatementOrEHP', 'PercentSchSupport');

export const needsExchanged: FaultKind = {
  name: 'columns-e-and-k-exchanged',
  isCritical: true,
  damages: 'plans and support exchanged in the whole census',
  folder: 'national',
  plant: (scene) => plantFile(scene, 'context', (sheet) => withCells(sheet, (row) => needsOfCensus(sheet, row))),
};

export const needsExchangedRecent: FaultKind = {
  name: 'plans-and-support-exchanged',
  isCritical: true,
  damages: 'plans and support exchanged in the whole context file',
  folder: 'recent',
  plant: (scene) => plantFile(scene, 'context', (sheet) => withCells(sheet, (row) => needsOfContext(sheet, row))),
};

export const needsExchangedInAuthority: FaultKind = {
  name: 'columns-e-and-k-in-one-authority',
  isCritical: true,
  damages: 'plans and support exchanged in one authority',
  folder: 'national',
  plant: (scene, random) => {
    const group = authorityGroup(scene, random, 12);
    return group && plantInSchools(scene, 'context', group, (row, _, sheet) => needsOfCensus(sheet, row));
  },
};

export const contextShifted: FaultKind = {
  name: 'context-shifted-by-a-row',
  isCritical: true,
  damages: 'the intake of one authority one row too low',
  folder: 'national',
  plant: (scene, random) => {
    const group = authorityGroup(scene, random, 8);
    return group && moveFigures(scene, 'context', group, (position, count) => (position + 1) % count);
  },
};

export const contextOfYearBefore: FaultKind = {
  name: 'context-of-the-year-before',
  isCritical: false,
  damages: 'the census of the year before under last year’s name',
  folder: 'national',
  plant: (scene) =>
    plantFile(scene, 'context', (sheet) => ({
      ...sheetOf(scene.folder, 'context-before'),
      fileName: sheet.fileName,
    })),
};

export const contextOfAnotherSchool: FaultKind = {
  name: 'context-of-another-school',
  isCritical: false,
  damages: 'the intake of a very different school',
  folder: 'national',
  plant: (scene, random) => {
    const rows = rowsByUrn(scene, 'context');
    const columns = ['PNUMFSM', 'PNUMFSMEVER', 'PSENELSE', 'PSENELK', 'PNUMEAL'];
    return plantInSchools(scene, 'context', someOf(scene.schools, random, 3), (row, _, sheet) => {
      const share = reader(sheet, 'PNUMEAL');
      const others = scene.schools.flatMap(({ urn }) => {
        const other = rows.get(urn);
        return other !== undefined && Math.abs(Number(share(other)) - Number(share(row))) > 35 ? [other] : [];
      });
      if (others.length === 0 || Number(share(row)) === 0) return undefined;
      const other = random.pick(others);
      return Object.fromEntries(columns.map((name) => [name, reader(sheet, name)(other)]));
    });
  },
};

export const contextZeros: FaultKind = {
  name: 'context-column-of-zeros',
  isCritical: true,
  damages: 'free meals that were not filled in, written as 0',
  folder: 'national',
  plant: (scene, random) => {
    const share = 0.3 + 0.7 * random.uniform();
    return plantFile(scene, 'context', (sheet) =>
      withCells(sheet, () => (random.uniform() < share ? { NUMFSMEVER: '0', PNUMFSMEVER: '0' } : undefined)),
    );
  },
};
