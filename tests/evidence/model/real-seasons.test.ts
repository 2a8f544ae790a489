import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { judgeMonths, type JudgementInput } from '../../../domain/monitoring/judgement.js';
import { defaultMonitoringPolicy } from '../../../domain/monitoring/policy.js';
import { defaultSeason } from '../../../domain/monitoring/season.js';
import { readReleases } from '../../../evidence/calibration/releases.js';
import { inputOf, unitsOf, type Unit } from '../../../evidence/calibration/units.js';
import { normalDraws } from '../../../evidence/random-draws.js';
import { sharedData, sharedDataIsMissing } from '../../support/shared-data.js';
import { wasEverDue } from '../../unit/domain/monitoring/school-year-example.js';

type MainstreamPhase = 'primary' | 'secondary';

const years = ['202223', '202324', '202425'];
const phases: readonly MainstreamPhase[] = ['primary', 'secondary'];
const folder = sharedData();

interface School {
  readonly pupils: number;
  readonly isShiftKnown: boolean;
  /** Standard normal draws for what the school's own pupils add to each month. */
  readonly draw: () => number;
}

/** One month's variance per pupil beyond its authority's month; source: docs/sources/statistics.md#noise-of-a-month. */
const monthVariance: Readonly<Record<MainstreamPhase, number>> = { primary: 246, secondary: 468 };

/** A school on its authority's real path, with its own pupils' noise, whose floor is exactly where that path ends. */
function schoolOn(unit: Unit, phase: MainstreamPhase, { pupils, isShiftKnown, draw }: School): JudgementInput {
  const input = inputOf(unit, {
    nationalLevel: unit.nationalYearEnd,
    ceilingPercent: unit.yearEnd,
    expectedPercent: unit.yearEnd,
    deviationPoints: defaultMonitoringPolicy.priorDeviationPoints[phase],
    season: defaultSeason,
    policy: defaultMonitoringPolicy,
  });
  return {
    ...input,
    months: input.months.map(({ nationalShiftPoints = 0, ...figures }) => {
      const perPupil = figures.possibleSessions / figures.enrolments;
      const percent = (100 * figures.authorisedAbsenceSessions) / figures.possibleSessions;
      const possibleSessions = Math.round(pupils * perPupil);
      const stray = Math.sqrt(monthVariance[phase] / pupils) * draw();
      return {
        ...figures,
        possibleSessions,
        enrolments: pupils,
        authorisedAbsenceSessions: Math.round((possibleSessions * Math.max(percent + stray, 0.1)) / 100),
        ...(isShiftKnown && { nationalShiftPoints }),
      };
    }),
  };
}

describe.skipIf(folder === undefined)(
  `real seasons of authorities${folder === undefined ? ` (${sharedDataIsMissing})` : ''}`,
  () => {
    let units: readonly Unit[] = [];

    const unitsIn = (year: string, phase: MainstreamPhase): readonly Unit[] =>
      units.filter(({ area }) => area.academicYear === year && area.phase === phase);

    /** Share of schools proposed for referral, over all authorities and several draws of their pupils' noise. */
    const shareProposed = (of: readonly Unit[], phase: MainstreamPhase, school: Omit<School, 'draw'>): number => {
      const draw = normalDraws(school.pupils);
      const judged = [1, 2, 3].flatMap(() =>
        of.map((unit) => {
          const input = schoolOn(unit, phase, { ...school, draw });
          return wasEverDue(judgeMonths(input).checks, input.policy);
        }),
      );
      return judged.filter(Boolean).length / judged.length;
    };

    beforeAll(() => {
      units = unitsOf(readReleases(join(folder ?? '', 'attendance_la_ytd_snapshots_202223_202425.csv.gz')));
    });

    it('cover three years, both phases and nearly all authorities', () => {
      for (const year of years) for (const phase of phases) expect(unitsIn(year, phase).length).toBeGreaterThan(140);
    });

    it('leave out releases that count weeks twice, from February to May 2023', () => {
      const seen = units[0]?.toDate.filter(({ isSeen }) => !isSeen).map(({ month }) => month);
      expect(seen).toEqual(expect.arrayContaining(['2023-02', '2023-03', '2023-04']));
      expect(seen).not.toContain('2023-01');
    });

    const cases = years.flatMap((year) => phases.flatMap((phase) => [300, 1000].map((n) => [year, phase, n] as const)));

    it.each(cases)(
      'in %s propose a %s school of %i at its floor at most once in twenty when the national shift is known',
      (year, phase, pupils) => {
        expect(shareProposed(unitsIn(year, phase), phase, { pupils, isShiftKnown: true })).toBeLessThanOrEqual(0.05);
      },
    );

    it.each(cases.filter(([year]) => year !== '202223'))(
      'in %s, a year without an outbreak, propose a %s school of %i at most once in twenty by the usual season alone',
      (year, phase, pupils) => {
        expect(shareProposed(unitsIn(year, phase), phase, { pupils, isShiftKnown: false })).toBeLessThanOrEqual(0.05);
      },
    );

    it('in the outbreak of winter 2022 propose more than one large secondary in twenty when the shift is not known', () => {
      const outbreak = unitsIn('202223', 'secondary');
      const share = (isShiftKnown: boolean): number =>
        shareProposed(outbreak, 'secondary', { pupils: 1000, isShiftKnown });
      expect(share(false)).toBeGreaterThan(0.05);
      expect(share(false)).toBeGreaterThan(1.5 * share(true));
    });
  },
);
