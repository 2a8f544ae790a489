import { type RandomStream, shuffled } from '../../../demo/england/random.js';
import { sheetOf, withFile } from '../data/folder.js';
import { reader, type SheetRow, withCells, withRows, withValues } from '../data/sheet.js';
import { type FaultKind, type Planting, type Scene, type SoundSchool } from './fault-kind.js';
import { isNumber, plantFile, plantInSchools, rowsByUrn, someOf } from './planting.js';

const admissions = 'AdmissionsPolicy (code)';

/** Sound schools whose register row has that value in that column. */
function withValue(scene: Scene, column: string, isWanted: (cell: string) => boolean): readonly SoundSchool[] {
  const rows = rowsByUrn(scene, 'register');
  const cell = reader(sheetOf(scene.folder, 'register'), column);
  return scene.schools.filter(({ urn }) => isWanted(cell(rows.get(urn) ?? [])));
}

/** Three schools with another admissions policy than their own. */
const admissionsRewritten = (
  kind: Pick<FaultKind, 'name' | 'damages' | 'folder'>,
  { from, to }: { readonly from: string; readonly to: string },
): FaultKind => ({
  ...kind,
  isCritical: true,
  plant: (scene, random) =>
    plantInSchools(
      scene,
      'register',
      someOf(
        withValue(scene, admissions, (cell) => cell === from),
        random,
        3,
      ),
      () => ({ [admissions]: to }),
    ),
});

export const grammarFlagLost = admissionsRewritten(
  { name: 'grammar-flag-lost', damages: 'a grammar school registered as non-selective', folder: 'national' },
  { from: '2', to: '4' },
);

export const grammarFlagBlank = admissionsRewritten(
  { name: 'grammar-flag-blank', damages: 'a grammar school with an empty admissions policy', folder: 'national' },
  { from: '2', to: '' },
);

export const grammarFlagGained = admissionsRewritten(
  { name: 'grammar-flag-gained', damages: 'a comprehensive registered as a grammar school', folder: 'recent' },
  { from: '4', to: '2' },
);

export const authorityCodeChanged: FaultKind = {
  name: 'authority-code-changed',
  isCritical: true,
  damages: 'schools under another authority’s code in the register',
  folder: 'national',
  plant: (scene, random) => {
    const codes = [...new Set(scene.schools.map(({ laCode }) => laCode))];
    if (codes.length < 2) return undefined;
    return plantInSchools(scene, 'register', someOf(scene.schools, random, 2), (_, { laCode }) => ({
      'LA (code)': random.pick(codes.filter((code) => code !== laCode)),
    }));
  },
};

export const placeZero: FaultKind = {
  name: 'place-zero',
  isCritical: true,
  damages: 'easting and northing are 0',
  folder: 'recent',
  plant: (scene, random) =>
    plantInSchools(scene, 'register', someOf(scene.schools, random, 20), () => ({ Easting: '0', Northing: '0' })),
};

export const placeExchanged: FaultKind = {
  name: 'place-exchanged',
  isCritical: true,
  damages: 'easting and northing exchanged',
  folder: 'recent',
  plant: (scene, random) =>
    plantInSchools(scene, 'register', farApart(scene, random), (row, _, sheet) => ({
      Easting: reader(sheet, 'Northing')(row),
      Northing: reader(sheet, 'Easting')(row),
    })),
};

/** Schools whose easting and northing differ: on the diagonal of the grid an exchange changes little. */
function farApart(scene: Scene, random: RandomStream): readonly SoundSchool[] {
  const rows = rowsByUrn(scene, 'register');
  const [east, north] = ['Easting', 'Northing'].map((name) => reader(sheetOf(scene.folder, 'register'), name));
  const apart = scene.schools.filter(({ urn }) => {
    const row = rows.get(urn) ?? [];
    return Math.abs(Number(east?.(row)) - Number(north?.(row))) > 15_000;
  });
  return someOf(apart, random, 20);
}

export const placeDigitLost: FaultKind = {
  name: 'place-digit-lost',
  isCritical: true,
  damages: 'the last digit of the easting is missing',
  folder: 'national',
  plant: (scene, random) =>
    plantInSchools(scene, 'register', someOf(scene.schools, random, 5), (row, _, sheet) => {
      const cell = reader(sheet, 'Easting')(row);
      return isNumber(cell) ? { Easting: cell.slice(0, -1) } : undefined;
    }),
};

export const placeOfAnother: FaultKind = {
  name: 'place-of-another-school',
  isCritical: true,
  damages: 'the place of a school of another authority',
  folder: 'national',
  plant: (scene, random) => {
    const rows = rowsByUrn(scene, 'register');
    return plantInSchools(scene, 'register', someOf(scene.schools, random, 5), (row, { laCode }, sheet) => {
      const [east, north] = [reader(sheet, 'Easting'), reader(sheet, 'Northing')];
      const others = scene.schools.flatMap((other) => {
        const place = rows.get(other.urn) ?? [];
        const far =
          Math.abs(Number(east(place)) - Number(east(row))) + Math.abs(Number(north(place)) - Number(north(row)));
        // A place in the next street changes no comparison.
        return other.laCode !== laCode && east(place) !== '' && far > 20_000 ? [place] : [];
      });
      const [place] = shuffled(others, random);
      return place && { Easting: east(place), Northing: north(place) };
    });
  },
};

