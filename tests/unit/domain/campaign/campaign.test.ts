import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type CampaignDecision, type CampaignInput, type CampaignStage } from '../../../../domain/campaign/messages.js';
import { campaignProcess } from '../../../../domain/campaign/process.js';
import { campaignView, type CampaignOccasion, type CampaignState } from '../../../../domain/campaign/state.js';
import { roles } from '../../../../domain/process/actor.js';

const { decisionKinds } = campaignProcess;

const stages = [
  'checking-data',
  'fitting-model',
  'refused-data',
  'refused-model',
  'starting-canary',
  'waiting-for-release',
  'starting',
  'running',
  'closing',
  'closed',
  'cancelled',
] as const satisfies readonly CampaignStage[];

const shifts = { primary: 0.1, secondary: -0.2, special: 0 };
const bodies: Readonly<Record<CampaignDecision['kind'], object>> = {
  releaseCampaign: { note: 'Looked at.' },
  pauseCampaign: { reason: 'A file is being corrected.' },
  resumeCampaign: {},
  cancelCampaign: { reason: 'The wrong year.' },
  closeYear: { nationalShiftPoints: shifts, reason: 'The figures are settled.' },
  confirmCloseYear: {},
  declineCloseYear: { reason: 'One region is still missing.' },
};

const starting: readonly CampaignStage[] = [
  'checking-data',
  'fitting-model',
  'starting-canary',
  'waiting-for-release',
  'starting',
];
const open: Readonly<Record<CampaignDecision['kind'], readonly CampaignStage[]>> = {
  releaseCampaign: ['waiting-for-release'],
  pauseCampaign: starting,
  resumeCampaign: starting,
  cancelCampaign: starting,
  closeYear: ['running', 'cancelled'],
  confirmCloseYear: ['running', 'cancelled'],
  declineCloseYear: ['running', 'cancelled'],
};
const seniorOnly: readonly CampaignDecision['kind'][] = ['closeYear', 'confirmCloseYear', 'declineCloseYear'];
const needsProposal: readonly CampaignDecision['kind'][] = ['confirmCloseYear', 'declineCloseYear'];

let commands = 0;
function command(
  kind: CampaignDecision['kind'],
  body: unknown = bodies[kind],
  role: string = seniorOnly.includes(kind) ? 'senior-analyst' : 'operator',
  id = 'someone',
): CampaignDecision {
  commands += 1;
  return { kind, commandId: `command-${commands}`, actor: { id, role }, body } as CampaignDecision;
}

const occasion = (now = 1): CampaignOccasion => ({
  input: { startedBy: { id: 'ops', role: 'operator' }, commandId: 'start-1' } as CampaignInput,
  workflowId: 'campaign/202425',
  now,
});
const begun = campaignProcess.begin(occasion()).state;
const at = (stage: CampaignStage, state: CampaignState = begun): CampaignState =>
  campaignProcess.transition(occasion(), state, { kind: 'campaignReached', stage }).state;
const decided = (state: CampaignState, decision: CampaignDecision, now = 1): CampaignState =>
  campaignProcess.transition(occasion(now), state, decision).state;
const refusal = (state: CampaignState, decision: CampaignDecision): string | undefined =>
  campaignProcess.refusal(occasion(), state, decision)?.code;
const proposed = (stage: CampaignStage): CampaignState => ({
  ...at(stage),
  proposedClosing: { nationalShiftPoints: shifts, proposedBy: 'another' },
});

test.each(decisionKinds.flatMap((kind) => stages.map((stage) => [kind, stage] as const)))(
  'the decision %s is open or refused by stage while the campaign is %s',
  (kind, stage) => {
    const state = needsProposal.includes(kind) ? proposed(stage) : at(stage);
    expect(refusal(state, command(kind))).toBe(open[kind].includes(stage) ? undefined : 'WrongStage');
  },
);

