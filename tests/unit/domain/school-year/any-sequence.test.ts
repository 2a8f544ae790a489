import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deadlineNames } from '../../../../domain/school-year/messages/facts.js';
import { decisionKinds, type Decision } from '../../../../domain/school-year/decisions/index.js';
import { nearestDeadline } from '../../../../domain/school-year/deadlines.js';
import { type Effect } from '../../../../domain/school-year/effects.js';
import { type SchoolYearState, type SchoolYearView, viewOf } from '../../../../domain/school-year/state.js';
import { notApplied, transition } from '../../../../domain/school-year/transition.js';
import { at, bodies, command, drafted, month, TestSchoolYear, year } from './fixture.js';

/** A month that changes nothing else is recorded with the next change, so the record may lack it. */
const recorded = (view: SchoolYearView): SchoolYearView => ({ ...view, months: [] });

type Step = (schoolYear: TestSchoolYear) => void;

const position = fc.nat(year.calendar.months.length - 1);
const rate = fc.double({ min: 2, max: 14, noNaN: true });

/** Decisions go the way the workflow sends them: what is refused is only written down. */
const decision: fc.Arbitrary<Step> = fc.constantFrom(...decisionKinds).map((kind) => (schoolYear) => {
  const shockId = schoolYear.state.shocks.at(-1)?.id;
  const requestId = schoolYear.state.shockRequests?.at(-1)?.id;
  const made = command(kind, {
    ...bodies[kind],
    ...(shockId !== undefined && { shockId }),
    ...(requestId !== undefined && { requestId }),
  });
  if (schoolYear.refusal(made) === undefined) schoolYear.send(made);
  else schoolYear.state = notApplied(schoolYear.occasion, schoolYear.state, made, 'Refused.').state;
});
const sendIfOpen = (schoolYear: TestSchoolYear, made: Decision): void => {
  if (schoolYear.refusal(made) === undefined) schoolYear.send(made);
};
const reviewers = fc.constantFrom('analyst-1', 'senior-analyst-1', 'senior-analyst-2');
/** An override so large that it waits for a second person. */
const largeOverride: fc.Arbitrary<Step> = reviewers.map((id) => (schoolYear) => {
  sendIfOpen(schoolYear, command('overrideTarget', { floorAttendancePercent: 90, reason: 'A reason.' }, { id }));
});
const overrideDecided: fc.Arbitrary<Step> = fc
  .tuple(reviewers, fc.constantFrom('confirmOverride', 'declineOverride', 'withdrawOverride'))
  .map(([id, kind]) => (schoolYear) => {
    sendIfOpen(schoolYear, command(kind, bodies[kind], { id, role: 'senior-analyst' }));
  });
const nearest: Step = (schoolYear) => {
  const deadline = nearestDeadline(schoolYear.state);
  if (!deadline) return;
  schoolYear.now = Math.max(schoolYear.now, deadline.atMilliseconds);
  schoolYear.send({ kind: 'deadlinePassed', name: deadline.name });
};
const ring: fc.Arbitrary<Step> = fc.oneof(
  fc.constant(nearest),
  fc.tuple(fc.constantFrom(...deadlineNames), fc.nat(40)).map(
    ([name, days]) =>
      (schoolYear: TestSchoolYear) =>
        void schoolYear.later(days).send({ kind: 'deadlinePassed', name }),
  ),
);
const draft: fc.Arbitrary<Step> = fc
  .constantFrom('drafted', 'quarantined', 'withheld')
  .map((outcome) => (schoolYear) => void schoolYear.send(drafted(outcome)));
const returned: fc.Arbitrary<Step> = fc.tuple(position, rate, fc.integer({ min: 1, max: 3 })).map(
  ([at, percent, revision]) =>
    (schoolYear) =>
      void schoolYear.send(month(at, percent, revision)),
);
const supportOver: Step = (schoolYear) => void schoolYear.send({ kind: 'supportEnded', outcome: 'completed' });
const closing: Step = (schoolYear) => void schoolYear.send({ kind: 'yearEnded', nationalShiftPoints: 0.1 });

const recallStep: fc.Arbitrary<Step> = fc
  .tuple(fc.constantFrom('suspended', 'recalled', 'resumed'), fc.constantFrom('recall-1', 'recall-2'))
  .map(
    ([kind, recallId]) =>
      (schoolYear) =>
        void schoolYear.send({ kind, recallId }),
  );
