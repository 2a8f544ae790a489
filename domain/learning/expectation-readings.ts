import { sideBeyond } from '../fairness/estimate.js';
import { type AbsencePhase } from '../shared/phase.js';
import { biasOf, type ExpectationCalibration } from './expectations.js';
import { type Estimate } from './interval.js';
import { type Reading } from './lesson.js';
import { type LessonBounds } from './lesson-bounds.js';
import { type LearningReport } from './report.js';

const phaseNames: Readonly<Record<AbsencePhase, string>> = {
  primary: 'Primary schools',
  secondary: 'Secondary and all-through schools',
  special: 'Special schools',
};

/** Whether expected levels and their ranges were right, by phase. Beyond a bound is only what lies there with its whole interval. */
export const expectationReadings = (
  { expectations: { byPhase } }: LearningReport,
  bounds: LessonBounds,
): readonly Reading[] =>
  (Object.keys(phaseNames) as AbsencePhase[]).flatMap((phase) => {
    const calibration = byPhase[phase];
    if (!calibration || calibration.schools < bounds.leastSchools) return [];
    return [
      levelReading(phase, calibration, bounds),
      rangeReading(phase, { name: '80%', nominal: 0.8, held: calibration.within80 }, bounds),
      rangeReading(phase, { name: '95%', nominal: 0.95, held: calibration.within95 }, bounds),
    ];
  });

function levelReading(phase: AbsencePhase, calibration: ExpectationCalibration, { biasPoints }: LessonBounds): Reading {
  const side = sideBeyond(biasOf(calibration), -biasPoints, biasPoints);
  return {
    about: `level of ${phase}`,
    restsOn: 'baseline',
    ...(side === 'above' && {
      found: {
        kind: 'asked-too-much',
        sentence: `${phaseNames[phase]}: more absence came than was expected, so the expectation asked too much.`,
      },
    }),
    ...(side === 'below' && {
      found: {
        kind: 'asked-too-little',
        sentence: `${phaseNames[phase]}: less absence came than was expected, so the expectation asked too little.`,
      },
    }),
  };
}

interface Range {
  readonly name: string;
  readonly nominal: number;
  /** Share of the results that it held. */
  readonly held: Estimate;
}

function rangeReading(phase: AbsencePhase, { name, nominal, held }: Range, { coverageShare }: LessonBounds): Reading {
  const side = sideBeyond(held, nominal - coverageShare, nominal + coverageShare);
  const inWords = (often: string): string =>
    `${phaseNames[phase]}: the ${name} range held the results ${often} often than it says.`;
  return {
    about: `${name} range of ${phase}`,
    restsOn: 'baseline',
    ...(side === 'below' && { found: { kind: 'range-too-narrow', sentence: inWords('less') } }),
    ...(side === 'above' && { found: { kind: 'range-too-wide', sentence: inWords('more') } }),
  };
}
