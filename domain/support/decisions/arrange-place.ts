import { firstOf, refuse, textMissing } from '../../process/checks.js';
import { planFromNow } from '../place-news.js';
import { type SupportRule } from '../support-state.js';

interface Body {
  /** A hub of this year, in any region. */
  readonly hubId: string;
  /** Why there, in words for the school. */
  readonly reason: string;
}

/**
 * An adviser arranges a place for a school that no round can place, such as one that leads the only hub of its region. The hub counts it beyond
 * its capacity, because people have agreed it.
 */
export const arrangePlace: SupportRule<'arrangePlace', Body> = {
  kind: 'arrangePlace',
  permitted: { 'rise-adviser': 'own-region' },
  openIn: ['finding-place', 'waiting'],
  unfit: (_occasion, _state, { body }) =>
    firstOf(
      typeof body.hubId === 'string' && /^[A-Za-z0-9-]{1,40}$/.test(body.hubId)
        ? undefined
        : refuse('OutOfRange', 'Name the hub by its id, such as HUB-001.'),
      textMissing(body.reason, 'A reason'),
    ),
  change: (occasion, state, { body: { hubId, reason } }) => ({
    set: {
      stage: 'in-progress',
      hubId,
      why: [reason],
      milestones: planFromNow(occasion, state),
      placeLostOn: undefined,
      waitingReason: undefined,
    },
    note: reason,
    notices: [
      { to: 'school', about: 'A place at a hub has been arranged for your school.' },
      { to: 'hub-managers', about: 'An adviser has arranged a place at a hub for a school.' },
    ],
    effects: [{ do: 'keepPlace', hubId }],
  }),
};
