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
          'Someone has already proposed to close this year. Confirm or decline that proposal first.',
        ),
      shiftsMissing(body.nationalShiftPoints),
      textMissing(body.reason, 'A reason'),
    ),
  change: (_occasion, _state, { actor, body }) => ({
    set: { proposedClosing: { nationalShiftPoints: body.nationalShiftPoints, proposedBy: actor.id } },
    note: body.reason,
    notices: [{ to: 'senior-analysts', about: 'Closing the year is proposed; a second senior analyst must confirm.' }],
  }),
};

/** A year's national change has never come near this many percentage points, not even in a pandemic. */
const greatestShiftPoints = 10;

/** A signal's body is not validated, so the shifts may be of any type. */
function shiftsMissing(shifts: NationalShiftPoints | undefined): Refusal | undefined {
  const isWhole =
    shifts &&
    [shifts.primary, shifts.secondary, shifts.special].every(
      (points) => Number.isFinite(points) && Math.abs(points) <= greatestShiftPoints,
    );
  return isWhole
    ? undefined
    : refuse(
        'OutOfRange',
        `Give the national shift in percentage points for primary, secondary and special, each at most ${greatestShiftPoints} up or down.`,
      );
}
