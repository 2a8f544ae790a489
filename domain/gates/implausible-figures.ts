import { nationalAbsence } from '../baseline/national-rates.js';
import { type AcademicYear, yearInWords } from '../shared/academic-year.js';
import { valueOf } from '../shared/published-figure.js';
import { isFine } from './fingerprint.js';
import { defineGate, absenceOf, factOf, lastYearOf, yearBeforeOf, yearsWhere } from './gate.js';
import { type AbsenceFact, type GateInput } from './types.js';

const ratioToNational = (input: GateInput, fact: AbsenceFact): number | undefined => {
  const percent = valueOf(fact.absence);
  const national = nationalAbsence(input.nationalRates, fact.phase, fact.academicYear);
  return percent === undefined || national === undefined ? undefined : percent / national;
};

const implausibleRate = defineGate({
  name: 'rate-implausible',
  finds: ({ nationalRatio }) => `under ${nationalRatio.low} or over ${nationalRatio.high} times the national rate`,
  why: 'a fraction, or attendance for absence',
  source: 'docs/sources/expectation.md#wrong-figures',
  severity: 'blocks',
  owner: 'analyst',
  remedy: 'Compare with the school’s own record; look for a fraction read as a percentage, or a row of another school.',
  reason: (input, { nationalRatio }) => {
    const years = yearsWhere(input, (fact) => {
      const ratio = ratioToNational(input, fact);
      return ratio !== undefined && (ratio < nationalRatio.low || ratio > nationalRatio.high);
    });
    const [first] = years;
    return first === undefined
      ? undefined
      : `The absence rate of ${yearInWords(first)} is very far from the national rate of its phase.`;
  },
});

/** One rate with many decimals is enough, because any one rate may end in zeros by coincidence. */
const agreesInAFineRate = (now: AbsenceFact, before: AbsenceFact): boolean =>
  (['absence', 'authorised', 'unauthorised', 'persistentAbsence'] as const).some((rate) => {
    const [percent, earlier] = [now[rate], before[rate]].map((figure) => figure && valueOf(figure));
    return percent !== undefined && percent === earlier && isFine(percent);
  });

const yearsRepeat = defineGate({
  name: 'years-repeat',
  finds: 'both years exactly alike',
  why: 'a year was imported twice',
  source: 'docs/sources/expectation.md#wrong-figures',
  severity: 'blocks',
  owner: 'data-team',
  remedy: 'Check that the file of the later year does not repeat the earlier one.',
  reason: (input) => {
    const now = factOf(input, lastYearOf(input));
    const before = factOf(input, yearBeforeOf(input));
    if (now === undefined || before === undefined) return undefined;
    const sameRate = valueOf(now.absence) !== undefined && valueOf(now.absence) === valueOf(before.absence);
    const known = now.possibleSessions !== undefined && before.possibleSessions !== undefined;
    // Rates rounded to one decimal agree by chance; sessions hardly ever do.
    const sameSessions = known
      ? now.possibleSessions === before.possibleSessions && now.absenceSessions === before.absenceSessions
      : agreesInAFineRate(now, before);
    return sameRate && sameSessions ? 'Both years carry exactly the same figures.' : undefined;
  },
});

const figuresOfAnother = defineGate({
  name: 'figures-of-another',
  finds: 'the same counts, or finely given rates, are also in another school’s row of any year',
  why: 'copied or stale rows',
  source: 'docs/sources/school-changes.md#figures-of-another-school',
  severity: 'blocks',
  owner: 'data-team',
  remedy: 'Find out whose figures they are; correct the row of the other school.',
  reason: ({ yearsOfAnother = [] }) =>
    yearsOfAnother.length > 0
      ? `The figures of ${yearsOfAnother.map(yearInWords).join(' and ')} are also in the row of another school.`
      : undefined,
});

function change(
  input: GateInput,
  year: AcademicYear,
  fact: AbsenceFact,
): { readonly points: number; readonly ratio: number } | undefined {
  const percent = absenceOf(input, year);
  const national = nationalAbsence(input.nationalRates, fact.phase, year);
  return percent === undefined || national === undefined
    ? undefined
    : { points: percent - national, ratio: percent / national };
}

/**
 * Noise grows with the level of absence, within these ratios to the national rate; source:
 * docs/sources/statistics.md#formulas-of-the-reference, 5.
 */
const [lowestLevel, highestLevel, smallestSize] = [0.5, 4, 10] as const;

const implausibleJump = defineGate({
  name: 'implausible-jump',
  finds: ({ jumpDeviations }) =>
    `moved relative to the nation by more than ${jumpDeviations} deviations of a school of its size`,
  why: 'one of the years may be wrong',
  source: 'docs/sources/statistics.md#noise-of-a-year',
  severity: 'blocks',
  owner: 'analyst',
  remedy: 'Ask the school what happened, or whether one of the two years is wrong; correct it or release the draft.',
  reason: (input, { jumpDeviations, yearNoise }) => {
    const last = factOf(input, lastYearOf(input));
    const before = factOf(input, yearBeforeOf(input));
    // Across phases the two years have no common national rate; that change has its own gate.
    if (last === undefined || before === undefined || last.phase !== before.phase) return undefined;
    const now = change(input, last.academicYear, last);
    const then = change(input, before.academicYear, before);
    if (now === undefined || then === undefined) return undefined;
    const enrolments = Math.min(
      last.enrolments ?? Infinity,
      before.enrolments ?? Infinity,
      input.establishment.numberOfPupils ?? Infinity,
    );
    const { constant, perPupil } = yearNoise[last.phase];
    const level = Math.min(Math.max((now.ratio + then.ratio) / 2, lowestLevel), highestLevel);
    const size = Math.max(Number.isFinite(enrolments) ? enrolments : 0, smallestSize);
    const deviation = level * Math.sqrt(constant + perPupil / size);
    return Math.abs(now.points - then.points) > jumpDeviations * deviation
      ? 'Absence moved between the two years by more than schools of this size do.'
      : undefined;
  },
});

/** Figures that could be true but hardly ever are. */
export const implausibleFigureGates = [implausibleRate, yearsRepeat, figuresOfAnother, implausibleJump] as const;
