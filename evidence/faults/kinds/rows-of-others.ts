import { type FileRole, sheetOf } from '../data/folder.js';
import { reader, type SheetRow } from '../data/sheet.js';
import { shuffled } from '../../../demo/england/random.js';
import { type FaultKind, type Scene } from './fault-kind.js';
import { authorityGroup, figuresOf, isNumber, moveFigures, plantInSchools, rowsByUrn, someOf } from './planting.js';

const lastYear = 'absence-last-year';
const wholePhases = { primary: 'State-funded primary', secondary: 'State-funded secondary' } as const;

export const authorityShifted: FaultKind = {
  name: 'authority-shifted-by-a-row',
  isCritical: true,
  damages: 'figures of one authority one row too low',
  folder: 'national',
  plant: (scene, random) => {
    const group = authorityGroup(scene, random, 6);
    const step = random.pick([1, -1]);
    return group && moveFigures(scene, lastYear, group, (position, count) => (position + step + count) % count);
  },
};

export const authorityShiftedRatesAlone: FaultKind = {
  name: 'authority-shifted-rates-alone',
  isCritical: false,
  damages: 'the same in a file without counts',
  folder: 'recent',
  plant: (scene, random) => {
    const group = authorityGroup(scene, random, 10);
    const step = random.pick([1, -1]);
    return group && moveFigures(scene, lastYear, group, (position, count) => (position + step + count) % count);
  },
};

export const authorityUrnsShifted: FaultKind = {
  name: 'authority-urns-shifted',
  isCritical: true,
  damages: 'URNs of one authority one row too low',
  folder: 'recent',
  plant: (scene, random) => {
    const group = authorityGroup(scene, random, 5);
    if (group === undefined) return undefined;
    const sheet = sheetOf(scene.folder, lastYear);
    const urn = reader(sheet, 'school_urn');
    const urns = new Set(group.map((school) => school.urn));
    const order = sheet.rows.map(urn).filter((one) => urns.has(one));
    const next = new Map(order.map((one, position) => [one, order[(position + 1) % order.length] ?? one]));
    return plantInSchools(scene, lastYear, group, (row) => ({ school_urn: next.get(urn(row)) ?? urn(row) }));
  },
};

export const stalePredecessor: FaultKind = {
  name: 'stale-predecessor',
  isCritical: true,
  damages: 'the predecessor’s figures of the year before under the new URN',
  folder: 'national',
  plant: (scene, random) => {
    const links = sheetOf(scene.folder, 'links');
    const [urn, other, type] = ['URN', 'LinkURN', 'LinkType'].map((name) => reader(links, name));
    const predecessors = new Map(
      links.rows.flatMap((row) =>
        type?.(row).startsWith('Predecessor') === true ? [[urn?.(row) ?? '', other?.(row) ?? ''] as const] : [],
      ),
    );
    const before = rowsByUrn(scene, 'absence-year-before');
    const sheet = sheetOf(scene.folder, lastYear);
    const stale = (school: string): SheetRow | undefined => before.get(predecessors.get(school) ?? '');
    const candidates = scene.schools.filter((school) => stale(school.urn) !== undefined);
    return plantInSchools(scene, lastYear, someOf(candidates, random, 5), (_, school) => {
      const row = stale(school.urn);
      return row && figuresOf(sheet, row);
    });
  },
};

export const figuresOfYearBefore: FaultKind = {
  name: 'figures-of-the-year-before',
  isCritical: true,
  damages: 'some schools keep their figures of the year before',
  folder: 'recent',
  plant: (scene, random) => {
    const before = rowsByUrn(scene, 'absence-year-before');
    const sheet = sheetOf(scene.folder, lastYear);
    return plantInSchools(scene, lastYear, someOf(scene.schools, random, 8), (_, school) => {
      const row = before.get(school.urn);
      return row && figuresOf(sheet, row);
    });
  },
};

/** Figures of another school, which keeps its own. */
function copied(
  scene: Scene,
  random: Parameters<FaultKind['plant']>[1],
  from: FileRole,
  isOther: (a: string, b: string) => boolean,
): ReturnType<FaultKind['plant']> {
  const rows = rowsByUrn(scene, from);
  const sheet = sheetOf(scene.folder, lastYear);
  const chosen = someOf(scene.schools, random, 5);
  const keepers = scene.schools.filter((school) => !chosen.includes(school));
  return plantInSchools(scene, lastYear, chosen, (_, school) => {
    const others = keepers.filter(({ phase }) => isOther(phase, school.phase));
    const row = others.length === 0 ? undefined : rows.get(random.pick(others).urn);
    return row && figuresOf(sheet, row);
  });
}

