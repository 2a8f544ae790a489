import { roundDownTo, roundTo } from '../shared/rates.js';

const ambitions = ['similar-median', 'similar-top-quarter', 'local-authority', 'national', 'own-pre-pandemic'] as const;

export const rungNames = ['own-level', 'expectation', ...ambitions] as const;

export type RungName = (typeof rungNames)[number];

/** For pages and reports. */
export const rungTitles: Readonly<Record<RungName, string>> = {
  'own-level': 'Where the school stands',
  expectation: 'This year’s expectation',
  'similar-median': 'Middle of similar schools',
  'similar-top-quarter': 'Top quarter of similar schools',
  'local-authority': 'Local authority average',
  national: 'National average',
  'own-pre-pandemic': 'The school before the pandemic',
};

/** An attendance level in per cent. */
export interface Rung {
  readonly name: RungName;
  readonly attendancePercent: number;
}

/** Attendance in per cent; a level that is not known is left out of the ladder. */
export type RungLevels = Readonly<Partial<Record<RungName, number>>> & {
  readonly 'own-level': number;
  readonly expectation: number;
};

/** As people see it, so that no two rungs show the same figure. */
const shown = (percent: number): number => roundTo(percent, 1);

/**
 * The ladder of ambition: the school's current level, this year's expectation, and then each rung above all earlier ones. After a good year
 * the expectation may be below the current level and is still shown. No cap.
 */
export function ladderOf(levels: RungLevels): readonly Rung[] {
  const ladder: Rung[] = [
    { name: 'own-level', attendancePercent: levels['own-level'] },
    { name: 'expectation', attendancePercent: levels.expectation },
  ];
  // What is asked is shown rounded down, so a rung a tenth above it is seen as one.
  let highest = Math.max(shown(levels['own-level']), roundDownTo(levels.expectation, 1));
  for (const name of ambitions) {
    const attendancePercent = levels[name];
    if (attendancePercent === undefined || shown(attendancePercent) <= highest) continue;
    ladder.push({ name, attendancePercent });
    highest = shown(attendancePercent);
  }
  return ladder;
}
