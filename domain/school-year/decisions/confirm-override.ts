import { toSchool } from '../review.js';
import { secondPersonUnfit } from './pending-override.js';
import { seniorAnalysts } from './permitted.js';
import { type DecisionRule } from './rule.js';

interface Body {
  readonly note?: string;
}

/** A senior analyst who is not the proposer accepts a waiting override. */
export const confirmOverride: DecisionRule<'confirmOverride', Body> = {
  kind: 'confirmOverride',
  permitted: seniorAnalysts,
  openIn: ['in-review'],
  unfit: (_occasion, state, decision) => secondPersonUnfit(state, decision),
  change: (occasion, state, { body }) =>
    toSchool(
      occasion,
      state,
      state.pendingOverride && { attendancePercent: state.pendingOverride.floorAttendancePercent, setBy: 'override' },
      body.note ?? 'The override is confirmed by a second person.',
    ),
};
