import { type ReportFacts, type ToolkitFacts, type YearFacts } from '../report/facts.js';
import { type AbsencePhase, type Phase } from '../shared/phase.js';
import { toolkitLibrary, type Gap, type Toolkit } from './library.js';

/**
 * When a gap is worth a toolkit: about the national rates of 2023/24 (docs/sources/absence-statistics.md#national-rates), in per cent of
 * pupils.
 */
const toolkitBounds = {
  version: 'toolkits-1',
  persistentPercent: { primary: 14.6, secondary: 25.6, special: 100 } satisfies Record<AbsencePhase, number>,
  severePercent: 2.3,
  atMost: 5,
} as const;

const whys: Readonly<Record<Gap, string>> = {
  'moving-up': 'Pupils move between schools or stages here.',
  'below-similar': 'Similar schools have higher attendance, so their practice may be worth a look.',
  fell: 'Attendance was lower than the year before.',
  persistent: 'More pupils than in the country as a whole missed a tenth of the year.',
  severe: 'More pupils than in the country as a whole missed half of the year.',
  any: 'It is of use in any school.',
};

/** The entries that suit a school's phase and where its gap lies, each with why; at most five, moves between schools first. */
export function toolkitsFor(facts: Omit<ReportFacts, 'toolkits'>, phase: string): readonly ToolkitFacts[] {
  const gaps = gapsOf(facts);
  const suited = toolkitLibrary.flatMap((toolkit) => {
    const gap = gaps.find((one) => toolkit.gaps.includes(one));
    return gap !== undefined && toolkit.phases.includes(phase as Phase) ? [{ toolkit, gap }] : [];
  });
  return byTurns(suited, gaps)
    .slice(0, toolkitBounds.atMost)
    .map(({ toolkit: { id, title }, gap }) => ({ id, title, why: whys[gap] }));
}

interface Suited {
  readonly toolkit: Toolkit;
  readonly gap: Gap;
}

/** Moves between schools, then one for each gap before a second for any. */
function byTurns(suited: readonly Suited[], gaps: readonly Gap[]): readonly Suited[] {
  const moves = suited.filter(({ gap }) => gap === 'moving-up');
  const lists = gaps.filter((gap) => gap !== 'moving-up').map((gap) => suited.filter((one) => one.gap === gap));
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  const turns = Array.from({ length: longest }, (_, turn) => lists.flatMap((list) => list.slice(turn, turn + 1)));
  return [...moves, ...turns.flat()];
}

function gapsOf({ years, levels, phase }: Omit<ReportFacts, 'toolkits'>): readonly Gap[] {
  const [latest, before] = years;
  const own = ownLevel(latest);
  const similar = levels.find(({ name }) => name === 'similar-median')?.attendancePercent;
  const isGap: Readonly<Record<Gap, boolean>> = {
    'moving-up': true,
    severe: isAbove(latest?.severeAbsencePercent?.value, toolkitBounds.severePercent),
    persistent: isAbove(latest?.persistentAbsencePercent?.value, toolkitBounds.persistentPercent[phase]),
    'below-similar': isAbove(similar, own),
    fell: isAbove(ownLevel(before), own),
    any: true,
  };
  return (Object.keys(isGap) as Gap[]).filter((gap) => isGap[gap]);
}

const ownLevel = (year: YearFacts | undefined): number | undefined =>
  year?.correctedAttendancePercent ?? year?.attendancePercent.value;

const isAbove = (value: number | undefined, bound: number | undefined): boolean =>
  value !== undefined && bound !== undefined && value > bound;
