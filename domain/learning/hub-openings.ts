import { estimateOf, mean, type Estimate } from './interval.js';

/** The schools of one hub, or of one area without a hub: they share what happens to them, so they are one case. */
export interface HubArea {
  readonly id: string;
  /** The first month, as a place in the order of months, in which the hub was open; undefined where there was none this year. */
  readonly opensAt?: number;
  readonly schools: number;
  /** For each month, mean absence less the path of its schools, percentage points; schools that reported every month. */
  readonly months: readonly number[];
}

export interface HubEffect {
  /** Fall of absence in the months since a hub opened, percentage points: positive where it fell more than elsewhere. */
  readonly points: Estimate;
  readonly byMonthsSince: readonly { readonly monthsSince: number; readonly points: Estimate }[];
  /** The same before the opening, where there is nothing to find: how alike the areas were. */
  readonly before?: Estimate;
  readonly hubs: number;
  readonly areasWithoutHub: number;
  /** Hubs open from the first month on: they have no month before, so they show nothing. */
  readonly hubsLeftOut: number;
}

/**
 * What the stepped opening of the hubs shows: in each month, schools of hubs that opened are compared with schools whose hub had not
 * opened yet or that have none, each against its own months before that opening (difference in differences by cohort and month, so that
 * no area already open serves as a control: Callaway and Sant'Anna, Journal of Econometrics 2021, with the mean of all months before as
 * the base). Weighted by schools. Uncertainty: each area left out in turn (jackknife), because the schools of one hub are not
 * independent. undefined where fewer than two hubs opened during the year, or nothing is there to compare them with.
 */
export function hubEffect(areas: readonly HubArea[]): HubEffect | undefined {
  const used = areas.filter(({ opensAt }) => opensAt === undefined || opensAt > 0);
  const opened = used.filter(({ opensAt }) => opensAt !== undefined);
  const first = Math.min(...opened.map(({ opensAt = 0 }) => opensAt));
  const later = used.filter(({ opensAt }) => opensAt === undefined || opensAt > first);
  if (opened.length < 2 || later.length < 2) return undefined;
  const lastMonth = Math.max(...used.map(({ months }) => months.length));
  const longest = Math.max(...opened.map(({ opensAt = lastMonth }) => lastMonth - opensAt));
  const withAll = contrasts(used);
  const withoutEach = used.map((_, index) => contrasts(used.filter((__, other) => other !== index)));
  const degrees = Math.max(Math.min(opened.length, later.length) - 1, 1);
  const estimate = (isWanted: (monthsSince: number) => boolean): Estimate | undefined =>
    jackknife(
      average(withAll, isWanted),
      withoutEach.map((each) => average(each, isWanted)),
      degrees,
    );
  const points = estimate((since) => since >= 0);
  const before = estimate((since) => since === -1);
  if (!points) return undefined;
  return {
    points,
    byMonthsSince: Array.from({ length: longest }, (_, monthsSince) => monthsSince).flatMap((monthsSince) => {
      const effect = estimate((since) => since === monthsSince);
      return effect ? [{ monthsSince, points: effect }] : [];
    }),
    ...(before && { before }),
    hubs: opened.length,
    areasWithoutHub: used.length - opened.length,
    hubsLeftOut: areas.length - used.length,
  };
}

interface Contrast {
  readonly monthsSince: number;
  readonly points: number;
  readonly weight: number;
}

/** One for each cohort and month, from the month before the opening on, where both sides have schools and months before. */
function contrasts(areas: readonly HubArea[]): readonly Contrast[] {
  const cohorts = [...new Set(areas.flatMap(({ opensAt }) => (opensAt === undefined ? [] : [opensAt])))];
  const monthCount = Math.max(...areas.map(({ months }) => months.length));
  return cohorts.flatMap((opensAt) => {
    const opened = areas.filter((area) => area.opensAt === opensAt);
    const weight = opened.reduce((sum, { schools }) => sum + schools, 0);
    return Array.from({ length: monthCount - opensAt + 1 }, (_, index) => opensAt - 1 + index).flatMap(
      (month): readonly Contrast[] => {
        const controls = areas.filter((area) => area.opensAt === undefined || area.opensAt > Math.max(month, opensAt));
        const base = Array.from({ length: opensAt }, (_, each) => each).filter((each) => each !== month);
        if (base.length === 0 || controls.length === 0) return [];
        const points = riseOver(controls, month, base) - riseOver(opened, month, base);
        return [{ monthsSince: month - opensAt, points, weight }];
      },
    );
  });
}

/** Mean rise of the areas' absence in a month over the base months, weighted by schools. */
function riseOver(areas: readonly HubArea[], month: number, base: readonly number[]): number {
  const schools = areas.reduce((sum, area) => sum + area.schools, 0);
  const rises = areas.map(
    (area) => area.schools * ((area.months[month] ?? 0) - mean(base.map((each) => area.months[each] ?? 0))),
  );
  return rises.reduce((sum, rise) => sum + rise, 0) / schools;
}

function average(of: readonly Contrast[], isWanted: (monthsSince: number) => boolean): number | undefined {
  const wanted = of.filter(({ monthsSince }) => isWanted(monthsSince));
  const weight = wanted.reduce((sum, each) => sum + each.weight, 0);
  return weight > 0 ? wanted.reduce((sum, each) => sum + each.points * each.weight, 0) / weight : undefined;
}

/**
 * Source: Efron and Stein, Annals of Statistics 1981. The degrees of freedom are those of the smaller side, which is cautious.
 */
function jackknife(
  value: number | undefined,
  without: readonly (number | undefined)[],
  degrees: number,
): Estimate | undefined {
  if (value === undefined) return undefined;
  const squares = without.reduce<number>((sum, each) => sum + ((each ?? value) - value) ** 2, 0);
  return estimateOf(value, Math.sqrt(((without.length - 1) / without.length) * squares), degrees);
}
