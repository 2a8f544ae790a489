/** Everything about the fit that a person may set; versioned, stored with each model. Source of the defaults: docs/model.md. */
export interface BaselineParameters {
  readonly version: string;
  /** Schools whose mean deviation makes the similar-schools term. */
  readonly neighbours: number;
  /** A region's pool smaller than this is widened to the country. */
  readonly minimumPool: number;
  /** Deviations beyond these tails are clipped … */
  readonly deviationTailShare: number;
  /** … and this share of what was clipped is passed on without shrinkage, so that a hospital school keeps its level. */
  readonly passedOnShare: number;
  readonly targetTailShare: number;
  /** A school of this size has half the weight of a very large one. */
  readonly halfWeightEnrolments: number;
  /** Residuals beyond this many median absolute residuals count by their size and not by its square (Huber) … */
  readonly robustMultiple: number;
  /** … in as many reweighted fits; fixed, so that the same rows give the same bits. */
  readonly robustRounds: number;
  /** Weight of the published coefficients, in schools; 0 where there are rows enough. */
  readonly priorSchools: number;
  /** A phase with fewer training rows uses the published coefficients unchanged. */
  readonly minimumTrainingRows: number;
  /** Parts of a single training year, each predicted by a fit that has not seen its schools; of several years each is left out whole. */
  readonly calibrationFolds: number;
  /** With fewer rows than this the published spread is used unchanged … */
  readonly minimumCalibrationRows: number;
  /** … and with fewer than this it is only scaled to what the rows show, its shape and quantiles kept. */
  readonly minimumShapeRows: number;
}

export const panelParameters: BaselineParameters = {
  version: 'baseline-2',
  neighbours: 30,
  minimumPool: 60,
  deviationTailShare: 0.002,
  passedOnShare: 0.85,
  targetTailShare: 0.005,
  halfWeightEnrolments: 200,
  robustMultiple: 0.5,
  robustRounds: 15,
  priorSchools: 0,
  minimumTrainingRows: 50,
  calibrationFolds: 5,
  minimumCalibrationRows: 20,
  minimumShapeRows: 100,
};

/** For a part of the country or a single training year: the published coefficients count as much as 200 large schools. */
export const fewSchoolsParameters: BaselineParameters = {
  ...panelParameters,
  version: 'baseline-2-few-schools',
  priorSchools: 200,
  minimumTrainingRows: 20,
};
