// JSON for PostgreSQL: bigints as decimal text, which it reads back as bigint without loss.

/** Rows for jsonb_to_recordset. */
export const jsonRows = (rows: readonly object[]): string => jsonOf(rows);

export function jsonOf(value: object): string {
  return JSON.stringify(value, (_key, each: unknown) => (typeof each === 'bigint' ? each.toString() : each));
}
