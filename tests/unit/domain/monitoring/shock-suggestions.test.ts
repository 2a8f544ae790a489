import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isCovered, shockOf, windowWithin, type AreaEvent } from '../../../../domain/monitoring/area-shock.js';
import { exemptShareOfYear } from '../../../../domain/monitoring/exemption.js';
import { judgeMonths } from '../../../../domain/monitoring/judgement.js';
import { ownExcess, type OwnExcess } from '../../../../domain/monitoring/month-excess.js';
import { type MonthFigures } from '../../../../domain/monitoring/month-figures.js';
import { defaultMonitoringPolicy } from '../../../../domain/monitoring/policy.js';
import { defaultSeason } from '../../../../domain/monitoring/season.js';
import { suggestShocks, type MonthExcess } from '../../../../domain/monitoring/suggested-shocks.js';
import { exampleCalendar, exampleInput, exampleMonths, exampleShock } from './school-year-example.js';

const terms = { phase: 'primary', season: defaultSeason, policy: defaultMonitoringPolicy } as const;
const ownExcesses = (of: typeof terms, months: readonly MonthFigures[]): readonly OwnExcess[] =>
  months.flatMap(({ month }) => ownExcess(of, months, month) ?? []);
const school = { phase: 'primary', enrolments: 400, absencePercent: 5 } as const;

describe('the excess of a month above the school’s own season', () => {
  test('is zero in every month of a school that follows it, whatever its level', () => {
    for (const absencePercent of [3, 6, 12]) {
      const excesses = ownExcesses(terms, exampleMonths({ ...school, absencePercent }));
      expect(excesses).toHaveLength(11);
      for (const { excessPoints } of excesses) expect(excessPoints).toBeCloseTo(0, 1);
    }
  });

  test('is the deviation of the month that deviated, and small in every other month', () => {
    const excesses = ownExcesses(terms, exampleMonths(school, [0, 0, 0, 0, 6]));
    const january = excesses.find(({ month }) => month === '2025-01');
    expect(january?.excessPoints).toBeCloseTo(6, 1);
    expect(january?.excessPoints ?? 0).toBeGreaterThan(2 * (january?.standardErrorPoints ?? 0));
    for (const { month, excessPoints } of excesses) if (month !== '2025-01') expect(excessPoints).toBeLessThan(0.1);
  });

  test('removes what the nation added in that month, which a shift to date shows only in part', () => {
    const months = exampleMonths(school, [0, 0, 0, 4]).slice(0, 5);
    const sessions = months.map(({ possibleSessions }) => possibleSessions);
    const total = (count: number): number => sessions.slice(0, count).reduce((sum, each) => sum + each, 0);
    const shifted = months.map((figures, index) => ({
      ...figures,
      nationalShiftPoints: index < 3 ? 0 : (4 * (sessions[3] ?? 0)) / total(index + 1),
    }));
    for (const { excessPoints } of ownExcesses(terms, shifted)) expect(Math.abs(excessPoints)).toBeLessThan(0.1);
  });

  test('has less chance in a larger school, and is unknown where there is only one month', () => {
    const errorOf = (enrolments: number): number =>
      ownExcesses(terms, exampleMonths({ ...school, enrolments }))[4]?.standardErrorPoints ?? 0;
    expect(errorOf(100)).toBeGreaterThan(errorOf(1000));
    expect(ownExcesses(terms, exampleMonths(school).slice(0, 1))).toEqual([]);
  });
});

describe('suggested shocks', () => {
  const month = (urn: string, excessPoints: number, change: Partial<MonthExcess> = {}): MonthExcess => ({
    urn,
    laCode: '301',
    phase: 'primary',
    month: '2025-01',
    excessPoints,
    standardErrorPoints: 0.8,
    ...change,
  });
  const neighbours = (excessPoints: number): MonthExcess[] =>
    [1, 2, 3, 4, 5, 6].map((index) => month(`90000${index}`, excessPoints));

  test('name one event of the area for a school far above its season with its neighbours', () => {
    const suggested = suggestShocks([month('900009', 5), ...neighbours(1.5)]);
    expect(suggested).toMatchObject([{ kind: 'area', laCode: '301', month: '2025-01', urns: ['900009'] }]);
    expect(suggestShocks([month('900009', 5), ...neighbours(3)])).toMatchObject([{ urns: { length: 7 } }]);
  });

  test('are none for one school alone, because there is no visible outside cause', () => {
    expect(suggestShocks([month('900009', 5), ...neighbours(0.1)])).toEqual([]);
  });

  test('name an outbreak for one school alone when illness leads', () => {
    const ill = month('900009', 5, { illnessShare: 0.75, usualIllnessShare: 0.5 });
    expect(suggestShocks([ill, ...neighbours(0.1)])).toMatchObject([{ kind: 'illness-outbreak', urn: '900009' }]);
    expect(suggestShocks([{ ...ill, illnessShare: 0.5 }, ...neighbours(0.1)])).toEqual([]);
  });

  test.each<[string, MonthExcess[]]>([
    ['an excess within two standard errors', [month('900009', 5, { standardErrorPoints: 3 }), ...neighbours(1.5)]],
    ['neighbours of another authority', [month('900009', 5, { laCode: '302' }), ...neighbours(1.5)]],
    ['neighbours of another phase', [month('900009', 5, { phase: 'secondary' }), ...neighbours(1.5)]],
    ['neighbours in another month', [month('900009', 5, { month: '2025-02' }), ...neighbours(1.5)]],
    ['two neighbours only', [month('900009', 5), ...neighbours(1.5).slice(0, 2)]],
  ])('are none for %s', (_what, months) => {
    expect(suggestShocks(months)).toEqual([]);
  });

  test('do not depend on the order of the schools, and name no figure', () => {
    const months = [month('900009', 5), ...neighbours(2.5), month('900010', 4, { laCode: '302' })];
    const suggested = suggestShocks(months);
    expect(suggestShocks([...months].reverse())).toEqual(suggested);
    for (const { why } of suggested) expect(why).not.toMatch(/\d/);
  });
});

