import { type Notice } from '../process/transition-record.js';
import { addDays } from '../shared/dates.js';
import { dateAt } from '../shared/school-calendar.js';
import { type HubClosed, type PlaceDeferred, type PlaceGiven } from './messages.js';
import { beginMilestones, type MilestoneHistory } from './milestones.js';
import { release, type SupportChange, type SupportOccasion, type SupportState } from './support-state.js';

/**
 * A round that did not wait for an answer may place a school at a second hub. A school has one place, so the second is given back.
 * Undefined where nothing changes.
 */
export function placeGiven(
  occasion: SupportOccasion,
  state: SupportState,
  { hubId, why }: PlaceGiven,
): SupportChange | undefined {
  if (state.hubId === hubId) return undefined;
  if (state.stage === 'in-progress') {
    return {
      set: {},
      note: `Hub ${hubId} also gave a place, which is given back.`,
      effects: release(hubId),
    };
  }
  return {
    set: {
      stage: 'in-progress',
      hubId,
      why,
      milestones: planFromNow(occasion, state),
      placeLostOn: undefined,
      waitingReason: undefined,
    },
    note: `The school has a place at hub ${hubId}.`,
    notices: [{ to: 'school', about: 'Your school has a place at a hub.' }],
  };
}

/**
 * The plan begins with the place, so a school that waited is not late. One whose hub closed keeps the milestones it has reached, and the
 * others are due later by as many days as it was without a hub.
 */
export function planFromNow(
  { input, now }: SupportOccasion,
  { milestones, placeLostOn }: SupportState,
): MilestoneHistory {
  const today = dateAt(input.calendar, now);
  if (placeLostOn === undefined) return beginMilestones(input.pathway, today, input.calendar, milestones.daysSetAside);
  return { ...milestones, withoutHub: [...milestones.withoutHub, { from: placeLostOn, to: addDays(today, -1) }] };
}

const arrangeElsewhere: Notice = {
  to: 'rise-advisers',
  about:
    'A school that waits for support leads the only hub of its phase in its region. Please arrange support from a hub elsewhere.',
};

export const placeDeferred = (
  { stage }: SupportState,
  { reasonCode, why }: PlaceDeferred,
): SupportChange | undefined =>
  stage === 'in-progress'
    ? undefined
    : {
        set: { stage: 'waiting', waitingReason: reasonCode, why },
        note: why.join(' '),
        notices: [
          { to: 'school', about: 'Your school is waiting for a place at a hub. The support page gives the reason.' },
          ...(reasonCode === 'leads-only-hub' ? [arrangeElsewhere] : []),
        ],
      };

/** A hub may close during the year; its schools move and keep their milestones. */
export const hubClosed = (
  { input: { calendar }, now }: SupportOccasion,
  state: SupportState,
  { hubId }: HubClosed,
): SupportChange | undefined =>
  state.hubId === hubId
    ? {
        set: {
          stage: 'finding-place',
          hubId: undefined,
          why: [],
          waitingSinceMilliseconds: now,
          placeLostOn: dateAt(calendar, now),
        },
        note: `Hub ${hubId} has closed; the school needs another place and keeps the milestones it has reached.`,
        notices: [
          {
            to: 'school',
            about:
              'Your school’s hub has closed. We are looking for another, and you keep the milestones you have reached.',
          },
          { to: 'hub-managers', about: 'A hub has closed. A school that it supported needs another place.' },
        ],
        effects: [{ do: 'requestPlace' }],
      }
    : undefined;
