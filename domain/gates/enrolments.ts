import { type Gate, factOf, lastYearOf, yearBeforeOf } from './gate.js';
import { type GateInput } from './types.js';

/** How many times the larger is the smaller; undefined when either is missing. */
function timesApart(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined || a <= 0 || b <= 0) return undefined;
  return Math.max(a, b) / Math.min(a, b);
}

function yearsApart(input: GateInput): number | undefined {
  return timesApart(factOf(input, lastYearOf(input))?.enrolments, factOf(input, yearBeforeOf(input))?.enrolments);
}

const enrolmentsImplausible: Gate = {
  name: 'enrolments-implausible',
  severity: 'blocks',
  owner: 'analyst',
  remedy: 'Check that the row is this school’s: compare its enrolments with the register and the year before.',
  reason: (input, { registerRatio, enrolmentRatio }) => {
    const enrolments = factOf(input, lastYearOf(input))?.enrolments;
    const pupils = input.establishment.numberOfPupils;
    const apart = yearsApart(input);
    if (apart !== undefined && apart > enrolmentRatio.blocks)
      return 'Enrolments of the two years cannot be of one school without a great change.';
    if (enrolments === undefined || pupils === undefined || pupils <= 0) return undefined;
    const ratio = enrolments / pupils;
    return ratio < registerRatio.low || ratio > registerRatio.high
      ? 'Enrolments in the absence file do not fit the register’s number of pupils.'
      : undefined;
  },
};

const enrolmentMoved: Gate = {
  name: 'enrolment-moved',
  severity: 'warns',
  owner: 'analyst',
  remedy: 'Ask whether the school grew, shrank or took in another; pupils who left may have changed the rate.',
  reason: (input, { enrolmentRatio }) => {
    const apart = yearsApart(input);
    const isMoved = apart !== undefined && apart > enrolmentRatio.warns && apart <= enrolmentRatio.blocks;
    return isMoved ? 'Enrolments moved a good deal between the two years.' : undefined;
  },
};

/** Source: dossier §7.2 (off-rolling) and §9 row 2: another school's enrolment is the mark of another school's row. */
export const enrolmentGates: readonly Gate[] = [enrolmentsImplausible, enrolmentMoved];