describe('an event of an area', () => {
  const event: AreaEvent = {
    id: 'event-1',
    kind: 'severe-weather',
    from: '2025-07-18',
    to: '2025-09-05',
    evidence: 'Notice of the authority of that day',
    openedBy: 'adviser-1',
    openedAtMilliseconds: 5,
    area: { laCodes: ['301', '302'], phase: 'primary', urns: ['900077'] },
  };
  const inArea = { urn: '900001', laCode: '301', regionCode: 'H', phase: 'primary' } as const;

  test('covers every school of its area and phase, and those that it names', () => {
    expect(isCovered(inArea, event.area)).toBe(true);
    expect(isCovered({ ...inArea, phase: 'secondary' }, event.area)).toBe(false);
    expect(isCovered({ ...inArea, laCode: '303' }, event.area)).toBe(false);
    expect(isCovered({ ...inArea, urn: '900077', laCode: '303', phase: 'secondary' }, event.area)).toBe(true);
    expect(isCovered(inArea, { regionCode: 'H' })).toBe(true);
    expect(isCovered(inArea, { regionCode: 'B', laCodes: ['301'] })).toBe(false);
    expect(isCovered(inArea, {})).toBe(false);
  });

  test('across a year’s end is cut to the days of each year', () => {
    expect(windowWithin(event, exampleCalendar)).toEqual({ from: '2025-07-18', to: '2025-07-22' });
    const next = {
      ...exampleCalendar,
      startsOn: '2025-09-01',
      months: exampleCalendar.months.slice(0, 1).map((each) => ({
        ...each,
        month: '2025-09',
        firstDay: '2025-09-01',
        lastDay: '2025-09-30',
      })),
    };
    expect(windowWithin(event, next)).toEqual({ from: '2025-09-01', to: '2025-09-05' });
    expect(windowWithin({ from: '2025-08-01', to: '2025-08-20' }, exampleCalendar)).toBeUndefined();
  });

  test('becomes each school’s own shock, which keeps the event', () => {
    expect(shockOf(event, inArea, exampleCalendar)).toEqual({
      id: 'event-1/900001',
      eventId: 'event-1',
      kind: 'severe-weather',
      from: '2025-07-18',
      to: '2025-07-22',
      evidence: 'Notice of the authority of that day',
      openedBy: 'adviser-1',
      openedAtMilliseconds: 5,
      isRevoked: false,
    });
    expect(shockOf(event, { ...inArea, laCode: '309' }, exampleCalendar)).toBeUndefined();
  });
});

describe('days set aside for one school', () => {
  const judge = (
    exemptions: ReturnType<typeof exampleShock>[],
    strays: number[] = [],
  ): ReturnType<typeof judgeMonths> =>
    judgeMonths(exampleInput(school, 95, { exemptions, months: exampleMonths(school, strays) }));

  test('change nothing for a shock without a school day', () => {
    const holiday = exampleShock('2024-10-26', '2024-11-03');
    expect(judge([holiday])).toEqual(judge([]));
    expect(exemptShareOfYear(exampleCalendar, [holiday])).toBe(0);
  });

  test('give the same result later, for a month already judged, as at once', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([1, 2, 3], { minLength: 3 }), (order) => {
        const shocks = [
          exampleShock('2024-11-11', '2024-11-15'),
          exampleShock('2025-01-13', '2025-01-17'),
          exampleShock('2025-03-03', '2025-03-07'),
        ];
        const arrived = order.flatMap((place) => shocks[place - 1] ?? []);
        expect(judge(arrived, [0, 0, 3, 0, 3, 0, 3])).toEqual(judge(shocks, [0, 0, 3, 0, 3, 0, 3]));
      }),
    );
  });

  test('are counted once under two shocks over the same days', () => {
    const days = exampleShock('2025-01-13', '2025-01-17');
    expect(judge([days, { ...days, id: 'another' }], [0, 0, 0, 0, 4])).toEqual(judge([days], [0, 0, 0, 0, 4]));
  });
});
