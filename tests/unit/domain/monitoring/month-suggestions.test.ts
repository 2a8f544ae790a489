import { describe, expect, test } from 'vitest';
import { suggestShocksOf, type WatchedSchool } from '../../../../domain/monitoring/month-suggestions.js';
import { absenceSessionsOf } from '../../../../domain/monitoring/month-figures.js';
import { defaultMonitoringPolicy } from '../../../../domain/monitoring/policy.js';
import { defaultSeason } from '../../../../domain/monitoring/season.js';
import { type SuggestedShock } from '../../../../domain/monitoring/suggested-shocks.js';
import { exampleCalendar, exampleMonths } from './school-year-example.js';

const january = 4;
const terms = { calendar: exampleCalendar, season: defaultSeason, policy: defaultMonitoringPolicy };
const suggest = (schools: readonly WatchedSchool[], month = '2025-01'): readonly SuggestedShock[] =>
  suggestShocksOf(month, schools, terms);

/** A school on its season, but for points of absence added to one month. */
function school(number: number, added: number, change: Partial<WatchedSchool> = {}): WatchedSchool {
  const strays = Array.from({ length: 11 }, (_, position) => (position === january ? added : 0));
  return {
    urn: String(900_000 + number),
    laCode: '301',
    regionCode: 'H',
    phase: 'primary',
    months: exampleMonths({ phase: 'primary', enrolments: 400, absencePercent: 5 }, strays),
    daysSetAside: [],
    ...change,
  };
}

const authority = (added: number, change: Partial<WatchedSchool> = {}): WatchedSchool[] =>
  [1, 2, 3, 4, 5, 6, 7].map((number) => school(number, added, change));

const withIllness = (own: WatchedSchool, share: (month: string) => number): WatchedSchool => ({
  ...own,
  months: own.months.map((figures) => ({
    ...figures,
    illnessSessions: Math.round(share(figures.month) * absenceSessionsOf(figures)),
  })),
});

describe('the suggestion from a month’s figures', () => {
  test('is one event of the affected authority and phase, in that month only', () => {
    const schools = [...authority(4), ...authority(0, { laCode: '302' })];
    expect(suggest(schools)).toMatchObject([{ kind: 'area', laCode: '301', month: '2025-01', urns: { length: 7 } }]);
    expect(suggest(schools, '2025-02')).toEqual([]);
  });

  test('leaves out schools with days already set aside, which still count as neighbours', () => {
    const days = [{ from: '2025-01-13', to: '2025-01-17' }];
    const [first, ...others] = authority(4);
    const opened = others.map((each) => ({ ...each, daysSetAside: days }));
    expect(suggest([...(first ? [first] : []), ...opened])).toMatchObject([{ urns: ['900001'] }]);
    expect(suggest(authority(4, { daysSetAside: days }))).toEqual([]);
  });

  test('is measured against months without days set aside', () => {
    const february = exampleMonths({ phase: 'primary', enrolments: 400, absencePercent: 5 }, [0, 0, 0, 0, 4, 40]);
    const hit = authority(4, { months: february });
    expect(suggest(hit)).toEqual([]);
    const days = [{ from: '2025-02-03', to: '2025-02-07' }];
    expect(suggest(hit.map((each) => ({ ...each, daysSetAside: days })))).toHaveLength(1);
  });

  test('ignores impossible figures', () => {
    const impossible = authority(4).map((each) => ({
      ...each,
      months: each.months.map((figures) => ({ ...figures, enrolments: 10 })),
    }));
    expect(suggest(impossible)).toEqual([]);
  });

  test('is an outbreak where illness leads in one school alone, and nothing where it does not or is not given', () => {
    const others = authority(0).slice(1);
    const ill = (month: string): number => (month === '2025-01' ? 0.8 : 0.5);
    expect(suggest([withIllness(school(1, 6), ill), ...others])).toMatchObject([
      { kind: 'illness-outbreak', urn: '900001' },
    ]);
    expect(suggest([withIllness(school(1, 6), () => 0.5), ...others])).toEqual([]);
    expect(suggest([school(1, 6), ...others])).toEqual([]);
  });
});
