// Rows by COPY come back as they went in, whatever is in them.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Columns, copyRows } from '#app/db/copy-rows.ts';
import { pool, withTransaction } from '#app/db/pool.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';

interface Row {
  rowId: number;
  large: bigint | null;
  amountMinor: number | null;
  small: number | null;
  yes: boolean | null;
  said: string | null;
  uuid: string | null;
  at: Date | null;
  tags: string[] | null;
}
const COLUMNS: Columns<Row> = { rowId: 'integer', large: 'bigint', amountMinor: 'bigint', small: 'smallint', yes: 'boolean', said: 'text', uuid: 'uuid', at: 'timestamptz', tags: 'text[]' };
const SHOP = 2n ** 60n;

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  await pool().query('CREATE TABLE copied (shop_id bigint, row_id int, large bigint, amount_minor bigint, small smallint, yes boolean, said text, uuid uuid, at timestamptz, tags text[])');
});
afterAll(() => db.drop());

const text = fc.string({ unit: 'binary', maxLength: 40 }).map((some) => some.replaceAll('\0', '').toWellFormed());
const someRow = fc.record({
  large: fc.option(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
  amountMinor: fc.option(fc.maxSafeInteger()),
  small: fc.option(fc.integer({ min: -32_768, max: 32_767 })),
  yes: fc.option(fc.boolean()),
  said: fc.option(text),
  uuid: fc.option(fc.uuid()),
  at: fc.option(fc.date({ min: new Date('0100-01-01'), max: new Date('9999-01-01'), noInvalidDate: true })),
  tags: fc.option(fc.array(text, { maxLength: 5 })),
});

it('brings back what was written', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someRow, { maxLength: 30 }), async (some) => {
      await pool().query('TRUNCATE copied');
      const rows: Row[] = some.map((row, rowId) => ({ rowId, ...row }));
      await withTransaction((on) => copyRows(SHOP, 'copied', COLUMNS, rows, on));
      const { rows: back } = await pool().query(
        'SELECT row_id AS "rowId", large, amount_minor::text AS "amountMinor", small, yes, said, uuid, at, tags FROM copied WHERE shop_id = $1 ORDER BY row_id', [SHOP]);
      expect(back.map((row) => ({ ...row, amountMinor: row.amountMinor === null ? null : Number(row.amountMinor) }))).toEqual(rows);
    }),
  );
});

it('holds rows that are larger than what it began with', async () => {
  await pool().query('TRUNCATE copied');
  const rows: Row[] = Array.from({ length: 300 }, (_, rowId) => ({ rowId, large: null, amountMinor: null, small: null, yes: null, said: 'ä€😀'.repeat(3_000), uuid: null, at: null, tags: null }));
  await withTransaction((on) => copyRows(SHOP, 'copied', COLUMNS, rows, on));
  const { rows: [found] } = await pool().query('SELECT count(*)::int AS rows, min(length(said))::int AS shortest, max(length(said))::int AS longest FROM copied');
  expect(found).toEqual({ rows: 300, shortest: 9_000, longest: 9_000 });
});
