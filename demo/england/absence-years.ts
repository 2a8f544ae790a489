import { type AbsencePhase } from '../../domain/shared/phase.js';
import { absenceModels, persistentByAbsence, yearOffsets } from './absence-model.js';
import { type DraftYear, draftYears, relativeLevels } from './absence-path.js';
import { clamp, valueAt } from './curves.js';
import { type Establishment } from './establishment.js';
import { itemAt, type RandomStream, randomStream } from './random.js';

/** One establishment's absence of one year, as counted. */
export interface AbsenceYear {
  readonly establishment: Establishment;
  readonly phase: AbsencePhase;
  /** Years after the latest published one. */
  readonly offset: number;
  readonly enrolments: number;
  readonly possibleSessions: number;
  readonly absenceSessions: number;
  readonly unauthorisedSessions: number;
  readonly persistentlyAbsent: number;
  readonly severelyAbsent: number;
  /** False where the school sent no usable return: its row shows `x` and it is in no sum. */
  readonly isReturned: boolean;
  readonly isWholeYear: boolean;
}

/** Schools of fewer than six enrolments are dropped before publication; source: docs/sources/absence-statistics.md#small-numbers. */
const fewestPublished = 6;
const missingShare = 0.006;
const lowestPercent = 0.4;
const highestPercent = 85;

interface Draft {
  readonly establishment: Establishment;
  readonly phase: AbsencePhase;
  readonly year: DraftYear;
}

function drafts(establishments: readonly Establishment[], seed: number): Draft[] {
  const levels = new Map<number, number[]>();
  const all: Draft[] = [];
  for (const establishment of establishments) {
    const { school } = establishment;
    const phase = school.absencePhase;
    if (phase === undefined) continue;
    const path = levels.get(school.index) ?? relativeLevels(school, phase, seed);
    levels.set(school.index, path);
    for (const year of draftYears(establishment, path, seed)) {
      if (year.enrolments >= fewestPublished) all.push({ establishment, phase, year });
    }
  }
  return all;
}

/** The level of the median school at which the ratio of sums is the national rate. */
function middleLevels(all: readonly Draft[]): Map<string, number> {
  const sums = new Map<string, { possible: number; level: number; noise: number }>();
  for (const { phase, year } of all) {
    const key = `${phase}/${year.offset}`;
    const sum = sums.get(key) ?? { possible: 0, level: 0, noise: 0 };
    sum.possible += year.possibleSessions;
    sum.level += year.possibleSessions * year.relativeLevel;
    sum.noise += year.possibleSessions * year.noisePoints;
    sums.set(key, sum);
  }
  const levels = new Map<string, number>();
  for (const phase of ['primary', 'secondary', 'special'] as const) {
    yearOffsets.forEach((offset, position) => {
      const sum = sums.get(`${phase}/${offset}`);
      const national = itemAt(absenceModels[phase].nationalPercent, position);
      // A handful of schools need not be the nation: the level stays within a quarter of the usual one.
      const level = sum === undefined ? national : (national * sum.possible - sum.noise) / sum.level;
      levels.set(`${phase}/${offset}`, clamp(level, national * 0.72, national * 1.25));
    });
  }
  return levels;
}

/** A whole count with this mean; the stream decides whether the fraction rounds up. */
const wholeCount = (mean: number, stream: RandomStream): number => Math.floor(mean + stream.uniform());

function persistentCount(absencePercent: number, enrolments: number, stream: RandomStream): number {
  const deviation = Math.sqrt(1.6 ** 2 + 450 / enrolments) * stream.normal();
  const mean = valueAt(persistentByAbsence, absencePercent);
  const percent = clamp(mean + deviation * Math.min(1, mean / 6), 0, 100);
  return Math.min(enrolments, wholeCount((percent * enrolments) / 100, stream));
}

function severeCount(phase: AbsencePhase, absencePercent: number, persistent: number, stream: RandomStream): number {
  const model = absenceModels[phase];
  const excess = Math.sqrt(absencePercent / model.nationalPercent[2]);
  const spread = Math.exp(0.25 * stream.normal());
  return Math.min(persistent, wholeCount(persistent * Math.min(0.8, model.severeShare * excess * spread), stream));
}

function counted(draft: Draft, middle: number, seed: number): AbsenceYear {
  const { establishment, phase, year } = draft;
  const { enrolments, possibleSessions, offset } = year;
  const stream = randomStream(seed, 'counts', establishment.urn, offset);
  const percent = clamp(middle * year.relativeLevel + year.noisePoints, lowestPercent, highestPercent);
  const absenceSessions = Math.round((possibleSessions * percent) / 100);
  const habit = randomStream(seed, 'unauthorised', establishment.school.index).normal();
  const share = clamp(
    valueAt(absenceModels[phase].unauthorised, percent) + 0.085 * habit + 0.03 * stream.normal(),
    0.01,
    0.92,
  );
  const persistentlyAbsent = persistentCount(percent, enrolments, stream);
  return {
    establishment,
    phase,
    offset,
    enrolments,
    possibleSessions,
    absenceSessions,
    unauthorisedSessions: Math.round(absenceSessions * share),
    persistentlyAbsent,
    severelyAbsent: severeCount(phase, percent, persistentlyAbsent, stream),
    isReturned: offset > 0 || stream.uniform() >= missingShare,
    isWholeYear: year.yearShare === 1,
  };
}

/** Absence of every establishment and year that is published, in the order of the register and then of the years. */
export function absenceYears(establishments: readonly Establishment[], seed: number): AbsenceYear[] {
  const all = drafts(establishments, seed);
  const levels = middleLevels(all);
  return all.map((draft) => {
    const middle = levels.get(`${draft.phase}/${draft.year.offset}`) ?? 0;
    return counted(draft, middle, seed);
  });
}
