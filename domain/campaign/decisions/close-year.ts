import { firstOf, refuse, textMissing } from '../../process/checks.js';
import { type Refusal } from '../../process/command.js';
import { type NationalShiftPoints } from '../messages.js';
import { type CampaignRule } from '../state.js';

/** Closing a year ends every school-year in it, so it takes a reason and two senior analysts. */
export const closeYear: CampaignRule<'closeYear'> = {
  kind: 'closeYear',
  permitted: { 'senior-analyst': 'any' },
  openIn: ['running', 'cancelled'],
  unfit: (_occasion, state, { body }) =>
    firstOf(
      state.proposedClosing &&
        refuse(
          'SecondPersonNeeded',
          'The closing of this year is proposed already; it must be confirmed or declined first.',
        ),
      shiftsMissing(body.nationalShiftPoints),
      textMissing(body.reason, 'A reason'),
    ),
  change: (_occasion, _state, { actor, body }) => ({
    set: { proposedClosing: { nationalShiftPoints: body.nationalShiftPoints, proposedBy: actor.id } },
    note: body.reason,
    notices: [
      { to: 'senior-analysts', about: 'The closing of the year is proposed and waits for a second senior analyst.' },
    ],
  }),
};

/** A signal may carry anything in place of the shifts. */
function shiftsMissing(shifts: NationalShiftPoints | undefined): Refusal | undefined {
  const isWhole =
    shifts && [shifts.primary, shifts.secondary, shifts.special].every((points) => Number.isFinite(points));
  return isWhole
    ? undefined
    : refuse('OutOfRange', 'Give the national shift in percentage points for primary, secondary and special.');
}
