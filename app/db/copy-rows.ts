// A shop's rows by COPY in its binary form, which PostgreSQL need not parse and no text has to be quoted for. For rows that
// are new: a key that is there already fails the whole statement.
// https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format"
import { once } from 'node:events';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** PostgreSQL's type of a column; integers of JavaScript are written as whichever of them the column is. */
export type ColumnType = 'bigint' | 'integer' | 'smallint' | 'boolean' | 'text' | 'uuid' | 'timestamptz' | 'text[]';

/** Every field of a row with its column's type; the column's name is the field's in snake case, `shop_id` comes of itself. */
export type Columns<Row> = { readonly [Field in keyof Row]-?: ColumnType };

const columnName = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** @throws the database's error, 23505 where a key exists; the transaction is then to be undone */
export async function copyRows<Row>(shopId: bigint, table: string, columns: Columns<Row>, rows: Iterable<Row>, on: pg.PoolClient): Promise<void> {
  const fields = Object.entries(columns) as [keyof Row & string, ColumnType][];
  const names = ['shop_id', ...fields.map(([field]) => columnName(field))];
  const stream = on.query(copyFrom(`COPY ${table} (${names.join(', ')}) FROM STDIN (FORMAT binary)`));
  const done = once(stream, 'finish');
  const out = spare.pop() ?? new Bytes();
  encode(out, shopId, fields, rows);
  stream.end(out.written());
  await done;
  if (spare.length < MOST_SPARE) spare.push(out.emptied());
}

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const EPOCH_MS = Date.UTC(2000, 0, 1);
const TEXT_OID = 25;
const FIRST_BYTES = 1 << 20;
const MOST_SPARE = 2;

function encode<Row>(out: Bytes, shopId: bigint, fields: readonly [keyof Row & string, ColumnType][], rows: Iterable<Row>): void {
  out.copy(SIGNATURE);
  for (const row of rows) {
    out.int16(fields.length + 1);
    writers.bigint(out, shopId as never);
    for (const [field, type] of fields) {
      const value = row[field];
      if (value === null || value === undefined) out.int32(-1);
      else writers[type](out, value as never);
    }
  }
  out.int16(-1);
}

const writers: { readonly [Type in ColumnType]: (out: Bytes, value: never) => void } = {
  bigint: (out, value: bigint | number) => {
    out.int32(8);
    out.int64(value);
  },
  integer: (out, value: number) => {
    out.int32(4);
    out.int32(value);
  },
  smallint: (out, value: number) => {
    out.int32(2);
    out.int16(value);
  },
  boolean: (out, value: boolean) => {
    out.int32(1);
    out.byte(value ? 1 : 0);
  },
  text: (out, value: string) => out.text(value),
  uuid: (out, value: string) => {
    out.int32(16);
    out.copy(Buffer.from(value.replaceAll('-', ''), 'hex'));
  },
  timestamptz: (out, value: Date) => {
    out.int32(8);
    const ms = value.getTime() - EPOCH_MS;
    out.int64(Number.isSafeInteger(ms * 1_000) ? ms * 1_000 : BigInt(ms) * 1_000n);
  },
  'text[]': (out, value: readonly string[]) => {
    const start = out.reserve();
    out.int32(value.length === 0 ? 0 : 1);
    out.int32(0);
    out.int32(TEXT_OID);
    if (value.length > 0) {
      out.int32(value.length);
      out.int32(1);
      for (const one of value) out.text(one);
    }
    out.setLength(start);
  },
};

/** A buffer that grows. */
class Bytes {
  #buffer = Buffer.allocUnsafe(FIRST_BYTES);
  #view = viewOf(this.#buffer);
  #used = 0;

  byte(value: number): void {
    this.#view.setUint8(this.#take(1), value);
  }
  int16(value: number): void {
    this.#view.setInt16(this.#take(2), value);
  }
  int32(value: number): void {
    this.#view.setInt32(this.#take(4), value);
  }
  int64(value: bigint | number): void {
    const at = this.#take(8);
    if (typeof value === 'bigint') this.#view.setBigInt64(at, value);
    else {
      this.#view.setInt32(at, Math.floor(value / 2 ** 32));
      this.#view.setUint32(at + 4, value >>> 0);
    }
  }
  copy(bytes: Buffer): void {
    const at = this.#take(bytes.length);
    bytes.copy(this.#buffer, at);
  }
  /** Its length in bytes, then itself. */
  text(value: string): void {
    const start = this.reserve();
    const at = this.#take(value.length * 3);
    this.#used = at + this.#buffer.write(value, at);
    this.setLength(start);
  }
  /** Leaves room for a length; setLength fills it in. */
  reserve(): number {
    return this.#take(4);
  }
  setLength(start: number): void {
    this.#view.setInt32(start, this.#used - start - 4);
  }
  emptied(): this {
    this.#used = 0;
    return this;
  }
  written(): Buffer {
    return this.#buffer.subarray(0, this.#used);
  }

  #take(bytes: number): number {
    const at = this.#used;
    this.#used += bytes;
    if (this.#used > this.#buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.#used));
      this.#buffer.copy(larger, 0, 0, at);
      this.#buffer = larger;
      this.#view = viewOf(larger);
    }
    return at;
  }
}

const viewOf = (buffer: Buffer): DataView => new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);

/** Megabytes that are used again instead of waiting to be collected. */
const spare: Bytes[] = [];
