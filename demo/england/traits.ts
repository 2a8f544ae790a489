import { type AbsencePhase } from '../../domain/shared/phase.js';
import { normalShareBelow } from './curves.js';
import { type Authority } from './geography.js';
import { type RandomStream } from './random.js';

/** Standard normal scores of a school from which its context and its lasting level of absence are made. */
export interface Traits {
  readonly deprivation: number;
  readonly language: number;
  readonly support: number;
  readonly plans: number;
  /** Lasting level of absence: 0 is the phase's middle school, 1 one standard deviation above. */
  readonly absence: number;
}

interface Weights {
  readonly deprivation: number;
  readonly language: number;
  readonly support: number;
  readonly size: number;
  readonly own: number;
}

/** Fitted to the correlations of the panel of 2017/18 with free meals, languages, support and size. */
const weights: Readonly<Record<AbsencePhase, Weights>> = {
  primary: { deprivation: 0.54, language: -0.09, support: 0.08, size: 0, own: 0.65 },
  secondary: { deprivation: 0.56, language: -0.36, support: 0.1, size: -0.27, own: 0.3 },
  special: { deprivation: 0.56, language: -0.15, support: 0, size: -0.1, own: 0.5 },
};

/**
 * The long right tail of real rates: secondary schools in lasting difficulty, and special schools for pupils who are ill or whose needs
 * are emotional, which are small; poorer schools more often. Share of schools, and least and most excess in standard deviations.
 */
const tails: Readonly<Record<AbsencePhase, { readonly share: number; readonly least: number; readonly most: number }>> =
  {
    primary: { share: 0.004, least: 1, most: 3 },
    secondary: { share: 0.045, least: 0.5, most: 3.4 },
    special: { share: 0.15, least: 0.6, most: 2.9 },
  };

export interface TraitSetting {
  readonly phase: AbsencePhase;
  readonly authority: Authority;
  readonly isSelective: boolean;
  /** Standard normal score of the school's size within its phase. */
  readonly sizeScore: number;
  /** A technical college or studio school, which takes pupils at 14. */
  readonly startsLate: boolean;
}

/** A grammar school's pupils are seldom poor; the other schools of a selective area are poorer for it. Panel of 2017/18. */
function selectionShift(setting: TraitSetting): number {
  if (setting.isSelective) return -1.75;
  return setting.phase === 'secondary' ? setting.authority.selectiveShare * 0.8 : 0;
}

/** Above this a school would hardly be open. */
const highestScore = 3.5;

/** Spread of deprivation among the schools of one area. */
function withinArea({ isSelective, phase }: TraitSetting): number {
  if (isSelective) return 0.45;
  return phase === 'special' ? 0.97 : 0.82;
}

export function traitsOf(setting: TraitSetting, stream: RandomStream): Traits {
  const { phase, authority } = setting;
  const within = withinArea(setting);
  // A special school's pupils come from a wider area than its own.
  const areaShare = phase === 'special' ? 0.35 : 1;
  const deprivation = areaShare * authority.deprivation + within * stream.normal() + selectionShift(setting);
  const language = authority.language * 0.9 + 0.2 * deprivation + 0.5 * stream.normal();
  const support = 0.45 * deprivation - 0.12 * setting.sizeScore + 0.87 * stream.normal();
  const plans = 0.15 * deprivation + 0.98 * stream.normal();
  const weight = weights[phase];
  const own = weight.own * stream.normal();
  const tail = tails[phase];
  const isSmall = phase === 'special' ? 2 * normalShareBelow(-1.3 * setting.sizeScore) : 1;
  const isInTail = stream.uniform() < tail.share * isSmall * 2 * normalShareBelow(1.5 * deprivation);
  const excess = isInTail ? tail.least + (tail.most - tail.least) * stream.uniform() : 0;
  const absence = Math.min(
    highestScore,
    weight.deprivation * deprivation +
      weight.language * language +
      weight.support * support +
      weight.size * setting.sizeScore +
      areaShare * authority.absence +
      own +
      excess +
      (setting.startsLate ? 0.9 : 0) -
      (setting.isSelective ? 0.35 : 0),
  );
  return { deprivation, language, support, plans, absence };
}
