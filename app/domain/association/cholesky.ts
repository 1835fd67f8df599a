// Solves A x = b for a symmetric positive definite A, in place, in double precision.

/**
 * @param matrix lower triangle of A in row-major order with `size` columns; overwritten by its Cholesky factor
 * @param right b; overwritten by x
 * @returns false when A is not positive definite (both arrays are then unusable)
 */
export function solveSymmetric(matrix: Float64Array, right: Float64Array, size: number): boolean {
  for (let row = 0; row < size; row++) {
    const rowStart = row * size;
    for (let column = 0; column < row; column++) {
      const columnStart = column * size;
      const value = matrix[rowStart + column]! - dot(matrix, rowStart, columnStart, column);
      matrix[rowStart + column] = value / matrix[columnStart + column]!;
    }
    const pivot = matrix[rowStart + row]! - dot(matrix, rowStart, rowStart, row);
    if (!(pivot > 0)) return false;
    matrix[rowStart + row] = Math.sqrt(pivot);
  }
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
  return true;
}

/** Four sums at once: one running sum would wait for the adder at every step. */
function dot(matrix: Float64Array, a: number, b: number, length: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let at = 0;
  for (; at + 3 < length; at += 4) {
    s0 += matrix[a + at]! * matrix[b + at]!;
    s1 += matrix[a + at + 1]! * matrix[b + at + 1]!;
    s2 += matrix[a + at + 2]! * matrix[b + at + 2]!;
    s3 += matrix[a + at + 3]! * matrix[b + at + 3]!;
  }
  for (; at < length; at++) s0 += matrix[a + at]! * matrix[b + at]!;
  return s0 + s1 + (s2 + s3);
}
