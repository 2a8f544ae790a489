/** Everything about the fit that a person may set; versioned, stored with each model. Source of the defaults: MODEL.md, formulas 2 to 5. */
export interface BaselineParameters {
  readonly version: string;
  /** Schools whose mean deviation makes the similar-schools term. */
  readonly neighbours: number;
  /** A region's pool smaller than this is widened to the country. */
  readonly minimumPool: number;
  /** Deviations beyond these tails are clipped … */
  readonly deviationTailShare: number;
  /** … and this share of what was clipped is passed on unshrunk: a hospital school stays what it is. */
  readonly passedOnShare: number;
  readonly targetTailShare: number;
  /** A school of this size has half the weight of a very large one. */
  readonly halfWeightEnrolments: number;
  /** Weight of the published coefficients, in schools; 0 where there are rows enough. */
  readonly priorSchools: number;
  /** A phase with fewer training rows uses the published coefficients as they stand. */
  readonly minimumTrainingRows: number;
  /** Parts of the calibration year, each predicted by a fit that has not seen its schools. */
  readonly calibrationFolds: number;
  readonly minimumCalibrationRows: number;
}

export const panelParameters: BaselineParameters = {
  version: 'baseline-1',
  neighbours: 30,
  minimumPool: 60,
  deviationTailShare: 0.002,
  passedOnShare: 0.85,
  targetTailShare: 0.005,
  halfWeightEnrolments: 50,
  priorSchools: 0,
  minimumTrainingRows: 50,
  calibrationFolds: 5,
  minimumCalibrationRows: 100,
};

/** For a part of the country or a single training year: the published coefficients count as much as 200 large schools. */
export const fewSchoolsParameters: BaselineParameters = {
  ...panelParameters,
  version: 'baseline-1-few-schools',
  priorSchools: 200,
};
