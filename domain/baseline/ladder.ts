import { roundTo } from '../shared/rates.js';

export const rungNames = [
  'own-level',
  'expectation',
  'similar-median',
  'similar-top-quarter',
  'local-authority',
  'national',
  'own-pre-pandemic',
] as const;

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
 * The ladder of ambition: where the school stands, its expectation whatever that is, then each rung above the last; what is not
 * above the last is left out. No cap.
 */
export function ladderOf(levels: RungLevels): readonly Rung[] {
  const ladder: Rung[] = [];
  for (const name of rungNames) {
    const attendancePercent = levels[name];
    if (attendancePercent === undefined) continue;
    const last = ladder.at(-1);
    if (last === undefined || shown(attendancePercent) > shown(last.attendancePercent))
      ladder.push({ name, attendancePercent });
  }
  return ladder;
}