export const bothUrnsLive: FaultKind = {
  name: 'predecessor-and-successor-live',
  isCritical: true,
  damages: 'a closed predecessor is listed as open next to its successor',
  folder: 'national',
  plant: (scene, random) => {
    const links = sheetOf(scene.folder, 'links');
    const [urn, other, type] = ['URN', 'LinkURN', 'LinkType'].map((name) => reader(links, name));
    const register = rowsByUrn(scene, 'register');
    const status = reader(sheetOf(scene.folder, 'register'), 'EstablishmentStatus (code)');
    const sound = new Set(scene.schools.map((school) => school.urn));
    const pairs = links.rows.flatMap((row) => {
      const [heir, predecessor] = [urn?.(row) ?? '', other?.(row) ?? ''];
      const old = register.get(predecessor);
      return type?.(row) === 'Predecessor' && sound.has(heir) && old !== undefined && status(old) === '2'
        ? [{ heir, predecessor }]
        : [];
    });
    const [pair] = shuffled(pairs, random);
    if (pair === undefined) return undefined;
    const sheet = sheetOf(scene.folder, 'register');
    const damaged = withCells(sheet, (row) =>
      reader(sheet, 'URN')(row) === pair.predecessor ? { 'EstablishmentStatus (code)': '1', CloseDate: '' } : undefined,
    );
    return { folder: withFile(scene.folder, 'register', damaged), schools: [pair.heir] };
  },
};

export const registerPhaseWrong: FaultKind = {
  name: 'register-phase-wrong',
  isCritical: true,
  damages: 'the register gives another phase',
  folder: 'recent',
  plant: (scene, random) =>
    plantInSchools(scene, 'register', someOf(scene.schools, random, 5), (_, { phase }) => ({
      'PhaseOfEducation (code)': phase === 'primary' ? '4' : '2',
    })),
};

export const pupilsOfAnother: FaultKind = {
  name: 'pupils-of-another-school',
  isCritical: false,
  damages: 'the register’s number of pupils is that of a school twice or half as large',
  folder: 'recent',
  plant: (scene, random) => {
    const rows = rowsByUrn(scene, 'register');
    return plantInSchools(scene, 'register', someOf(scene.schools, random, 5), (row, _, sheet) => {
      const pupils = reader(sheet, 'NumberOfPupils');
      const own = Number(pupils(row));
      const others = scene.schools.flatMap(({ urn }) => {
        const count = Number(pupils(rows.get(urn) ?? []));
        return own > 0 && count >= 30 && (count > own * 2 || count < own / 2) ? [count] : [];
      });
      return others.length === 0 ? undefined : { NumberOfPupils: String(random.pick(others)) };
    });
  },
};

export const halfARegister: FaultKind = {
  name: 'half-a-register',
  isCritical: true,
  damages: 'a register extract cut off between two rows',
  folder: 'recent',
  plant: (scene, random) =>
    plantFile(scene, 'register', (sheet) =>
      withRows(sheet, sheet.rows.slice(0, Math.round(sheet.rows.length * (0.3 + 0.4 * random.uniform())))),
    ),
};

export const registerRowDoubled: FaultKind = {
  name: 'register-row-doubled',
  isCritical: true,
  damages: 'one URN in two rows of the register',
  folder: 'recent',
  plant: (scene, random) => doubledRow(scene, random),
};

function doubledRow(scene: Scene, random: RandomStream): Planting | undefined {
  const [school] = shuffled(scene.schools, random);
  const row = rowsByUrn(scene, 'register').get(school?.urn ?? '');
  if (school === undefined || row === undefined) return undefined;
  const sheet = sheetOf(scene.folder, 'register');
  const double: SheetRow = withValues(sheet, row, { NumberOfPupils: '99' });
  return {
    folder: withFile(scene.folder, 'register', withRows(sheet, [...sheet.rows, double])),
    schools: [school.urn],
  };
}

export const closedDateLeft: FaultKind = {
  name: 'closing-date-on-open-school',
  isCritical: false,
  damages: 'a school that the register has open carries a date of closing long past',
  folder: 'national',
  plant: (scene, random) =>
    plantInSchools(scene, 'register', someOf(scene.schools, random, 3), () => ({
      CloseDate: `31-08-${2010 + random.integer(7)}`,
    })),
};

export const datesAsNumbers: FaultKind = {
  name: 'dates-as-numbers',
  isCritical: false,
  damages: 'a spreadsheet wrote dates as day numbers',
  folder: 'national',
  plant: (scene, random) =>
    plantInSchools(scene, 'register', someOf(scene.schools, random, 50), () => ({
      OpenDate: String(42_000 + random.integer(900)),
    })),
};

const lowAge = 'StatutoryLowAge';
const highAge = 'StatutoryHighAge';

/** Ages that a primary of these ages does not have: an infant school becomes a junior one, and any other an infant school. */
const agesOfAnother = (low: string, high: string): Readonly<Record<string, string>> =>
  Number(low) <= 6 && Number(high) <= 8 ? { [lowAge]: '7', [highAge]: '11' } : { [lowAge]: '4', [highAge]: '7' };

export const agesOfAnotherKind: FaultKind = {
  name: 'ages-of-another-kind',
  isCritical: true,
  damages: 'the register gives a primary school the ages of other year groups',
  folder: 'national',
  plant: (scene, random) =>
    plantInSchools(
      scene,
      'register',
      someOf(
        scene.schools.filter(({ phase }) => phase === 'primary'),
        random,
        3,
      ),
      (row, _, sheet) => {
        const [low, high] = [reader(sheet, lowAge)(row), reader(sheet, highAge)(row)];
        return isNumber(low) && isNumber(high) ? agesOfAnother(low, high) : undefined;
      },
    ),
};
