// Solves A x = b for a symmetric positive definite A, in place, in double precision. Two rows against two columns at a
// time: each number that is read serves two sums, which is where the time of a fit goes.

/**
 * @param matrix lower triangle of A in row-major order with `size` columns; overwritten by its Cholesky factor
 * @param right b; overwritten by x
 * @returns false when A is not positive definite (both arrays are then unusable)
 */
export function solveSymmetric(matrix: Float64Array, right: Float64Array, size: number): boolean {
  let row = 0;
  for (; row + 1 < size; row += 2) {
    for (let column = 0; column < row; column += 2) eliminateBlock(matrix, row * size, (row + 1) * size, column, size);
    if (!finishPair(matrix, row, size)) return false;
  }
  if (row < size && !finishLast(matrix, row, size)) return false;
  substitute(matrix, right, size);
  return true;
}

/** Two rows at two even columns; everything left of the columns is done. */
function eliminateBlock(matrix: Float64Array, a: number, b: number, column: number, size: number): void {
  const c = column * size;
  const d = c + size;
  let ac = 0, ad = 0, bc = 0, bd = 0;
  let ac1 = 0, ad1 = 0, bc1 = 0, bd1 = 0;
  for (let at = 0; at < column; at += 2) {
    const pa = a + at, pb = b + at, pc = c + at, pd = d + at;
    const a0 = matrix[pa]!, b0 = matrix[pb]!, c0 = matrix[pc]!, d0 = matrix[pd]!;
    ac += a0 * c0;
    ad += a0 * d0;
    bc += b0 * c0;
    bd += b0 * d0;
    const a1 = matrix[pa + 1]!, b1 = matrix[pb + 1]!, c1 = matrix[pc + 1]!, d1 = matrix[pd + 1]!;
    ac1 += a1 * c1;
    ad1 += a1 * d1;
    bc1 += b1 * c1;
    bd1 += b1 * d1;
  }
  const first = matrix[c + column]!;
  const below = matrix[d + column]!;
  const second = matrix[d + column + 1]!;
  const atA = (matrix[a + column]! - (ac + ac1)) / first;
  const atB = (matrix[b + column]! - (bc + bc1)) / first;
  matrix[a + column] = atA;
  matrix[b + column] = atB;
  matrix[a + column + 1] = (matrix[a + column + 1]! - (ad + ad1) - atA * below) / second;
  matrix[b + column + 1] = (matrix[b + column + 1]! - (bd + bd1) - atB * below) / second;
}

/** The two by two on the diagonal. */
function finishPair(matrix: Float64Array, row: number, size: number): boolean {
  const a = row * size;
  const b = a + size;
  let aa = 0, ab = 0, bb = 0;
  for (let at = 0; at < row; at++) {
    const ofA = matrix[a + at]!;
    const ofB = matrix[b + at]!;
    aa += ofA * ofA;
    ab += ofA * ofB;
    bb += ofB * ofB;
  }
  const pivot = matrix[a + row]! - aa;
  if (!(pivot > 0)) return false;
  const root = Math.sqrt(pivot);
  const below = (matrix[b + row]! - ab) / root;
  const nextPivot = matrix[b + row + 1]! - bb - below * below;
  if (!(nextPivot > 0)) return false;
  matrix[a + row] = root;
  matrix[b + row] = below;
  matrix[b + row + 1] = Math.sqrt(nextPivot);
  return true;
}

/** The one row that an odd size leaves over. */
function finishLast(matrix: Float64Array, row: number, size: number): boolean {
  const start = row * size;
  let square = 0;
  for (let column = 0; column < row; column++) {
    let sum = matrix[start + column]!;
    for (let at = 0; at < column; at++) sum -= matrix[start + at]! * matrix[column * size + at]!;
    const value = sum / matrix[column * size + column]!;
    matrix[start + column] = value;
    square += value * value;
  }
  const pivot = matrix[start + row]! - square;
  if (!(pivot > 0)) return false;
  matrix[start + row] = Math.sqrt(pivot);
  return true;
}

function substitute(matrix: Float64Array, right: Float64Array, size: number): void {
  for (let row = 0; row < size; row++) {
    let sum = right[row]!;
    for (let column = 0; column < row; column++) sum -= matrix[row * size + column]! * right[column]!;
    right[row] = sum / matrix[row * size + row]!;
  }
  for (let row = size - 1; row >= 0; row--) {
    const value = right[row]! / matrix[row * size + row]!;
    right[row] = value;
    for (let column = 0; column < row; column++) right[column] = right[column]! - matrix[row * size + column]! * value;
  }
}