test.each(roles)('the role %s takes only the campaign decisions that the policy gives it', (role) => {
  const runs = ['analyst', 'senior-analyst', 'operator'].includes(role);
  for (const kind of decisionKinds) {
    const stage = open[kind][0] ?? 'starting';
    const state = needsProposal.includes(kind) ? proposed(stage) : at(stage);
    const isAllowed = seniorOnly.includes(kind) ? role === 'senior-analyst' : runs;
    expect(refusal(state, command(kind, bodies[kind], role))).toBe(isAllowed ? undefined : 'NotPermitted');
  }
});

describe('the log of a campaign', () => {
  it('begins with the person who started it, and is recorded', () => {
    const { state, effects } = campaignProcess.begin(occasion(7));
    expect(state.log).toMatchObject([
      { version: 1, atMilliseconds: 7, cause: { kind: 'startCampaign', actor: { id: 'ops' } }, isAccepted: true },
    ]);
    expect(effects).toMatchObject([{ do: 'record', record: { version: 1, view: campaignView(state) } }]);
  });

  it('continues from an earlier run of the same year', () => {
    const { input, ...rest } = occasion();
    expect(campaignProcess.begin({ ...rest, input: { ...input, afterVersion: 4 } }).state.version).toBe(5);
  });

  it('says in its first line that a run was stopped and another started, with the person and the cause', () => {
    const { input, ...rest } = occasion();
    const stopped = { ...input, afterVersion: 4, stoppedBecause: 'it was terminated in the engine (full disk).' };
    const { effects } = campaignProcess.begin({ ...rest, input: stopped });
    expect(effects).toMatchObject([
      {
        record: {
          version: 5,
          cause: { kind: 'startCampaign', actor: { id: 'ops' } },
          note: 'The campaign was started again. Its run before this one was stopped: it was terminated in the engine (full disk).',
        },
      },
    ]);
  });

  it('gets no line when the campaign goes on in a new run, and keeps its state', () => {
    const { input, ...rest } = occasion();
    const state = at('running');
    const continued = { state, work: { do: 'keep' } } as const;
    expect(campaignProcess.begin({ ...rest, input: { ...input, continued } })).toEqual({ state, effects: [] });
  });

  it.each(decisionKinds)('records %s with its person and their words', (kind) => {
    const stage = open[kind][0] ?? 'starting';
    const state = needsProposal.includes(kind) ? proposed(stage) : at(stage);
    const decision = command(kind);
    const step = campaignProcess.transition(occasion(5), state, decision);
    const words = Object.values(bodies[kind]).find((value) => typeof value === 'string') ?? step.state.log.at(-1)?.note;
    expect(step.effects).toMatchObject([
      {
        do: 'record',
        record: {
          version: state.version + 1,
          atMilliseconds: 5,
          cause: { kind, actor: decision.actor, commandId: decision.commandId },
          isAccepted: true,
          note: words,
        },
      },
    ]);
    expect(campaignProcess.transition(occasion(6), step.state, decision)).toEqual({ state: step.state, effects: [] });
  });

  it('shows how many school-years are still open', () => {
    const { state } = campaignProcess.transition(occasion(), at('closing'), { kind: 'campaignCounted', open: 3 });
    expect(campaignView(state).open).toBe(3);
  });

  it('counts started and archived schools without a new version, so that no decision becomes stale', () => {
    const state = at('starting');
    const counted = campaignProcess.transition(occasion(), state, { kind: 'campaignCounted', started: 40 });
    expect(counted.effects).toEqual([]);
    expect(counted.state).toMatchObject({ started: 40, version: state.version });
  });
});

describe('pausing a campaign', () => {
  it('lasts until it is resumed', () => {
    const paused = decided(at('starting'), command('pauseCampaign'));
    expect([paused.isPaused, paused.log.at(-1)?.note]).toEqual([true, 'A file is being corrected.']);
    expect(decided(paused, command('resumeCampaign')).isPaused).toBe(false);
  });

  it.each(['pauseCampaign', 'cancelCampaign'] as const)('or cancelling it requires a reason: %s', (kind) => {
    expect(refusal(at('starting'), command(kind, { reason: ' ' }))).toBe('ReasonMissing');
    expect(refusal(at('starting'), command(kind, {}))).toBe('ReasonMissing');
  });
});

