import { describe, expect, test } from 'vitest';
import { judgeMonths } from '../../../../domain/monitoring/judgement.js';
import { evaluateYear } from '../../../../domain/monitoring/year-end.js';
import { type AbsencePhase } from '../../../../domain/shared/phase.js';
import { normalDraws } from './random-draws.js';
import { exampleInput, exampleMonths, wasEverDue, type ExampleSchool } from './school-year-example.js';

/** Variances of data/MODEL.md, "Noise", as measured there and not as the code splits them. */
const measured: Record<'primary' | 'secondary', { month: (n: number) => number; year: number }> = {
  primary: { month: (n) => 0.016 + 246 / n, year: 0.0135 },
  secondary: { month: (n) => 0.012 + 468 / n, year: 0.012 },
};

const levels: Record<'primary' | 'secondary', number> = { primary: 5.3, secondary: 8.6 };

interface Share {
  readonly proposed: number;
  readonly notMet: number;
}

/** Plays years of a school whose true level lies `shortPoints` below its floor; shares of years with a proposal, and not met. */
function playYears(phase: keyof typeof measured, enrolments: number, shortPoints: number, years: number): Share {
  const draw = normalDraws(enrolments * 7 + Math.round(shortPoints * 10) + phase.length);
  const floorAttendancePercent = 100 - levels[phase];
  const monthDeviation = Math.sqrt(measured[phase].month(enrolments));
  const correlation = 0.1;
  let proposed = 0;
  let notMet = 0;
  for (let year = 0; year < years; year += 1) {
    const yearStray = Math.sqrt(measured[phase].year) * draw();
    let stray = draw();
    const strays = Array.from({ length: 11 }, () => {
      stray = correlation * stray + Math.sqrt(1 - correlation ** 2) * draw();
      return yearStray + monthDeviation * stray;
    });
    const school: ExampleSchool = { phase, enrolments, absencePercent: levels[phase] + shortPoints };
    const input = exampleInput(school, floorAttendancePercent, { months: exampleMonths(school, strays) });
    if (wasEverDue(judgeMonths(input).checks, input.policy.successiveChecksBelow)) proposed += 1;
    if (evaluateYear({ ...input, rungs: [], nationalShiftPoints: 0 }).outcome === 'not-met') notMet += 1;
  }
  return { proposed: proposed / years, notMet: notMet / years };
}

const phases: readonly Exclude<AbsencePhase, 'special'>[] = ['primary', 'secondary'];
const sizes = [100, 300, 1000];

describe('chance', { timeout: 60_000 }, () => {
  test.each(phases.flatMap((phase) => sizes.map((size) => [phase, size] as const)))(
    'a %s school of %i at its floor is proposed for referral in at most one year of twenty',
    (phase, size) => {
      const share = playYears(phase, size, 0, 1500);
      expect(share.proposed).toBeLessThanOrEqual(0.05);
      expect(share.notMet).toBeLessThanOrEqual(0.05);
    },
  );

  test.each(phases)('a %s school of 1,000 that is two points short is nearly always found', (phase) => {
    const share = playYears(phase, 1000, 2, 300);
    expect(share.proposed).toBeGreaterThanOrEqual(0.95);
    expect(share.notMet).toBeGreaterThanOrEqual(0.95);
  });
});
