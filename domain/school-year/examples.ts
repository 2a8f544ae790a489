import { moved, quietly, unchanged, type Occasion, type Transition } from './change.js';
import { type Effect } from './effects.js';
import { type SchoolYearState } from './state.js';

/** Who may be named has changed. Noted until the school has its report, so that a draft does not change while somebody reviews it. */
export const changed = (state: SchoolYearState): Transition =>
  state.stage === 'closed' ? unchanged(state) : quietly(state, { areExamplesChanged: true });

const inHand: readonly SchoolYearState['stage'][] = ['with-school', 'challenged', 'monitoring'];

/**
 * Writes the report again where who may be named has changed since; the floor, the stage and every deadline stay. A report that this
 * transition writes or drafts again already names the right schools, except the draft of a recall, which may be dropped.
 */
export function withExamples(occasion: Occasion, next: Transition): Transition {
  const { state, effects } = next;
  if (!state.areExamplesChanged) return next;
  if (effects.some(writesAgain)) return { state: quietly(state, { areExamplesChanged: undefined }).state, effects };
  const { draft, floor, corrections, stage } = state;
  if (!draft || state.suspension || !inHand.includes(stage)) return next;
  const reportVersion = draft.reportVersion + 1;
  const again = moved(
    occasion,
    state,
    { kind: 'examplesChanged' },
    {
      set: { draft: { ...draft, reportVersion }, areExamplesChanged: undefined },
      note: reason,
      notices: [{ to: 'school', about: 'Your report has a new version: it names different schools as examples.' }],
      effects: [
        {
          do: 'reissue',
          request: {
            reportVersion,
            corrections,
            ...(floor && floor.setBy !== 'draft' && { agreed: { ...floor, setBy: floor.setBy } }),
            reason,
            isIssued: stage === 'monitoring',
          },
        },
      ],
    },
  );
  return { state: again.state, effects: [...effects, ...again.effects] };
}

const reason = 'The schools that may be named as examples have changed.';

const writesAgain = (effect: Effect): boolean =>
  effect.do === 'reissue' || (effect.do === 'draft' && effect.request.recallId === undefined);
