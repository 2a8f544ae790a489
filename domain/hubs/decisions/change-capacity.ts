import { refuse, textMissing } from '../../process/checks.js';
import { freeInWords, roundFor, type HubRule } from '../hub.js';
import { type HubCapacity } from '../messages.js';

interface Body extends HubCapacity {
  readonly reason: string;
}

/** Far more schools than any hub could support; a slip of the hand is refused. */
const mostPlaces = 10_000;

/** A hub manager changes how many partner schools the hub can take. Every school that has a place keeps it. */
export const changeCapacity: HubRule<'changeCapacity', Body> = {
  kind: 'changeCapacity',
  permitted: { 'hub-manager': 'own-region' },
  openIn: ['running'],
  unfit: (_occasion, _hub, { body: { enhancedPlaces, regionalPlaces, reason } }) =>
    [enhancedPlaces, regionalPlaces].every((count) => Number.isInteger(count) && count >= 0 && count <= mostPlaces)
      ? textMissing(reason, 'A reason')
      : refuse('OutOfRange', 'Give the number of places as a whole number from 0 to 10,000.'),
  change: (_occasion, hub, { body: { enhancedPlaces, regionalPlaces } }) => {
    const set = { capacity: { enhancedPlaces, regionalPlaces } };
    const after = { ...hub, ...set };
    return { set, note: freeInWords(after), effects: roundFor(hub, after) };
  },
};
