// Streams one gzipped CSV file, row by row, and says where it went wrong.
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { CsvError, parse } from 'csv-parse';
import { OrderHistoryError } from './order-history-error.ts';

/** One row. Every getter names the column when the value is not what it should be. */
export interface Row {
  text(column: string): string;
  /** '' where the file has no such column. */
  optionalText(column: string): string;
  count(column: string): number;
  /** Cents; null where empty or where the file has no such column. */
  money(column: string): number | null;
  /** Milliseconds since 1970. */
  time(column: string): number;
}

export async function readRows(file: string, columns: readonly string[], take: (row: Row) => void): Promise<void> {
  const name = path.basename(file);
  const parser = parse({ info: true, bom: true, skip_empty_lines: true, columns: false });
  let header: Map<string, number> | null = null;
  let line = 1;
  let values: string[] = [];
  const fail = (reason: string): OrderHistoryError => new OrderHistoryError(`${name} line ${line}: ${reason}`);
  const row = rowOver((column) => values[header?.get(column) ?? -1], fail);

  const sink = new Writable({
    objectMode: true,
    highWaterMark: 4096,
    write({ record, info }: { record: string[]; info: { lines: number } }, _, done) {
      try {
        line = info.lines;
        values = record;
        if (header === null) header = headerOf(record, columns, fail);
        else take(row);
        done();
      } catch (error) {
        done(error as Error);
      }
    },
  });
  try {
    await pipeline(createReadStream(file), createGunzip(), parser, sink);
  } catch (error) {
    throw explained(error, name);
  }
  if (header === null) throw new OrderHistoryError(`${name}: the file is empty; it should begin with ${columns.join(',')}`);
}

function headerOf(record: string[], columns: readonly string[], fail: (reason: string) => OrderHistoryError): Map<string, number> {
  const header = new Map(record.map((column, index) => [column.trim(), index]));
  const missing = columns.filter((column) => !header.has(column));
  if (missing.length > 0) throw fail(`the header has no ${missing.join(', no ')}; it should have ${columns.join(',')}`);
  return header;
}

function rowOver(value: (column: string) => string | undefined, fail: (reason: string) => OrderHistoryError): Row {
  const optionalText = (column: string): string => value(column)?.trim() ?? '';
  const text = (column: string): string => {
    const found = optionalText(column);
    if (found === '') throw fail(`${column} is empty`);
    return found;
  };
  return {
    optionalText,
    text,
    count: (column) => {
      const found = text(column);
      const number = Number(found);
      if (!Number.isSafeInteger(number) || number <= 0) throw fail(`${column} "${found}" is not a whole number above 0`);
      return number;
    },
    money: (column) => {
      const found = optionalText(column);
      if (found === '') return null;
      const number = Number(found);
      if (!Number.isFinite(number) || number < 0) throw fail(`${column} "${found}" is not an amount such as 12.40`);
      return Math.round(number * 100);
    },
    time: (column) => {
      const found = text(column);
      const at = ISO_TIME.test(found) ? Date.parse(found) : Number.NaN;
      if (Number.isNaN(at)) throw fail(`${column} "${found}" is not a time such as 2026-03-01T09:30:00Z`);
      return at;
    },
  };
}

const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

function explained(error: unknown, name: string): unknown {
  if (error instanceof OrderHistoryError) return error;
  if (error instanceof CsvError) return new OrderHistoryError(`${name} line ${String(error.lines ?? '?')}: ${error.message}`);
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code.startsWith('Z_')) return new OrderHistoryError(`${name}: this is not a whole gzip file (${(error as Error).message})`);
  if (['ENOENT', 'EACCES', 'EISDIR'].includes(code)) return new OrderHistoryError(`${name}: the file cannot be read (${code})`);
  return error;
}
