import { sheetOf, withFile } from '../data/folder.js';
import { reader, withRows, withValues } from '../data/sheet.js';
import { type RandomStream, shuffled } from '../../../demo/england/random.js';
import { type FaultKind, type Planting, type Scene } from './fault-kind.js';
import { figuresOf, plantInSchools, rowsByUrn, someOf } from './planting.js';

const lastYear = 'absence-last-year';
const wholePhases = { primary: 'State-funded primary', secondary: 'State-funded secondary' } as const;

export const urnDoubled: FaultKind = {
  name: 'urn-doubled',
  isCritical: true,
  damages: 'one URN in two rows with different figures',
  folder: 'national',
  plant: (scene, random) => doubled(scene, random, () => ({})),
};

export const urnDoubledInAnotherPhase: FaultKind = {
  name: 'urn-doubled-in-another-phase',
  isCritical: true,
  damages: 'one URN in two rows of different phases',
  folder: 'national',
  plant: (scene, random) =>
    doubled(scene, random, (phase) => ({
      education_phase: wholePhases[phase === 'primary' ? 'secondary' : 'primary'],
    })),
};

function doubled(
  scene: Scene,
  random: RandomStream,
  change: (phase: 'primary' | 'secondary') => Readonly<Record<string, string>>,
): Planting | undefined {
  const [school, other] = shuffled(scene.schools, random);
  const rows = rowsByUrn(scene, lastYear);
  const [row, figures] = [rows.get(school?.urn ?? ''), rows.get(other?.urn ?? '')];
  if (school === undefined || row === undefined || figures === undefined) return undefined;
  const sheet = sheetOf(scene.folder, lastYear);
  const double = withValues(sheet, row, { ...figuresOf(sheet, figures), ...change(school.phase) });
  const at = random.integer(sheet.rows.length);
  const damaged = withRows(sheet, [...sheet.rows.slice(0, at), double, ...sheet.rows.slice(at)]);
  return { folder: withFile(scene.folder, lastYear, damaged), schools: [school.urn] };
}

export const totalRowAsSchool: FaultKind = {
  name: 'total-row-as-school',
  isCritical: true,
  damages: 'an authority’s total in the row of a school',
  folder: 'national',
  plant: (scene, random) => {
    const areas = sheetOf(scene.folder, 'area-absence');
    const [level, year, authority, phase] = ['geographic_level', 'time_period', 'old_la_code', 'education_phase'].map(
      (name) => reader(areas, name),
    );
    const ownYear = String(Number(scene.folder.targetYear) - 101);
    const sheet = sheetOf(scene.folder, lastYear);
    return plantInSchools(scene, lastYear, someOf(scene.schools, random, 2), (_, school) => {
      const total = areas.rows.find(
        (row) =>
          level?.(row) === 'Local authority' &&
          year?.(row) === ownYear &&
          authority?.(row) === school.laCode &&
          phase?.(row) === wholePhases[school.phase],
      );
      if (total === undefined) return undefined;
      const cells = Object.keys(figuresOf(sheet, [])).map((name) => [name, reader(areas, name)(total)] as const);
      return Object.fromEntries(cells);
    });
  },
};

export const totalRowsKept: FaultKind = {
  name: 'total-rows-kept',
  isCritical: true,
  damages: 'total rows without a URN among the schools',
  folder: 'recent',
  plant: (scene, random) => {
    const sheet = sheetOf(scene.folder, lastYear);
    const total = withValues(sheet, random.pick(sheet.rows), {
      school_urn: random.pick(['', 'NAT', 'Total', 'ENGLAND']),
      school_name: 'England',
    });
    return {
      folder: withFile(scene.folder, lastYear, withRows(sheet, [...sheet.rows, total])),
      schools: 'whole-file',
    };
  },
};

export const urnMistyped: FaultKind = {
  name: 'urn-mistyped',
  isCritical: true,
  damages: 'two digits of a URN exchanged',
  folder: 'recent',
  plant: (scene, random) =>
    plantInSchools(scene, lastYear, someOf(scene.schools, random, 3), (_, { urn }) => {
      const at = 2 + random.integer(3);
      return { school_urn: `${urn.slice(0, at)}${urn.charAt(at + 1)}${urn.charAt(at)}${urn.slice(at + 2)}` };
    }),
};
