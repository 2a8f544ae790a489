import { causeOf, notApplied } from '../process/change.js';
import { kindsOf, ruleOf } from '../process/decision-table.js';
import { hasSeen } from '../process/log.js';
import { type Process } from '../process/process.js';
import { refusalBy } from '../process/refusal.js';
import { haveSameDays } from '../shared/date-windows.js';
import { dateInWords } from '../shared/dates.js';
import { dateAt } from '../shared/school-calendar.js';
import { supportDecisions, type SupportDecision } from './decisions/index.js';
import { resumed, yearOver } from './carried.js';
import { ending } from './ending.js';
import { supportFactKinds, type DaysSetAsideChanged, type SupportFact, type SupportInput } from './messages.js';
import { beginMilestones, nextDueOn, openMilestones, type MilestoneHistory } from './milestones.js';
import { deadlinePassed, supportDeadline } from './overdue.js';
import { hubClosed, placeDeferred, placeGiven } from './place-news.js';
import {
  release,
  supportMoved,
  supportSetting,
  supportView,
  unchanged,
  type SupportChange,
  type SupportEffect,
  type SupportOccasion,
  type SupportState,
  type SupportStep,
} from './support-state.js';
import { type SupportView } from './support-view.js';

/** One school's support: its place at a hub or its wait for one, its milestones and its outcome. */
export const supportProcess: Process<
  SupportInput,
  SupportState,
  SupportDecision,
  SupportFact,
  SupportEffect,
  SupportView
> = {
  decisionKinds: kindsOf(supportDecisions),
  factKinds: supportFactKinds,
  begin,
  transition,
  refusal: (occasion, state, decision) =>
    refusalBy(
      {
        subject: 'support',
        decisions: supportDecisions,
        placeOf: ({ urn, regionCode }) => ({ urn, regionCode }),
        stageOf: ({ stage }) => stage,
        stageWords: { 'finding-place': 'looking for a place', waiting: 'waiting for a place' },
      },
      occasion,
      state,
      decision,
    ),
  notApplied: (occasion, state, decision, why) => notApplied(supportSetting(occasion), state, decision, why),
  receipt: ({ version, stage }) => ({ version, stage }),
  view: supportView,
  deadline: supportDeadline,
  onDeadline: () => ({ kind: 'deadlinePassed' }),
  isOver: ({ stage }) => stage === 'ended',
};

/** The toolkit pathway needs no hub; the others need a place at one, and support from the year before keeps the place it has. */
function begin(occasion: SupportOccasion): SupportStep {
  if (occasion.input.carried) return resumed(occasion, occasion.input.carried);
  const { input, now } = occasion;
  const { pathway, calendar, daysSetAside, afterVersion = 0 } = input;
  const isToolkit = pathway === 'toolkit';
  const state: SupportState = {
    version: afterVersion,
    stage: isToolkit ? 'in-progress' : 'finding-place',
    milestones: beginMilestones(pathway, dateAt(calendar, now), calendar, daysSetAside),
    why: [],
    ...(!isToolkit && { waitingSinceMilliseconds: now }),
    log: [],
  };
  return supportMoved(
    occasion,
    state,
    { kind: 'supportBegun' },
    {
      set: {},
      note: isToolkit ? 'The toolkit is offered.' : 'A place at a hub is requested.',
      effects: isToolkit ? [] : [{ do: 'requestPlace' }],
    },
  );
}

/** The only place where a support changes. A place that comes after the end is given back. */
function transition(
  occasion: SupportOccasion,
  state: SupportState,
  message: SupportDecision | SupportFact,
): SupportStep {
  if (state.stage === 'ended') return { state, effects: message.kind === 'placeGiven' ? release(message.hubId) : [] };
  if (message.kind === 'deadlinePassed') return deadlinePassed(occasion, state);
  if (message.kind === 'daysSetAsideChanged') return setAside(occasion, state, message);
  if (!('commandId' in message)) {
    const reason = message.kind === 'placeDeferred' ? { reason: message.reasonCode } : {};
    const change = changeBy(occasion, state, message);
    return change ? supportMoved(occasion, state, { kind: message.kind, ...reason }, change) : unchanged(state);
  }
  return hasSeen(state, message.commandId)
    ? unchanged(state)
    : supportMoved(
        occasion,
        state,
        causeOf(message),
        ruleOf(supportDecisions, message).change(occasion, state, message),
      );
}

type PlainFact = Exclude<SupportFact, { readonly kind: 'deadlinePassed' | 'daysSetAsideChanged' }>;

function changeBy(occasion: SupportOccasion, state: SupportState, fact: PlainFact): SupportChange | undefined {
  switch (fact.kind) {
    case 'placeGiven':
      return placeGiven(occasion, state, fact);
    case 'placeDeferred':
      return placeDeferred(state, fact);
    case 'hubClosed':
      return hubClosed(occasion, state, fact);
    case 'referralWithdrawn':
      return ending(
        state,
        'withdrawn',
        'The figures on which support was offered have changed. The offer is withdrawn.',
      );
    case 'schoolClosed':
      return ending(state, 'ended-early', 'The school has closed. Its place is available.');
    case 'yearEnded':
      return yearOver(occasion.input, state);
  }
}

/** A change that moves no current due date is kept without a version; it may move due dates once there is a place. */
function setAside(occasion: SupportOccasion, state: SupportState, { kind, windows }: DaysSetAsideChanged): SupportStep {
  if (haveSameDays(windows, state.milestones.daysSetAside)) return unchanged(state);
  const milestones = { ...state.milestones, daysSetAside: windows };
  const due = nextDueOn(milestones);
  if (state.stage !== 'in-progress' || due === undefined || areDueAlike(milestones, state.milestones))
    return unchanged({ ...state, milestones });
  return supportMoved(
    occasion,
    state,
    { kind },
    {
      set: { milestones },
      note: `The days set aside have changed, so due dates have moved; the next step is due on ${dateInWords(due)}.`,
    },
  );
}

const areDueAlike = (some: MilestoneHistory, others: MilestoneHistory): boolean =>
  dueDates(some).join() === dueDates(others).join();

const dueDates = (history: MilestoneHistory): readonly string[] => openMilestones(history).map(({ dueOn }) => dueOn);
