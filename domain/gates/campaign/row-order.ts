import { median } from './median.js';
import { type ShiftBounds } from './policy.js';

/** One measure of a group of schools in the order of the file, now and a year before. Missing values are undefined. */
export interface Series {
  readonly now: readonly (number | undefined)[];
  readonly before: readonly (number | undefined)[];
}

/** Distances are capped at this many typical deviations. */
const furthest = 4;
/** Rows of a spreadsheet slip by one, seldom by two. */
const slips = [-2, -1, 1, 2];
/** Other schools are taken from this many rows around. */
const mostStrangers = 12;

/** How close schools are to their own figures of the year before: ratios of distances, measured in typical deviations between the group's schools. */
export interface Resemblance {
  /** To oneself, as a share of the distance to strangers: well under one where the rows are in order. */
  readonly strangers: number;
  /** After moving the rows by one or two, as a share of the distance to oneself: well over one where the rows are in order. */
  readonly movedBack: number;
}

/** undefined where the schools of the group do not differ, or none has both years. */
export function resemblanceOf(series: readonly Series[]): Resemblance | undefined {
  const scaled = series.flatMap((one) => scaledSeries(one) ?? []);
  const inPlace = meanDistance(scaled, [0]);
  const strangers = meanDistance(scaled, strangerSteps(series[0]?.now.length ?? 0));
  if (!(inPlace > 0 && strangers > 0)) return undefined;
  const movedBack = slips.map((step) => meanDistance(scaled, [step])).filter((distance) => !Number.isNaN(distance));
  return { strangers: inPlace / strangers, movedBack: Math.min(...movedBack) / inPlace };
}

/**
 * Whether the rows of a group belong to the wrong schools. A school resembles its own year before much more than its neighbours do. When
 * moving the rows by one or two improves the match, or when schools hardly resemble themselves more than other schools do, the figures
 * belong to other schools.
 */
export function isOutOfOrder(series: readonly Series[], bounds: ShiftBounds): boolean {
  if ((series[0]?.now.length ?? 0) < bounds.fewestSchools) return false;
  const found = resemblanceOf(series);
  return found !== undefined && (found.strangers > bounds.strangersShare || found.movedBack < bounds.movedBackShare);
}

function strangerSteps(count: number): readonly number[] {
  const most = Math.min(mostStrangers, count - 1);
  return Array.from({ length: Math.max(0, most) }, (_, index) => index + 1).flatMap((step) => [step, -step]);
}

/** Both years as deviations from their own middle, in typical deviations; undefined where the schools do not differ. */
function scaledSeries({ now, before }: Series): Series | undefined {
  const middleNow = median(now.flatMap(known)) ?? NaN;
  const middleBefore = median(before.flatMap(known)) ?? NaN;
  const typical = median(before.flatMap(known).map((value) => Math.abs(value - middleBefore))) ?? NaN;
  if (!(typical > 0)) return undefined;
  const scale = (middle: number) => (value: number | undefined) =>
    value === undefined ? undefined : (value - middle) / typical;
  return { now: now.map(scale(middleNow)), before: before.map(scale(middleBefore)) };
}

const known = (value: number | undefined): readonly number[] => (value === undefined ? [] : [value]);

/** Mean distance of each school to the rows `steps` places further a year before, over all series; NaN where there are none. */
function meanDistance(series: readonly Series[], steps: readonly number[]): number {
  let sum = 0;
  let count = 0;
  for (const { now, before } of series)
    for (const step of steps)
      for (const [index, value] of now.entries()) {
        const other = before[index + step];
        if (value === undefined || other === undefined) continue;
        sum += Math.min(Math.abs(value - other), furthest);
        count += 1;
      }
  return sum / count;
}