export const figuresOfAnotherPhase: FaultKind = {
  name: 'rate-of-another-phase',
  isCritical: true,
  damages: 'figures of a school of another phase',
  folder: 'recent',
  plant: (scene, random) => copied(scene, random, lastYear, (other, own) => other !== own),
};

export const figuresOfAnotherSchool: FaultKind = {
  name: 'figures-of-another-school',
  isCritical: true,
  damages: 'figures of another school of the same phase',
  folder: 'national',
  plant: (scene, random) => copied(scene, random, lastYear, (other, own) => other === own),
};

export const schoolsExchanged: FaultKind = {
  name: 'two-schools-exchanged',
  isCritical: false,
  damages: 'two schools, a point apart or more, have each other’s figures',
  folder: 'national',
  plant: (scene, random) => {
    const group = authorityGroup(scene, random, 2);
    if (group === undefined) return undefined;
    const rows = rowsByUrn(scene, lastYear);
    const rate = reader(sheetOf(scene.folder, lastYear), 'sess_overall_percent');
    const rateOf = (urn: string): number => Number(rate(rows.get(urn) ?? []));
    const [one, ...others] = shuffled(group, random);
    // If they are closer than that, an exchange cannot be distinguished from a year's own change.
    const other = one && others.find(({ urn }) => Math.abs(rateOf(urn) - rateOf(one.urn)) >= 1);
    return one && other && moveFigures(scene, lastYear, [one, other], (position) => 1 - position);
  },
};

export const phaseOfRowWrong: FaultKind = {
  name: 'phase-of-row-wrong',
  isCritical: true,
  damages: 'rows under another phase',
  folder: 'recent',
  plant: (scene, random) =>
    plantInSchools(scene, lastYear, someOf(scene.schools, random, 5), (_, { phase }) => ({
      education_phase: wholePhases[phase === 'primary' ? 'secondary' : 'primary'],
    })),
};

export const enrolmentsOfAnother: FaultKind = {
  name: 'enrolments-of-another-school',
  isCritical: false,
  damages: 'the enrolments of a school a third larger or smaller, or more',
  folder: 'national',
  plant: (scene, random) => {
    const rows = rowsByUrn(scene, lastYear);
    return plantInSchools(scene, lastYear, someOf(scene.schools, random, 5), (row, school, sheet) => {
      const enrolments = reader(sheet, 'enrolments');
      const own = Number(enrolments(row));
      const others = scene.schools.flatMap(({ urn, phase }) => {
        const count = Number(enrolments(rows.get(urn) ?? []));
        // A smaller difference changes no expectation by a hundredth of a point.
        return phase === school.phase && count >= 30 && (count > own * 1.33 || count < own / 1.33) ? [count] : [];
      });
      return others.length === 0 ? undefined : { enrolments: String(random.pick(others)) };
    });
  },
};

export const areaOfRowWrong: FaultKind = {
  name: 'area-of-row-wrong',
  isCritical: false,
  damages: 'the authority’s code of another authority in the absence file',
  folder: 'national',
  plant: (scene, random) => {
    const codes = [...new Set(scene.schools.map(({ laCode }) => laCode))];
    if (codes.length < 2) return undefined;
    return plantInSchools(scene, lastYear, someOf(scene.schools, random, 2), (_, { laCode }) => ({
      old_la_code: random.pick(codes.filter((code) => code !== laCode)),
    }));
  },
};

export const digitsExchanged: FaultKind = {
  name: 'digits-exchanged',
  isCritical: true,
  damages: 'digits of a rate exchanged, the counts are right',
  folder: 'national',
  plant: (scene, random) =>
    plantInSchools(scene, lastYear, someOf(scene.schools, random, 2), (row, _, sheet) => {
      const cell = reader(sheet, 'sess_overall_percent')(row);
      const exchanged = cell.replace(/^(\d)\.(\d)/, '$2.$1');
      return isNumber(exchanged) && Math.abs(Number(exchanged) - Number(cell)) > 0.1
        ? { sess_overall_percent: exchanged }
        : undefined;
    }),
};