const renamed: Step = (schoolYear) => void schoolYear.send({ kind: 'examplesChanged' });
const unchangedDraft: Step = (schoolYear) => void schoolYear.send({ ...drafted(), isUnchanged: true });

const steps = fc.array(
  fc.oneof(
    { arbitrary: decision, weight: 10 },
    { arbitrary: draft, weight: 3 },
    { arbitrary: returned, weight: 10 },
    { arbitrary: ring, weight: 4 },
    { arbitrary: recallStep, weight: 3 },
    { arbitrary: fc.constantFrom(supportOver, closing, unchangedDraft), weight: 1 },
    { arbitrary: fc.constant(renamed), weight: 2 },
  ),
  { maxLength: 60 },
);

function everyStep(holds: (before: SchoolYearState, schoolYear: TestSchoolYear) => void): void {
  fc.assert(
    fc.property(steps, (walk) => {
      const schoolYear = new TestSchoolYear();
      for (const step of walk) {
        const before = schoolYear.state;
        step(schoolYear);
        holds(before, schoolYear);
      }
    }),
    { numRuns: 150 },
  );
}

function expectLoweredByRight(before: SchoolYearState, { floor, log }: SchoolYearState): void {
  if ((floor?.attendancePercent ?? 100) >= (before.floor?.attendancePercent ?? 0)) return;
  const cause = log.at(-1)?.cause;
  expect(cause?.actor?.role.endsWith('analyst') === true || cause?.kind === 'drafted').toBe(true);
}

/** The version that readers get, as the effects would leave it. */
function liveAfter(live: number | undefined, effect: Effect): number | undefined {
  if (effect.do === 'reissue') return effect.request.isIssued ? effect.request.reportVersion : live;
  if (effect.do !== 'record') return live;
  return effect.record.publishes ?? (effect.record.isWithdrawn ? undefined : live);
}