describe('closing the year', () => {
  it.each([
    [{}],
    [{ nationalShiftPoints: null }],
    [{ nationalShiftPoints: { primary: 0.1, secondary: 0.1 } }],
    [{ nationalShiftPoints: { primary: 0.1, secondary: '0.1', special: 0 } }],
    [{ nationalShiftPoints: { primary: 0.1, secondary: Number.NaN, special: 0 } }],
  ])('requires the shift of all three phases, not %j', (body) => {
    expect(refusal(at('running'), command('closeYear', { ...body, reason: 'Settled.' }))).toBe('OutOfRange');
  });

  it('requires a reason', () => {
    expect(refusal(at('running'), command('closeYear', { nationalShiftPoints: shifts }))).toBe('ReasonMissing');
  });

  it('waits for a second senior analyst, and says so', () => {
    const waiting = decided(at('running'), command('closeYear'));
    expect(waiting).toMatchObject({ stage: 'running', proposedClosing: { proposedBy: 'someone' } });
    expect(campaignView(waiting).isWaitingForSecondPerson).toBe(true);
    expect(refusal(waiting, command('closeYear'))).toBe('SecondPersonNeeded');
    expect(refusal(waiting, command('confirmCloseYear'))).toBe('SecondPersonNeeded');
    const closing = decided(waiting, command('confirmCloseYear', {}, 'senior-analyst', 'another'));
    expect(closing).toMatchObject({ stage: 'closing', closing: shifts });
    expect(campaignView(closing).isWaitingForSecondPerson).toBe(false);
    expect(refusal(closing, command('closeYear'))).toBe('WrongStage');
  });

  it('is cancelled when any senior analyst declines it with a reason, even the proposer', () => {
    const waiting = decided(at('running'), command('closeYear'));
    expect(refusal(waiting, command('declineCloseYear', {}))).toBe('ReasonMissing');
    const declined = decided(waiting, command('declineCloseYear'));
    expect(declined.proposedClosing).toBeUndefined();
    expect(refusal(declined, command('confirmCloseYear', {}, 'senior-analyst', 'another'))).toBe('NothingPending');
    expect(refusal(declined, command('closeYear'))).toBeUndefined();
  });
});

describe('a command to a campaign', () => {
  it('on an old version is refused', () => {
    const state = at('waiting-for-release');
    const release = command('releaseCampaign');
    expect(refusal(state, { ...release, expectedVersion: state.version + 1 })).toBe('StaleVersion');
    expect(refusal(state, { ...release, expectedVersion: state.version })).toBeUndefined();
  });

  it('that was refused as a signal is checked again when it is sent again', () => {
    const release = command('releaseCampaign');
    const refused = campaignProcess.notApplied(occasion(), at('starting-canary'), release, 'It is starting.').state;
    expect(refused.log.at(-1)).toMatchObject({ isAccepted: false, note: 'Not applied, because: It is starting.' });
    const waiting = at('waiting-for-release', refused);
    expect(refusal(waiting, release)).toBeUndefined();
    expect(decided(waiting, release).isReleased).toBe(true);
  });

  it('of any shape is refused or applied, and never throws', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...decisionKinds),
        fc.constantFrom(...stages),
        fc.anything(),
        fc.anything(),
        (kind, stage, body, actor) => {
          const decision = { kind, commandId: 'c-1', actor, body } as unknown as CampaignDecision;
          const refused = campaignProcess.refusal(occasion(), at(stage), decision);
          const step = refused
            ? campaignProcess.notApplied(occasion(), at(stage), decision, refused.message)
            : campaignProcess.transition(occasion(), at(stage), decision);
          expect(step.state.log.at(-1)?.isAccepted).toBe(!refused);
        },
      ),
    );
  });
});
