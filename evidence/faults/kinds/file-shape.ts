import iconv from 'iconv-lite';
import { reader, type Sheet, sheetText, withCells, withRows } from '../data/sheet.js';
import { type FaultKind } from './fault-kind.js';
import { plantBytes, plantFile, plantInSchools, someOf } from './planting.js';

const lastYear = 'absence-last-year';

/** English names are nearly all plain letters; an apostrophe of a typesetter is what encodings are lost on. */
const typeset = (sheet: Sheet): Sheet =>
  withCells(sheet, (row) => {
    const name = reader(sheet, 'EstablishmentName')(row);
    return name.includes("'") ? { EstablishmentName: name.replaceAll("'", '’') } : undefined;
  });

export const twiceEncoded: FaultKind = {
  name: 'twice-encoded',
  isCritical: false,
  damages: 'UTF-8 read as Windows-1252 and saved again: "Stâ€™s"',
  folder: 'recent',
  plant: (scene) =>
    plantBytes(scene, 'register', (sheet) =>
      Buffer.from(iconv.decode(Buffer.from(sheetText(typeset(sheet))), 'windows-1252')),
    ),
};

export const replacementCharacters: FaultKind = {
  name: 'replacement-characters',
  isCritical: false,
  damages: 'letters lost to the replacement character',
  folder: 'recent',
  plant: (scene) =>
    plantBytes(scene, 'register', (sheet) => Buffer.from(sheetText(typeset(sheet)).replaceAll('’', '\ufffd'))),
};

export const sixteenBits: FaultKind = {
  name: 'sixteen-bit-encoding',
  isCritical: false,
  damages: 'the file was saved as UTF-16',
  folder: 'recent',
  plant: (scene) =>
    plantBytes(scene, lastYear, (sheet) =>
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(sheetText(sheet), 'utf16le')]),
    ),
};

export const semicolons: FaultKind = {
  name: 'semicolons',
  isCritical: true,
  damages: 'cells divided by semicolons, decimals by commas',
  folder: 'recent',
  plant: (scene) =>
    plantBytes(scene, lastYear, (sheet) =>
      Buffer.from(
        sheetText(sheet)
          .replaceAll(',', ';')
          .replaceAll(/(\d)\.(\d)/g, '$1,$2'),
      ),
    ),
};

export const decimalCommas: FaultKind = {
  name: 'decimal-commas',
  isCritical: true,
  damages: 'rates with a comma for the decimal point',
  folder: 'recent',
  plant: (scene, random) =>
    plantInSchools(scene, lastYear, someOf(scene.schools, random, 100), (row, _, sheet) => ({
      sess_overall_percent: reader(sheet, 'sess_overall_percent')(row).replace('.', ','),
    })),
};

export const thousandsCommas: FaultKind = {
  name: 'thousands-commas',
  isCritical: true,
  damages: 'counts with commas between their thousands',
  folder: 'national',
  plant: (scene, random) =>
    plantInSchools(scene, lastYear, someOf(scene.schools, random, 100), (row, _, sheet) => ({
      sess_possible: reader(sheet, 'sess_possible')(row).replace(/(\d)(\d{3})$/, '$1,$2'),
    })),
};

export const errorCells: FaultKind = {
  name: 'error-cells',
  isCritical: true,
  damages: 'a formula of a spreadsheet failed: "#N/A", "#DIV/0!", "NULL"',
  folder: 'recent',
  plant: (scene, random) =>
    plantInSchools(scene, lastYear, someOf(scene.schools, random, 20), () => ({
      sess_overall_percent: random.pick(['#N/A', '#DIV/0!', 'NULL', '#VALUE!', 'NaN']),
    })),
};

export const negativeCounts: FaultKind = {
  name: 'negative-counts',
  isCritical: true,
  damages: 'a correction left a count below nothing',
  folder: 'national',
  plant: (scene, random) =>
    plantInSchools(scene, lastYear, someOf(scene.schools, random, 3), () => ({
      sess_overall: `-${1 + random.integer(500)}`,
    })),
};

export const titleAboveHeader: FaultKind = {
  name: 'title-above-header',
  isCritical: true,
  damages: 'a title is above the column names',
  folder: 'national',
  plant: (scene) =>
    plantBytes(scene, lastYear, (sheet) => Buffer.from(`Pupil absence in schools in England\n${sheetText(sheet)}`)),
};

export const headerMissing: FaultKind = {
  name: 'header-missing',
  isCritical: true,
  damages: 'the column names are missing',
  folder: 'national',
  plant: (scene) =>
    plantBytes(scene, lastYear, (sheet) => Buffer.from(sheetText(sheet).split('\n').slice(1).join('\n'))),
};

export const columnsShifted: FaultKind = {
  name: 'columns-shifted',
  isCritical: true,
  damages: 'a cell too many in the middle of some rows, one too few at their end',
  folder: 'national',
  plant: (scene, random) =>
    plantFile(scene, lastYear, (sheet) => {
      const at = sheet.header.indexOf('enrolments');
      const chosen = new Set(someOf(sheet.rows, random, 30));
      return withRows(
        sheet,
        sheet.rows.map((row) => (chosen.has(row) ? [...row.slice(0, at), '', ...row.slice(at, -1)] : row)),
      );
    }),
};

export const columnsNamedWrongly: FaultKind = {
  name: 'columns-named-wrongly',
  isCritical: true,
  damages: 'the names of authorised and overall sessions are exchanged',
  folder: 'national',
  plant: (scene) =>
    plantFile(scene, lastYear, (sheet) => ({
      ...sheet,
      header: sheet.header.map((name) =>
        name.includes('_overall')
          ? name.replace('_overall', '_authorised')
          : name.includes('_authorised')
            ? name.replace('_authorised', '_overall')
            : name,
      ),
    })),
};

export const wrongFile: FaultKind = {
  name: 'wrong-file',
  isCritical: true,
  damages: 'the area file under the name of the school file',
  folder: 'recent',
  plant: (scene) =>
    plantFile(scene, lastYear, (sheet) => {
      const areas = scene.folder.files.get('area-absence');
      return areas === undefined || 'bytes' in areas ? sheet : { ...areas, fileName: sheet.fileName };
    }),
};
