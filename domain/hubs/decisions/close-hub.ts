import { textMissing } from '../../process/checks.js';
import { noPlaces, type HubRule } from '../hub.js';

interface Body {
  readonly reason: string;
}

/** Closes the hub for this year; its schools look for another and keep the milestones they have reached. */
export const closeHub: HubRule<'closeHub', Body> = {
  kind: 'closeHub',
  permitted: { 'hub-manager': 'own-region' },
  openIn: ['running'],
  unfit: (_occasion, _hub, { body }) => textMissing(body.reason, 'A reason'),
  change: ({ input: { hubId } }, { places }) => ({
    set: { capacity: noPlaces, places: [], isClosed: true },
    note: `The hub closes; ${places.length} ${places.length === 1 ? 'school looks' : 'schools look'} for another.`,
    effects: places.map(({ urn }) => ({ do: 'signalSupport', urn, news: { kind: 'hubClosed', hubId } })),
  }),
};
