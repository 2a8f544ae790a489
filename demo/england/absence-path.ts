import { type AbsencePhase } from '../../domain/shared/phase.js';
import { absenceModels, yearOffsets } from './absence-model.js';
import { clamp, valueAt } from './curves.js';
import { type Establishment } from './establishment.js';
import { itemAt, type RandomStream, randomStream } from './random.js';
import { type School } from './school.js';

/** What is known of one establishment and year before the national level is set. */
export interface DraftYear {
  readonly offset: number;
  readonly enrolments: number;
  readonly possibleSessions: number;
  /** Lasting level divided by that of the phase's median school. */
  readonly relativeLevel: number;
  /** Transient deviation of that year, percentage points. */
  readonly noisePoints: number;
  /** Part of the year the establishment was open, 1 for a whole year. */
  readonly yearShare: number;
}

const fewestEnrolments = 2;

/** A drift that forgets a little each year, in equilibrium from the first; source: autoregression of order one. */
function driftOf(keeps: number, stream: RandomStream): number[] {
  let value = stream.normal();
  return yearOffsets.map((_, position) => {
    if (position > 0) value = keeps * value + Math.sqrt(1 - keeps * keeps) * stream.normal();
    return value;
  });
}

/** Lasting level of a school in each of the years, divided by that of the median school of its phase. */
export function relativeLevels(school: School, phase: AbsencePhase, seed: number): number[] {
  const model = absenceModels[phase];
  const drift = driftOf(model.driftKept, randomStream(seed, 'drift', school.index));
  return drift.map((deviation) => {
    const score = school.traits.absence + model.drift * deviation;
    return Math.exp(score * (score < 0 ? model.spreadBelow : model.spreadAbove));
  });
}

/** One establishment's years, oldest first; nothing where it was not open or belongs to no published phase. */
export function draftYears(establishment: Establishment, levels: readonly number[], seed: number): DraftYear[] {
  const { school, urn, reportsFrom, reportsTo } = establishment;
  if (school.absencePhase === undefined) return [];
  const model = absenceModels[school.absencePhase];
  // Each school of a merger differs a little from the merged school; so do the two schools of a split.
  const own = establishment.sizeShare === 1 ? 1 : Math.exp(0.08 * randomStream(seed, 'half', urn).normal());
  const usual = valueAt(model.sessions, randomStream(seed, 'sessions', school.index).uniform());
  const offsets = yearOffsets.filter((offset) => offset >= reportsFrom && offset <= reportsTo);
  return offsets.map((offset) => {
    const stream = randomStream(seed, 'year', urn, offset);
    const growth = 1 - 0.008 * offset + 0.02 * stream.normal();
    const enrolments = Math.max(fewestEnrolments, Math.round(school.enrolments * establishment.sizeShare * growth));
    const yearShare = offset === reportsFrom ? establishment.firstYearShare : 1;
    const sessionsEach = clamp(usual + 4 * stream.normal(), 150, 380) * yearShare;
    const position = yearOffsets.indexOf(offset);
    const variance = model.noiseFloor + model.noiseSlope / enrolments + itemAt(model.unsettled, position);
    return {
      offset,
      enrolments,
      possibleSessions: Math.round(enrolments * sessionsEach),
      relativeLevel: itemAt(levels, position) * own,
      noisePoints: Math.sqrt(variance) * stream.normal(),
      yearShare,
    };
  });
}
