/** Rows of a regression, flat: row `i` has its `columns` regressors at `x[i·columns]`, the constant among them. */
export interface Regression {
  readonly columns: number;
  readonly x: Float64Array;
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

/** Sums in one flat array, the lower half of the matrix row after row: most of the time of a robust fit is spent here. */
function normalEquations({ columns, x, y, weight }: Regression): NormalEquations {
  const sums = new Float64Array((columns * (columns + 1)) / 2);
  const right = new Float64Array(columns);
  let totalWeight = 0;
  for (let row = 0, start = 0; row < y.length; row += 1, start += columns) {
    const rowWeight = weight[row] ?? 0;
    const target = y[row] ?? 0;
    totalWeight += rowWeight;
    for (let i = 0, at = 0; i < columns; i += 1) {
      const scaled = rowWeight * (x[start + i] ?? 0);
      for (let j = 0; j <= i; j += 1, at += 1) sums[at] = (sums[at] ?? 0) + scaled * (x[start + j] ?? 0);
      right[i] = (right[i] ?? 0) + scaled * target;
    }
  }
  const matrix = Array.from({ length: columns }, (_, i) => {
    const line = new Float64Array(columns);
    line.set(sums.subarray((i * (i + 1)) / 2, ((i + 1) * (i + 2)) / 2));
    return line;
  });
  return { matrix, right, totalWeight };
}

/**
 * Weighted least squares, drawn towards the prior by Σ weight·m_j·(b_j − prior_j)², m_j the mean square of column j:
 * in few rows the prior speaks, in many it is not heard, and neither depends on the units of a column.
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

/** What the coefficients make of each row. */
export function fittedValues({ columns, x, y }: Regression, coefficients: readonly number[]): Float64Array {
  const fitted = new Float64Array(y.length);
  for (let row = 0, start = 0; row < y.length; row += 1, start += columns) {
    let sum = 0;
    for (let column = 0; column < columns; column += 1) sum += (x[start + column] ?? 0) * (coefficients[column] ?? 0);
    fitted[row] = sum;
  }
  return fitted;
}
