/** Rows of a regression by column: one array for each regressor, the constant among them, all as long as `y`. */
export interface Regression {
  readonly columns: readonly Float64Array[];
  readonly y: Float64Array;
  readonly weight: Float64Array;
}

/** Belief before the rows: coefficients that count as much as rows of total weight `weight`, each in the scale of its own column. */
export interface RegressionPrior {
  readonly coefficients: readonly number[];
  readonly weight: number;
}

/**
 * Solves A·x = b for a symmetric positive definite A (row by row) by Cholesky's factors.
 * @throws RangeError when A is not positive definite: a column is constant, doubled, or there are too few rows.
 */
export function solvePositiveDefinite(matrix: readonly ArrayLike<number>[], right: ArrayLike<number>): number[] {
  const size = right.length;
  const at = (row: number, column: number): number => matrix[row]?.[column] ?? 0;
  const lower = new Float64Array(size * size);
  const factor = (row: number, column: number): number => lower[row * size + column] ?? 0;
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let rest = at(row, column);
      for (let k = 0; k < column; k += 1) rest -= factor(row, k) * factor(column, k);
      if (row === column && !(rest > 0))
        throw new RangeError(
          `Column ${row + 1} of the regression carries nothing of its own; leave it out or add rows.`,
        );
      lower[row * size + column] = row === column ? Math.sqrt(rest) : rest / factor(column, column);
    }
  }
  const forward: number[] = [];
  for (let row = 0; row < size; row += 1) {
    let rest = right[row] ?? 0;
    for (let k = 0; k < row; k += 1) rest -= factor(row, k) * (forward[k] ?? 0);
    forward.push(rest / factor(row, row));
  }
  const solution = new Array<number>(size).fill(0);
  for (let row = size - 1; row >= 0; row -= 1) {
    let rest = forward[row] ?? 0;
    for (let k = row + 1; k < size; k += 1) rest -= factor(k, row) * (solution[k] ?? 0);
    solution[row] = rest / factor(row, row);
  }
  return solution;
}

/** Keeps the normal matrix definite without moving a coefficient; source: the reference script. */
const jitter = 1e-9;

interface NormalEquations {
  readonly matrix: readonly Float64Array[];
  readonly right: Float64Array;
  readonly totalWeight: number;
}

/** Σ a·b and Σ a·c: a processor adds to two running sums in the time of one. */
function sumsOfProducts(a: Float64Array, b: Float64Array, c: Float64Array): readonly [ab: number, ac: number] {
  let [ab, ac] = [0, 0];
  for (let row = 0; row < a.length; row += 1) {
    const own = a[row] ?? 0;
    ab += own * (b[row] ?? 0);
    ac += own * (c[row] ?? 0);
  }
  return [ab, ac];
}

/** The lower half of the matrix and the right-hand side, two entries at a time: most of the time of a robust fit is spent here. */
function normalEquations({ columns, y, weight }: Regression): NormalEquations {
  const right = new Float64Array(columns.length);
  const weighted = new Float64Array(y.length);
  const matrix = columns.map((column, i) => {
    for (let row = 0; row < weighted.length; row += 1) weighted[row] = (weight[row] ?? 0) * (column[row] ?? 0);
    const line = new Float64Array(columns.length + 1);
    const partners = [...columns.slice(0, i + 1), y];
    for (let j = 0; j <= i + 1; j += 2) {
      const [first, second] = sumsOfProducts(weighted, partners[j] ?? y, partners[j + 1] ?? y);
      line[j] = first;
      line[j + 1] = second;
    }
    right[i] = line[i + 1] ?? 0;
    return line.fill(0, i + 1);
  });
  let totalWeight = 0;
  for (const own of weight) totalWeight += own;
  return { matrix, right, totalWeight };
}

/**
 * Weighted least squares, drawn towards the prior by Σ weight·m_j·(b_j − prior_j)², m_j the mean square of column j: the prior dominates
 * with few rows and vanishes with many, whatever the units of a column.
 */
export function weightedLeastSquares(rows: Regression, prior: RegressionPrior): number[] {
  const { matrix, right, totalWeight } = normalEquations(rows);
  const share = totalWeight > 0 ? prior.weight / totalWeight : 0;
  prior.coefficients.forEach((coefficient, index) => {
    const line = matrix[index] ?? right;
    const pull = share * (line[index] ?? 0) + jitter;
    line[index] = (line[index] ?? 0) + pull;
    right[index] = (right[index] ?? 0) + pull * coefficient;
  });
  return solvePositiveDefinite(matrix, right);
}

/** The fitted value of each row. */
export function fittedValues({ columns, y }: Regression, coefficients: readonly number[]): Float64Array {
  const fitted = new Float64Array(y.length);
  columns.forEach((column, index) => {
    const coefficient = coefficients[index] ?? 0;
    for (let row = 0; row < fitted.length; row += 1)
      fitted[row] = (fitted[row] ?? 0) + (column[row] ?? 0) * coefficient;
  });
  return fitted;
}
