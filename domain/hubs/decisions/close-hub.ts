import { textMissing } from '../../process/checks.js';
import { type Command } from '../../process/command.js';
import { noPlaces, type HubRule } from '../hub.js';

/** The hub gives up its work this year; its schools look for another hub and keep the milestones they have reached. */
export type CloseHub = Command<'closeHub', { readonly reason: string }>;

export const closeHub: HubRule<CloseHub> = {
  kind: 'closeHub',
  permitted: { 'hub-manager': 'own-region' },
  openIn: ['running'],
  unfit: (_occasion, _hub, { body }) => textMissing(body.reason, 'A reason'),
  change: ({ input: { hubId } }, { places }) => ({
    set: { capacity: noPlaces, places: [], isClosed: true },
    note: `The hub closes; ${places.length} ${places.length === 1 ? 'school looks' : 'schools look'} for another.`,
    effects: places.map(({ urn }) => ({ do: 'tellSupport', urn, news: { kind: 'hubClosed', hubId } })),
  }),
};
