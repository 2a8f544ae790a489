import { type AbsencePhase } from '../domain/shared/phase.js';
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
  primary: { deprivation: 0.54, language: -0.09, support: 0.08, size: 0, own: 0.72 },
  secondary: { deprivation: 0.56, language: -0.36, support: 0.1, size: -0.2, own: 0.45 },
  special: { deprivation: 0.58, language: -0.12, support: 0, size: -0.12, own: 0.62 },
};

/** One school in forty of the older pupils is in lasting difficulty: the long right tail of real rates. */
const troubledShare = 0.025;

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

export function traitsOf(setting: TraitSetting, stream: RandomStream): Traits {
  const { phase, authority } = setting;
  const within = setting.isSelective ? 0.45 : 0.82;
  const deprivation = authority.deprivation + within * stream.normal() + selectionShift(setting);
  const language = authority.language * 0.9 + 0.2 * deprivation + 0.5 * stream.normal();
  const support = 0.45 * deprivation - 0.12 * setting.sizeScore + 0.87 * stream.normal();
  const plans = 0.15 * deprivation + 0.98 * stream.normal();
  const weight = weights[phase];
  const own = weight.own * stream.normal();
  const trouble = stream.uniform() < troubledShare && phase === 'secondary' ? -1.2 * Math.log(1 - stream.uniform()) : 0;
  const absence =
    weight.deprivation * deprivation +
    weight.language * language +
    weight.support * support +
    weight.size * setting.sizeScore +
    authority.absence +
    own +
    trouble +
    (setting.startsLate ? 0.9 : 0) -
    (setting.isSelective ? 0.35 : 0);
  return { deprivation, language, support, plans, absence };
}
