import { addDays } from '../shared/dates.js';
import { dateAt } from '../shared/school-calendar.js';
import { type HubClosed, type PlaceDeferred, type PlaceGiven } from './messages.js';
import { beginMilestones, type MilestoneHistory } from './milestones.js';
import { release, type SupportChange, type SupportOccasion, type SupportState } from './support-state.js';

/**
 * A round that did not wait for an answer may place a school at a second hub. A school has one place, so the other is given back.
 * Undefined where the news changes nothing.
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
      note: `Hub ${hubId} gave a place as well; it is given back.`,
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
    note: `A place is given by hub ${hubId}.`,
    notices: [{ to: 'school', about: 'Your school has a place at a hub.' }],
  };
}

/**
 * The plan begins with the place: a school that waited is not late with what it could not yet do. One whose hub closed keeps what it has
 * reached, and the rest is due later by as many days as it was without a hub.
 */
function planFromNow({ input, now }: SupportOccasion, { milestones, placeLostOn }: SupportState): MilestoneHistory {
  const today = dateAt(input.calendar, now);
  if (placeLostOn === undefined) return beginMilestones(input.pathway, today, input.calendar, milestones.daysSetAside);
  return { ...milestones, withoutHub: [...milestones.withoutHub, { from: placeLostOn, to: addDays(today, -1) }] };
}

export const placeDeferred = (
  { stage }: SupportState,
  { reasonCode, why }: PlaceDeferred,
): SupportChange | undefined =>
  stage === 'in-progress'
    ? undefined
    : {
        set: { stage: 'waiting', waitingReason: reasonCode, why },
        note: why.join(' '),
        notices: [{ to: 'school', about: 'Your school waits for a place at a hub, with the reason.' }],
      };

/** A hub lead may close in mid-year; its schools move with their milestones. */
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
        note: `Hub ${hubId} has closed; another place is sought, and what was reached is kept.`,
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
