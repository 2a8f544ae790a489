import { windowsOf } from '../monitoring/exemption.js';
import { moved, unchanged, type Occasion, type Transition } from './change.js';
import { without } from './deadlines.js';
import { type SupportCarried } from './messages/facts.js';
import { type SchoolYearState } from './state.js';

/**
 * Takes up the support of the year before, once. It takes the place of a proposal that nobody has decided, because a school that is supported
 * is not referred again; support that this year has offered already goes on instead. Source: docs/sources/support-and-hubs.md#pathways.
 */
export function supportCarried(
  occasion: Occasion,
  state: SchoolYearState,
  { kind, carried }: SupportCarried,
): Transition {
  if (state.hasCarriedSupport || isSupported(state)) return unchanged(state);
  const { pathway, ground, needPoints, milestones, hubId } = carried;
  return moved(
    occasion,
    state,
    { kind },
    {
      set: {
        referral: { state: 'confirmed', ground, pathway, isCarried: true },
        hasCarriedSupport: true,
        supportOutcome: undefined,
        deadlines: without(state.deadlines, 'referral'),
      },
      note: 'Support goes on from the year before.',
      ...(state.referral?.state === 'proposed' && {
        notices: [
          {
            to: 'rise-advisers',
            about: 'A proposed referral is no longer needed: support goes on from the year before.',
          },
        ],
      }),
      effects: [
        {
          do: 'startSupport',
          pathway,
          ground,
          shortfallPoints: needPoints,
          daysSetAside: windowsOf(state.shocks),
          carried: { milestones, ...(hubId !== undefined && { hubId }) },
        },
      ],
    },
  );
}

/** Support was offered and has not ended. */
export const isSupported = ({ referral, supportOutcome }: SchoolYearState): boolean =>
  referral?.state === 'confirmed' && supportOutcome === undefined;
