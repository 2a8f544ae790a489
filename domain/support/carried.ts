import { dateAt } from '../shared/school-calendar.js';
import { carriedFrom } from './carried-from.js';
import { ending } from './ending.js';
import { type CarriedSupport, type SupportInput } from './messages.js';
import {
  supportMoved,
  type SupportChange,
  type SupportOccasion,
  type SupportState,
  type SupportStep,
} from './support-state.js';

/**
 * Ends a support with its year. Support that has begun goes on in the next year with its milestones, its days and its place, also where its
 * hub had closed; a school that never had a place is `not-placed`. Source: docs/sources/support-and-hubs.md#pathways.
 */
export function yearOver(input: SupportInput, state: SupportState): SupportChange {
  const note = 'The school year is over.';
  if (state.stage !== 'in-progress' && state.placeLostOn === undefined) return ending(state, 'not-placed', note);
  const change = ending(state, 'carried-forward', `${note} The support goes on in the next year.`);
  const carried = carriedFrom(input, state);
  return { ...change, effects: [...(change.effects ?? []), { do: 'signalNextYear', carried }] };
}

/** Support from the year before begins where it was; where it has no hub any longer, it asks for another place. */
export function resumed(
  occasion: SupportOccasion,
  { milestones, hubId }: Pick<CarriedSupport, 'milestones' | 'hubId'>,
): SupportStep {
  const { input, now } = occasion;
  const needsPlace = input.pathway !== 'toolkit' && hubId === undefined;
  const state: SupportState = {
    version: input.afterVersion ?? 0,
    stage: needsPlace ? 'finding-place' : 'in-progress',
    milestones: { ...milestones, daysSetAside: input.daysSetAside },
    why: hubId === undefined ? [] : ['Your school keeps the place it had the year before.'],
    ...(hubId !== undefined && { hubId }),
    ...(needsPlace && { waitingSinceMilliseconds: now, placeLostOn: dateAt(input.calendar, now) }),
    log: [],
  };
  return supportMoved(
    occasion,
    state,
    { kind: 'supportResumed' },
    {
      set: {},
      note: needsPlace
        ? 'Support goes on from the year before; its hub has closed, so another place is requested.'
        : 'Support goes on from the year before.',
      notices: [
        { to: 'school', about: 'Your school’s support goes on. It keeps its milestones and the days it has used.' },
      ],
      effects: hubId !== undefined ? [{ do: 'keepPlace', hubId }] : needsPlace ? [{ do: 'requestPlace' }] : [],
    },
  );
}
