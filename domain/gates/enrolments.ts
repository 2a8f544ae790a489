import { defineGate, factOf, lastYearOf, yearBeforeOf } from './gate.js';
import { type GatePolicy } from './policy.js';
import { type GateInput } from './types.js';

/** The first in the second; undefined when either is missing or nothing. */
const ratioOf = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined || other === undefined || one <= 0 || other <= 0 ? undefined : one / other;

const isOutside = (
  ratio: number | undefined,
  { low, high }: { readonly low: number; readonly high: number },
): boolean => ratio !== undefined && (ratio < low || ratio > high);

/** Enrolments of last year to those of the year before. */
const enrolmentRatioOf = (input: GateInput): number | undefined =>
  ratioOf(factOf(input, lastYearOf(input))?.enrolments, factOf(input, yearBeforeOf(input))?.enrolments);

const isApart = (ratio: number | undefined, times: number): boolean =>
  isOutside(ratio, { low: 1 / times, high: times });

/**
 * Enrolments that moved one way while the sessions of the school stayed: they drag sessions per enrolment the other way. A school that
 * grows brings its sessions along; a cell of another school's does not.
 */
function isUnexplained(input: GateInput, { unexplainedRatio }: GatePolicy): boolean {
  const [now, before] = [factOf(input, lastYearOf(input)), factOf(input, yearBeforeOf(input))];
  const enrolments = enrolmentRatioOf(input);
  const sessions = ratioOf(now?.possibleSessions, before?.possibleSessions);
  const roll = ratioOf(input.context?.roll, input.contextBefore?.roll) ?? 1;
  if (enrolments === undefined || sessions === undefined) return false;
  const [aside, asideOfRoll] = [enrolments / sessions, enrolments / roll];
  return (
    (aside > unexplainedRatio && asideOfRoll > unexplainedRatio) ||
    (aside < 1 / unexplainedRatio && asideOfRoll < 1 / unexplainedRatio)
  );
}

const enrolmentsImplausible = defineGate({
  name: 'enrolments-implausible',
  finds: ({ enrolmentRatio, unexplainedRatio }) =>
    `enrolments ${enrolmentRatio.blocks} times apart, or ${unexplainedRatio} times while sessions and roll did not move, or far from the register`,
  why: 'another school’s row',
  source: 'docs/sources/school-changes.md#figures-of-another-school',
  severity: 'blocks',
  owner: 'analyst',
  remedy: 'Check that the row is this school’s: compare its enrolments with the register and the year before.',
  reason: (input, policy) => {
    if (isApart(enrolmentRatioOf(input), policy.enrolmentRatio.blocks))
      return 'Enrolments of the two years cannot be of one school without a great change.';
    if (isUnexplained(input, policy)) return 'Enrolments moved while the sessions and the roll of the school did not.';
    const enrolments = factOf(input, lastYearOf(input))?.enrolments;
    return isOutside(ratioOf(enrolments, input.establishment.numberOfPupils), policy.registerRatio)
      ? 'Enrolments in the absence file do not fit the register’s number of pupils.'
      : undefined;
  },
});

const enrolmentMoved = defineGate({
  name: 'enrolment-moved',
  finds: ({ enrolmentRatio }) => `enrolments more than ${enrolmentRatio.warns} times apart`,
  why: 'off-rolling, or growth',
  source: 'docs/sources/absence-statistics.md#leavers',
  severity: 'warns',
  owner: 'analyst',
  remedy: 'Ask whether the school grew, shrank or took in another; pupils who left may have changed the rate.',
  reason: (input, { enrolmentRatio }) => {
    const ratio = enrolmentRatioOf(input);
    return isApart(ratio, enrolmentRatio.warns) && !isApart(ratio, enrolmentRatio.blocks)
      ? 'Enrolments moved a good deal between the two years.'
      : undefined;
  },
});

const pupilsImplausible = defineGate({
  name: 'pupils-implausible',
  finds: 'where there are no enrolments: the register’s pupils fit neither census nor earlier register',
  why: 'they stand in for enrolments',
  source: 'docs/data.md#known-traps',
  severity: 'blocks',
  owner: 'data-team',
  remedy: 'Check the register’s number of pupils; it stands in for enrolments where the absence file gives none.',
  reason: (input, { pupilsRatio }) => {
    const { establishment, establishmentBefore, context } = input;
    // Where the absence file has enrolments nothing is computed from the register's number.
    if (factOf(input, lastYearOf(input))?.enrolments !== undefined) return undefined;
    const pupils = establishment.numberOfPupils;
    const ratios = [ratioOf(pupils, context?.roll), ratioOf(pupils, establishmentBefore?.numberOfPupils)];
    return ratios.some((ratio) => isOutside(ratio, pupilsRatio))
      ? 'The register’s number of pupils fits neither the census nor the earlier register.'
      : undefined;
  },
});

/** An enrolment that is another school's shows that the row is too. */
export const enrolmentGates = [enrolmentsImplausible, enrolmentMoved, pupilsImplausible] as const;