describe('any sequence of messages to a school-year', () => {
  it('raises the version by one each time, with a log entry, and each record shows the resulting state', () => {
    fc.assert(
      fc.property(steps, (walk) => {
        const schoolYear = new TestSchoolYear();
        for (const step of walk) step(schoolYear);
        expect(schoolYear.state.log.map(({ version }) => version)).toEqual(
          schoolYear.state.log.map((_, index) => index + 1),
        );
        expect(schoolYear.state.version).toBe(schoolYear.state.log.length);
        const records = schoolYear.effects.flatMap((effect) => (effect.do === 'record' ? [effect.record] : []));
        const last = records.at(-1);
        if (last?.version === schoolYear.state.version)
          expect(recorded(last.view)).toEqual(recorded(viewOf(schoolYear.state)));
        expect(records.every(({ note }) => note.trim() !== '')).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('leaves the view unchanged, apart from the month itself, after a month without a new version', () => {
    everyStep((before, { state }) => {
      if (state.version === before.version) expect(recorded(viewOf(state))).toEqual(recorded(viewOf(before)));
    });
  });

  it('leaves no key of the state without a value', () => {
    everyStep((_before, { state }) => {
      expect(Object.values(state)).not.toContain(undefined);
      expect(Object.values(state.deadlines)).not.toContain(undefined);
    });
  });

  it('gives a withheld or undrafted school no floor in its view', () => {
    everyStep((_before, { state }) => {
      const view = viewOf(state);
      if (state.stage !== 'withheld') return;
      expect(view).not.toHaveProperty('floorAttendancePercent');
      expect(view).not.toHaveProperty('improvementPoints');
    });
  });

  it('lets only people release a report from hold or review, except for a recall, and only the school or its silence issue one', () => {
    everyStep((before, { state }) => {
      if (before.stage === state.stage) return;
      // What a message brings about may be followed, in the same step, by the report that is written again with other names.
      const cause = state.log.at(before.log.length)?.cause;
      const isByPerson = cause?.actor !== undefined;
      if (before.stage === 'quarantined' || before.stage === 'in-review')
        expect(isByPerson || state.stage === 'closed' || cause?.kind === 'recalled').toBe(true);
      const wasIssued = before.recall?.stage === 'monitoring';
      if (state.stage === 'monitoring') expect(isByPerson || cause?.reason === 'school-window' || wasIssued).toBe(true);
    });
  });

  it('lets a second person decide a waiting override and the first withdraw it, and its review keeps its deadline', () => {
    const walks = fc.array(fc.oneof(largeOverride, overrideDecided, ring, recallStep), { minLength: 4, maxLength: 20 });
    fc.assert(
      fc.property(walks, (walk) => {
        const schoolYear = at('in-review');
        for (const step of walk) {
          const before = schoolYear.state;
          step(schoolYear);
          const { pendingOverride, stage, floor, deadlines, log } = schoolYear.state;
          const cause = log.at(before.log.length)?.cause;
          if (!before.pendingOverride || pendingOverride) continue;
          const isByFirst = cause?.actor?.id === before.pendingOverride.proposedBy;
          if (cause?.kind === 'confirmOverride' || cause?.kind === 'declineOverride') expect(isByFirst).toBe(false);
          if (cause?.kind !== 'withdrawOverride') continue;
          expect(isByFirst).toBe(true);
          expect([stage, floor, deadlines]).toEqual([before.stage, before.floor, before.deadlines]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('offers support only by a person’s decision, and a decided referral stays decided', () => {
    everyStep((before, { state }) => {
      if (before.referral?.state === 'confirmed' || before.referral?.state === 'declined')
        expect(state.referral?.state).toBe(before.referral.state);
      if (state.referral?.state === 'confirmed' && before.referral?.state !== 'confirmed')
        expect(state.log.at(-1)?.cause.actor?.role).toBe('rise-adviser');
    });
  });

  it('runs no clock, issues nothing and proposes nothing while suspended', () => {
    everyStep((before, { state }) => {
      if (!state.suspension) return;
      expect(state.deadlines).toEqual({});
      if (!before.suspension) return;
      expect(state.stage === 'monitoring' && before.stage !== 'monitoring' && !before.recall).toBe(false);
      if (state.referral?.state === 'proposed') expect(before.referral?.state).toBe('proposed');
    });
  });

  it('lowers the floor only by an analyst, a new draft or a recall, and has at most one live version', () => {
    fc.assert(
      fc.property(steps, (walk) => {
        const schoolYear = new TestSchoolYear();
        let live: number | undefined;
        let seen = 0;
        for (const step of walk) {
          const before = schoolYear.state;
          step(schoolYear);
          expectLoweredByRight(before, schoolYear.state);
          live = schoolYear.effects.slice(seen).reduce(liveAfter, live);
          seen = schoolYear.effects.length;
          if (live !== undefined && schoolYear.state.stage === 'monitoring')
            expect(live).toBe(schoolYear.state.draft?.reportVersion);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('gives the same result for the same state, message and time', () => {
    everyStep((before, schoolYear) => {
      const fact = month(0, 7, 9);
      expect(transition(schoolYear.occasion, before, fact)).toEqual(transition(schoolYear.occasion, before, fact));
    });
  });

  it('keeps a closed year closed and without a deadline', () => {
    everyStep((before, { state }) => {
      if (before.stage === 'closed')
        expect([state.stage, state.outcome, state.deadlines]).toEqual(['closed', before.outcome, {}]);
    });
  });
});

describe('the months of a school-year', () => {
  const settled = (state: SchoolYearState): unknown => {
    const { log, version, referral, ...rest } = state;
    // A proposal that came and went is known from its order; one that remains is not.
    const standing = referral?.state === 'withdrawn' ? undefined : referral;
    return { ...rest, referral: standing, entries: log.length - version };
  };

  it('lead to the same state in any order, duplicated and restated, once all have arrived', () => {
    const returns = fc.tuple(
      fc.array(fc.double({ min: 3, max: 12, noNaN: true }), { minLength: 11, maxLength: 11 }),
      fc.array(fc.tuple(position, fc.double({ min: 3, max: 12, noNaN: true })), { maxLength: 4 }),
    );
    const shuffled = returns.chain(([rates, restated]) => {
      const first = rates.map((percent, at) => month(at, percent, 1));
      const later = restated.map(([at, percent], index) => month(at, percent, 2 + index));
      const all = [...first, ...later];
      return fc.record({
        inOrder: fc.constant(all),
        inAny: fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }),
      });
    });
    fc.assert(
      fc.property(shuffled, ({ inOrder, inAny }) => {
        const issued = (): TestSchoolYear =>
          new TestSchoolYear().send(drafted()).send(command('approveTarget'), command('agreeTarget'));
        expect(settled(issued().send(...inAny).state)).toEqual(settled(issued().send(...inOrder).state));
      }),
      { numRuns: 150 },
    );
  });
});
