// Rows for jsonb_to_recordset: bigints as decimal text, which PostgreSQL reads back as bigint without loss.

export function jsonRows(rows: readonly object[]): string {
  return JSON.stringify(rows, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
}
