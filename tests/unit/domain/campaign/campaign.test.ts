import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  campaignDecisionKinds,
  type CampaignDecision,
  type CampaignStage,
} from '../../../../domain/campaign/messages.js';
import { roles } from '../../../../domain/process/actor.js';
import {
  beginCampaign,
  campaignNotApplied,
  campaignReceipt,
  campaignRefusal,
  decideCampaign,
  progressed,
  type CampaignState,
} from '../../../../domain/campaign/campaign.js';

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

const bodies: Readonly<Record<CampaignDecision['kind'], object>> = {
  releaseCampaign: { note: 'Looked at.' },
  pauseCampaign: { reason: 'A file is being corrected.' },
  resumeCampaign: {},
  cancelCampaign: { reason: 'The wrong year.' },
  closeYear: { nationalShiftPoints: { primary: 0.1, secondary: -0.2, special: 0 } },
};

let commands = 0;
function command(
  kind: CampaignDecision['kind'],
  body: unknown = bodies[kind],
  role: string = kind === 'closeYear' ? 'senior-analyst' : 'operator',
): CampaignDecision {
  commands += 1;
  return { kind, commandId: `command-${commands}`, actor: { id: 'someone', role }, body } as CampaignDecision;
}

const at = (stage: CampaignStage): CampaignState => progressed(beginCampaign(), { stage });
const refusal = (state: CampaignState, decision: CampaignDecision): string | undefined =>
  campaignRefusal(state, decision)?.code;

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
};

test.each(campaignDecisionKinds.flatMap((kind) => stages.map((stage) => [kind, stage] as const)))(
  '%s while %s is open or says that it is not',
  (kind, stage) => {
    expect(refusal(at(stage), command(kind))).toBe(open[kind].includes(stage) ? undefined : 'WrongStage');
  },
);

describe('who may', () => {
  test.each(roles)('%s', (role) => {
    const isAnalyst = role === 'analyst' || role === 'senior-analyst';
    for (const kind of campaignDecisionKinds) {
      const isAllowed = kind === 'closeYear' ? role === 'senior-analyst' : isAnalyst || role === 'operator';
      expect(refusal(at(open[kind][0] ?? 'starting'), command(kind, bodies[kind], role))).toBe(
        isAllowed ? undefined : 'NotPermitted',
      );
    }
  });
});

describe('a release', () => {
  it('lets the rest start, says who let it and why, and is taken once', () => {
    const waiting = at('waiting-for-release');
    const release = command('releaseCampaign');
    const released = decideCampaign(waiting, release, 5);
    expect(released).toMatchObject({ isReleased: true, progress: { version: waiting.progress.version + 1 } });
    expect(released.log).toEqual([
      {
        version: released.progress.version,
        atMilliseconds: 5,
        cause: { kind: 'releaseCampaign', actor: release.actor, commandId: release.commandId },
        isAccepted: true,
        note: 'Looked at.',
      },
    ]);
    expect(campaignReceipt(released)).toEqual({ version: released.progress.version, stage: 'waiting-for-release' });
    expect(decideCampaign(released, release, 6)).toBe(released);
  });
});

describe('pausing', () => {
  it('holds until it is resumed, and its reason is written down', () => {
    const paused = decideCampaign(at('starting'), command('pauseCampaign'), 1);
    expect([paused.progress.isPaused, paused.log.at(-1)?.note]).toEqual([true, 'A file is being corrected.']);
    expect(decideCampaign(paused, command('resumeCampaign'), 2).progress.isPaused).toBe(false);
  });

  it.each(['pauseCampaign', 'cancelCampaign'] as const)('or cancelling needs a reason: %s', (kind) => {
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
  ])('needs the shift of all three phases, not %j', (body) => {
    expect(refusal(at('running'), command('closeYear', body))).toBe('OutOfRange');
  });

  it('is done once', () => {
    const closing = decideCampaign(at('running'), command('closeYear'), 1);
    expect(closing).toMatchObject({ closing: bodies.closeYear, progress: { stage: 'closing' } });
    expect(refusal(progressed(closing, { stage: 'running' }), command('closeYear'))).toBe('WrongStage');
  });
});

describe('a command', () => {
  it('on a version that has passed is refused', () => {
    const state = at('waiting-for-release');
    const release = command('releaseCampaign');
    expect(refusal(state, { ...release, expectedVersion: state.progress.version + 1 })).toBe('StaleVersion');
    expect(refusal(state, { ...release, expectedVersion: state.progress.version })).toBeUndefined();
  });

  it('that was refused is looked at anew when it comes again', () => {
    const release = command('releaseCampaign');
    const refused = campaignNotApplied(at('starting-canary'), release, 'It is starting.', 1);
    expect(refused.log.at(-1)).toMatchObject({ isAccepted: false, note: 'Not applied, because: It is starting.' });
    const waiting = progressed(refused, { stage: 'waiting-for-release' });
    expect(refusal(waiting, release)).toBeUndefined();
    expect(decideCampaign(waiting, release, 2).isReleased).toBe(true);
  });

  it('of any shape is refused or taken, and never breaks', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...campaignDecisionKinds),
        fc.constantFrom(...stages),
        fc.anything(),
        (kind, stage, junk) => {
          const state = at(stage);
          const whole = { ...command(kind), body: junk } as CampaignDecision;
          if (refusal(state, whole) === undefined) decideCampaign(state, whole, 1);
          else campaignNotApplied(state, whole, 'Refused.', 1);
          expect(refusal(state, { ...(junk as object), kind } as CampaignDecision)).toBe('Malformed');
        },
      ),
      { numRuns: 500 },
    );
  });
});
