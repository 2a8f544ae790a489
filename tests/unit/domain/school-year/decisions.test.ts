import { describe, expect, it, test } from 'vitest';
import { roles, type Role } from '../../../../domain/process/actor.js';
import {
  decisionKinds,
  schoolYearDecisions,
  type DecisionKind,
} from '../../../../domain/school-year/decisions/index.js';
import { accessPolicy, isPermitted } from '../../../../domain/process/access-policy.js';
import { viewOf, type Stage } from '../../../../domain/school-year/state.js';
import { instantOf } from '../../../../domain/shared/school-calendar.js';
import { at, bodies, command, school, type TestSchoolYear, year } from './fixture.js';

const stages: readonly Stage[] = [
  'drafting',
  'quarantined',
  'withheld',
  'in-review',
  'with-school',
  'challenged',
  'monitoring',
  'closed',
];

const stagesOf = (kind: DecisionKind): readonly Stage[] => schoolYearDecisions[kind].openIn;

test.each(Object.entries(schoolYearDecisions))('the decision %s is listed under its own kind', (name, { kind }) => {
  expect(kind).toBe(name);
});

describe('every decision in every stage of a school-year', () => {
  test.each(decisionKinds.flatMap((kind) => stages.map((stage) => [kind, stage] as const)))(
    '%s while %s',
    (kind, stage) => {
      const code = at(stage).refusal(command(kind));
      if (stagesOf(kind).includes(stage)) expect(code).not.toBe('WrongStage');
      else expect(code).toBe('WrongStage');
    },
  );
});

describe('permission to decide about a school-year', () => {
  test.each(decisionKinds.flatMap((kind) => roles.map((role) => [kind, role] as const)))(
    'for %s by %s follows the one policy table',
    (kind, role) => {
      const schoolYear = at(stagesOf(kind)[0] ?? 'drafting');
      const code = schoolYear.refusal(command(kind, bodies[kind], { role, urn: school, regionCode: 'H' }));
      const isAllowed = role in accessPolicy[kind];
      if (isAllowed) expect(code).not.toBe('NotPermitted');
      else expect(code).toBe('NotPermitted');
    },
  );

  it('is refused to a role that is not in the table, Ofsted first', () => {
    for (const role of ['ofsted', 'press', 'public', 'constructor', '__proto__'] as unknown as readonly Role[]) {
      for (const kind of decisionKinds)
        expect(at('in-review').refusal(command(kind, bodies[kind], { role }))).toBe('NotPermitted');
      expect(isPermitted({ id: 'x', role }, 'read-report', { urn: school })).toBe(false);
    }
  });

  it('limits a head to their own school, and a hub manager and an adviser to their region', () => {
    expect(at('with-school').refusal(command('agreeTarget', {}, { urn: '900002' }))).toBe('NotPermitted');
    expect(at('monitoring').refusal(command('pauseForShock', bodies.pauseForShock, { regionCode: 'A' }))).toBe(
      'NotPermitted',
    );
    expect(at('monitoring').refusal(command('declineReferral', bodies.declineReferral, { regionCode: 'A' }))).toBe(
      'NotPermitted',
    );
  });
});

describe('commands to a school-year', () => {
  it('are taken once, however often they arrive', () => {
    const approve = command('approveTarget');
    const schoolYear = at('in-review').send(approve);
    const once = schoolYear.state;
    expect(schoolYear.refusal(approve)).toBeUndefined();
    expect(schoolYear.send(approve).state).toBe(once);
  });

  it('are refused on an old version', () => {
    const schoolYear = at('in-review');
    const stale = { ...command('approveTarget'), expectedVersion: schoolYear.state.version - 1 };
    expect(schoolYear.refusal(stale)).toBe('StaleVersion');
    expect(schoolYear.refusal({ ...stale, expectedVersion: schoolYear.state.version })).toBeUndefined();
  });

  it('are refused without id, actor or body, and do not throw', () => {
    for (const part of ['commandId', 'actor', 'body'])
      expect(at('in-review').refusal({ ...command('approveTarget'), [part]: undefined })).toBe('Malformed');
  });
});

describe('an override of a target', () => {
  it.each([
    [94.6, 'with-school', 'small and not below the expected level'],
    [94.8, 'in-review', 'by more than half a point'],
    [93.9, 'in-review', 'below the expected level'],
  ])('to %d leads to %s: %s', (floorAttendancePercent, stage) => {
    expect(at('in-review').decide('overrideTarget', { floorAttendancePercent, reason: 'A reason.' }).state.stage).toBe(
      stage,
    );
  });

  it('is confirmed by a second person who is not the first, and the draft is kept when it is declined', () => {
    const large = { floorAttendancePercent: 90, reason: 'A reason.' };
    const proposed = at('in-review').decide('overrideTarget', large, { id: 'sam', role: 'senior-analyst' });
    expect(proposed.refusal(command('confirmOverride', {}, { id: 'sam' }))).toBe('SecondPersonNeeded');
    expect(proposed.refusal(command('approveTarget'))).toBe('SecondPersonNeeded');
    expect(proposed.decide('declineOverride').state).not.toHaveProperty('pendingOverride');
    expect(proposed.state.floor).toMatchObject({ setBy: 'draft', attendancePercent: 94.2 });
  });
});

