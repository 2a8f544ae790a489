import { setTimeout as pause } from 'node:timers/promises';
import { type Part } from './casting.js';
import { adviser, analyst, head, senior } from './personas.js';
import { type PlayedYear, type SchoolYearItem } from './school-year.js';

/** The figures of a report that the play needs. */
export interface ReportFigures {
  readonly lastYearAbsencePercent: number;
  readonly floorAttendancePercent: number;
  readonly expectedAttendancePercent: number;
}

/** Sets one school's expectation as people would: analysts review, a second person decides where needed, the school answers. */
export async function setExpectation(
  year: PlayedYear,
  { urn, stage }: SchoolYearItem,
  part: Part,
  report: ReportFigures | undefined,
): Promise<void> {
  if (stage === 'quarantined') {
    if (part.quarantine === 'withhold' || !report)
      return year.decide(urn, analyst, 'withholdReport', { reason: 'The figures could not be confirmed in time.' });
    await year.decide(urn, analyst, 'releaseFromQuarantine', {
      reason: 'Checked with the school: the figures are right.',
    });
  }
  if (!report || (stage !== 'quarantined' && stage !== 'in-review')) return;
  await review(year, urn, part, report);
  await answer(year, urn, part, report);
}

async function review(year: PlayedYear, urn: string, { review: how }: Part, report: ReportFigures): Promise<void> {
  const { floorAttendancePercent: floor, expectedAttendancePercent: expected } = report;
  switch (how) {
    case 'approve':
      return year.decide(urn, analyst, 'approveTarget', {});
    case 'override-small':
      return year.decide(urn, analyst, 'overrideTarget', {
        floorAttendancePercent: Math.min(100, Math.max(expected, floor + 0.1)),
        reason: 'A new attendance officer starts in the autumn.',
      });
    case 'override-large':
      await overrideLargely(year, urn, floor);
      return year.decide(urn, senior, 'confirmOverride', { note: 'Seen and agreed.' });
    case 'override-declined':
      await overrideLargely(year, urn, floor);
      await year.decide(urn, senior, 'declineOverride', {
        reason: 'The evidence does not carry a change of this size.',
      });
      return year.decide(urn, analyst, 'approveTarget', {});
  }
}

const overrideLargely = (year: PlayedYear, urn: string, floor: number): Promise<void> =>
  year.decide(urn, analyst, 'overrideTarget', {
    floorAttendancePercent: floor - 0.7,
    reason: 'Half of the pupils moved here this summer from a school that closed.',
    evidence: 'Admissions record of the authority.',
  });

async function answer(year: PlayedYear, urn: string, { school }: Part, report: ReportFigures): Promise<void> {
  const corrected = Math.max(0, report.lastYearAbsencePercent - 0.2);
  switch (school) {
    case 'agree':
      return year.decide(urn, head(urn), 'agreeTarget', {});
    case 'silent':
      return;
    case 'propose-higher': {
      const held = await year.read(urn, analyst);
      const floor = held.floorAttendancePercent ?? report.floorAttendancePercent;
      return year.decide(urn, head(urn), 'proposeHigherTarget', {
        floorAttendancePercent: Math.min(100, floor + 0.3),
        reason: 'We can do more.',
      });
    }
    case 'challenge-upheld':
      await challenge(year, urn, corrected);
      await year.decide(urn, analyst, 'upholdChallenge', {
        correctedValue: corrected,
        reason: 'The register extract agrees with the school.',
      });
      await drafted(year, urn);
      await year.decide(urn, analyst, 'approveTarget', {});
      return year.decide(urn, head(urn), 'agreeTarget', {});
    case 'challenge-dismissed':
      await challenge(year, urn, corrected);
      await year.decide(urn, analyst, 'dismissChallenge', {
        reason: 'The extract covers one term only; the published figure for the year is right.',
      });
      return year.decide(urn, head(urn), 'agreeTarget', {});
  }
}

const challenge = (year: PlayedYear, urn: string, shouldBe: number): Promise<void> =>
  year.decide(urn, head(urn), 'challengeFigure', {
    figure: 'last-year-absence',
    shouldBe,
    evidence: 'Extract of our own register.',
  });

/** Waits for the new draft of an upheld challenge, and releases it from quarantine where a gate holds it. */
async function drafted(year: PlayedYear, urn: string): Promise<void> {
  for (;;) {
    const { stage } = await year.read(urn, analyst);
    if (stage === 'quarantined')
      await year.decide(urn, analyst, 'releaseFromQuarantine', { reason: 'The corrected figure has been checked.' });
    if (stage === 'in-review') return;
    await pause(200);
  }
}

/** An adviser decides on each proposed referral. */
export async function decideReferral(
  year: PlayedYear,
  { urn, regionCode }: SchoolYearItem,
  part: Part,
  on: string,
): Promise<void> {
  if (part.adviser === 'decline') {
    return year.decide(urn, adviser(regionCode), 'declineReferral', {
      reason: 'The trust has put its own support in place.',
    });
  }
  return year.decide(urn, adviser(regionCode), 'confirmReferral', {
    pathway: part.adviser,
    hasNoConflictOfInterest: true,
    responsibleBodyContactedOn: on,
  });
}
