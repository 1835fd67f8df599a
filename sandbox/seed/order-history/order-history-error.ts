/** A folder that cannot be read as an order history. The message says which file, which line and why: it is shown as it is. */
export class OrderHistoryError extends Error {
  override readonly name = 'OrderHistoryError';
}