describe('an override that waits for a second person', () => {
  const large = { floorAttendancePercent: 90, reason: 'A reason.' };
  const kim = { id: 'kim' };
  const waiting = (): TestSchoolYear => at('in-review').later(3).decide('overrideTarget', large, kim);

  it('is withdrawn by its proposer: the review is as it was, and senior analysts are notified', () => {
    const before = at('in-review').later(3);
    const schoolYear = waiting().later(2).decide('withdrawOverride', { reason: 'I read the wrong letter.' }, kim);
    const { version, log, ...rest } = schoolYear.state;
    const { version: versionBefore, log: logBefore, ...restBefore } = before.state;
    expect(rest).toEqual(restBefore);
    expect([version, log.length]).toEqual([versionBefore + 2, logBefore.length + 2]);
    expect(log.at(-1)).toMatchObject({
      cause: { kind: 'withdrawOverride', actor: { id: 'kim' } },
      isAccepted: true,
      note: 'I read the wrong letter.',
    });
    const last = schoolYear.effects.at(-1);
    expect(last?.do === 'record' && last.record).toMatchObject({
      view: { isWaitingForSecondPerson: false, stage: 'in-review' },
      notices: [
        {
          to: 'senior-analysts',
          about: 'An override that was waiting for you has been withdrawn. The draft is back in review.',
        },
      ],
    });
  });

  it('allows a new proposal, or approval of the draft, once withdrawn', () => {
    const schoolYear = waiting().decide('withdrawOverride', undefined, kim);
    expect(schoolYear.refusal(command('confirmOverride'))).toBe('NothingPending');
    expect(schoolYear.refusal(command('overrideTarget', large))).toBeUndefined();
    expect(schoolYear.decide('approveTarget').state).toMatchObject({ stage: 'with-school', floor: { setBy: 'draft' } });
  });

  it('can be proposed and withdrawn by a senior analyst', () => {
    const sam = { id: 'sam', role: 'senior-analyst' } as const;
    const schoolYear = at('in-review').decide('overrideTarget', large, sam);
    expect(schoolYear.refusal(command('withdrawOverride', undefined, sam))).toBeUndefined();
  });

  it.each([
    ['by another analyst', { id: 'alex' }, { reason: 'A reason.' }, 'NotPermitted'],
    ['by another senior analyst', { id: 'sam', role: 'senior-analyst' }, { reason: 'A reason.' }, 'NotPermitted'],
    ['without a reason', kim, { reason: ' ' }, 'ReasonMissing'],
  ] as const)('is not withdrawn %s', (_how, who, body, code) => {
    expect(waiting().refusal(command('withdrawOverride', body, who))).toBe(code);
  });

  it('is not withdrawn where none is waiting', () => {
    const none = at('in-review').refusal(command('withdrawOverride', undefined, kim));
    const confirmed = waiting()
      .decide('confirmOverride')
      .refusal(command('withdrawOverride', undefined, kim));
    expect([none, confirmed]).toEqual(['NothingPending', 'WrongStage']);
  });
});

describe('a report with the school', () => {
  it('stops its clock at a challenge, and a dismissed one gives back the remaining school days', () => {
    const schoolYear = at('with-school').later(10);
    expect(schoolYear.state.deadlines['school-window']).toBe(instantOf(year.calendar, '2024-09-28'));
    schoolYear.decide('challengeFigure').later(100).decide('dismissChallenge');
    expect(schoolYear.state.deadlines['school-window']).toBe(instantOf(year.calendar, '2025-01-22'));
  });

  it('gets a new draft after an upheld challenge, with the correction kept', () => {
    const schoolYear = at('challenged').decide('upholdChallenge');
    expect(schoolYear.state).toMatchObject({
      stage: 'drafting',
      corrections: [{ figure: 'last-year-absence', value: 5 }],
    });
    expect(schoolYear.effects.at(-1)).toMatchObject({
      do: 'draft',
      request: { reportVersion: 2, corrections: [{ value: 5 }] },
    });
  });

  it('takes a higher floor without a cap, never a lower one', () => {
    expect(at('with-school').refusal(command('proposeHigherTarget', { floorAttendancePercent: 94.2 }))).toBe(
      'OutOfRange',
    );
    expect(at('with-school').decide('proposeHigherTarget', { floorAttendancePercent: 99 }).state.floor).toEqual({
      attendancePercent: 99,
      setBy: 'school',
    });
  });
});

test('each transition of a school-year raises the version by one, and its record shows the resulting state', () => {
  const schoolYear = at('monitoring').decide('pauseForShock').send({ kind: 'yearEnded', nationalShiftPoints: 0 });
  const records = schoolYear.effects.flatMap((effect) => (effect.do === 'record' ? [effect.record] : []));
  expect(records.map(({ version }) => version)).toEqual(records.map((_, index) => index + 1));
  expect(records.at(-1)?.view).toEqual(viewOf(schoolYear.state));
});
