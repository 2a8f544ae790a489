import { firstOf, notLevel, textMissing } from '../../process/checks.js';
import { roundTo } from '../../shared/rates.js';
import { type Occasion } from '../change.js';
import { overridden, toSchool } from '../review.js';
import { type SchoolYearState } from '../state.js';
import { overrideWaits } from './pending-override.js';
import { analysts } from './permitted.js';
import { type DecisionRule } from './rule.js';

interface Body {
  readonly floorAttendancePercent: number;
  readonly reason: string;
  readonly evidence?: string;
}

/** An analyst sets another floor. A large change, or one below the school's own expected level, waits for a second person. */
export const overrideTarget: DecisionRule<'overrideTarget', Body> = {
  kind: 'overrideTarget',
  permitted: analysts,
  openIn: ['in-review'],
  unfit: (_occasion, state, { body }) =>
    firstOf(
      overrideWaits(state),
      notLevel(body.floorAttendancePercent, 'The floor'),
      textMissing(body.reason, 'A reason for the override'),
    ),
  change: (occasion, state, { actor, body: { floorAttendancePercent, reason, evidence } }) => {
    const override = {
      floorAttendancePercent,
      reason,
      ...(evidence !== undefined && { evidence }),
      proposedBy: actor.id,
    };
    return needsSecondPerson(occasion, state, floorAttendancePercent)
      ? {
          set: { pendingOverride: override },
          note: 'The override is waiting for a second person.',
          notices: [{ to: 'senior-analysts', about: 'An override is waiting for a second person.' }],
        }
      : toSchool(occasion, state, { ...overridden(override), note: reason });
  },
};

/** Source: docs/sources/expectation.md#set-together-with-schools. Also needed where there is no drafted floor to compare with. */
function needsSecondPerson({ input: year }: Occasion, state: SchoolYearState, floorAttendancePercent: number): boolean {
  const figures = state.draft?.figures;
  if (!figures) return true;
  const movedPoints = roundTo(Math.abs(floorAttendancePercent - figures.floorAttendancePercent), 4);
  return (
    movedPoints > year.decisionPolicy.overrideWithoutSecondPersonPoints ||
    floorAttendancePercent < figures.expectedAttendancePercent
  );
}
