import { type HubArea } from '../../domain/learning/hub-openings.js';
import { type LearnedSchool } from '../../domain/learning/learned-school.js';
import { type LearningInput } from '../../domain/learning/report.js';
import { academicYear } from '../../domain/shared/academic-year.js';
import { regionCodes } from '../../domain/shared/phase.js';
import { normalDraws } from '../random-draws.js';

/** What is planted in an invented year. */
export interface Planted {
  /** Points of absence that a hub takes away from the month it opens. */
  readonly hubPoints: number;
  /** Points that support takes away over the year. */
  readonly supportPoints: number;
  /** Share of a baseline year's distance from the usual level that goes by itself. */
  readonly shareThatReturns: number;
}

export const months = 11;
const nationalShift = { primary: 0.2, secondary: -0.1, special: 0 };

/**
 * Hubs by the month they open: 21 in September, 36 in November, 36 in January; and areas that have none. Source:
 * docs/sources/support-and-hubs.md#hubs.
 */
const waves = [
  { hubs: 21, opensAt: 0 },
  { hubs: 36, opensAt: 2 },
  { hubs: 36, opensAt: 4 },
  { hubs: 60, opensAt: undefined },
];

/**
 * Spread of a school's month, of what its area's schools share in a month, and of the area all year;
 * docs/sources/statistics.md#noise-of-a-month.
 */
const deviation = { month: 1, area: 0.36, level: 0.4 };

export function plantedYear(planted: Planted, seed: number): LearningInput {
  const draw = normalDraws(seed);
  return {
    academicYear: academicYear('202526'),
    nationalShift,
    judgedUnder: { baseline: ['baseline-planted'], monitoring: 'monitoring-planted', season: 'season-planted' },
    schools: Array.from({ length: 1500 }, (_, index) => schoolOf(planted, index, draw)),
    hubAreas: waves.flatMap(({ hubs, opensAt }, wave) =>
      Array.from({ length: hubs }, (_, index) => areaOf(`${wave}-${index}`, opensAt, planted, draw)),
    ),
  };
}

/** All areas share the nation's deviation of each month; the waves differ in level, because lead schools were not chosen at random. */
function areaOf(id: string, opensAt: number | undefined, { hubPoints }: Planted, draw: () => number): HubArea {
  const schools = 20 + Math.round(10 * Math.abs(draw()));
  const level = deviation.level * draw() + (opensAt === undefined ? 0 : 0.3);
  return {
    id,
    ...(opensAt !== undefined && { opensAt }),
    schools,
    months: Array.from({ length: months }, (_, month) => {
      const season = Math.sin(month);
      const noise = deviation.area * draw() + (deviation.month / Math.sqrt(schools)) * draw();
      return level + season + noise - (opensAt !== undefined && month >= opensAt ? hubPoints : 0);
    }),
  };
}

function schoolOf({ supportPoints, shareThatReturns }: Planted, index: number, draw: () => number): LearnedSchool {
  const phase = index % 4 === 0 ? 'secondary' : 'primary';
  const usualPercent = (phase === 'primary' ? 5.3 : 8.6) + draw();
  const distance = 0.5 * draw();
  const beforePercent = usualPercent + distance;
  const expectedPercent = usualPercent + (1 - shareThatReturns) * distance;
  const isSupported = distance + 0.3 * draw() > 0.8;
  const deviationPoints = phase === 'primary' ? 0.5 : 0.6;
  const stray = deviationPoints * draw();
  const nowPercent = expectedPercent + nationalShift[phase] + stray - (isSupported ? supportPoints : 0);
  return {
    urn: String(900_001 + index),
    phase,
    regionCode: regionCodes[index % 9] ?? 'A',
    enrolments: phase === 'primary' ? 60 + (index % 500) : 300 + index,
    deprivationFifth: 1 + (index % 5),
    specialNeedsFifth: 1 + (index % 5),
    beforePercent,
    usualPercent,
    nowPercent,
    expectedPercent,
    deviationPoints,
    isReferred: isSupported || index % 50 === 0,
    isSupported,
    isOverridden: index % 20 === 0,
    shocks: index % 9 === 2 ? 1 : 0,
    checks: [{ month: '2026-01', probability: stray > 0 ? 0.8 : 0.2 }],
    isShort: stray > 0 ? index % 5 !== 0 : index % 5 === 0,
  };
}
