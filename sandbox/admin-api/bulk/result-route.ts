// What a finished bulk operation wrote, to be downloaded as from a file store: whole or from a byte on, marked so that a
// reader sees whether it is still the same, and kept for seven days.
import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import { HttpRefusal, type Route } from '../../http/server.ts';
import type { BulkRunner } from './runner.ts';

export const bulkResultRoute = (runner: BulkRunner): Route => ({
  method: 'GET',
  path: '/bulk/:file',
  handle: ({ params, header }) => {
    const file = runner.fileOf(params.file ?? '');
    if (!file) throw new HttpRefusal(404, 'There is no such result.');
    const { size } = statSync(file);
    const headers = { 'content-type': 'application/jsonl', 'accept-ranges': 'bytes', etag: `"${basename(file, '.jsonl')}"` };
    const start = rangeStart(header('range'));
    if (start === null) return { headers: { ...headers, 'content-length': String(size) }, body: createReadStream(file) };
    if (start >= size) return { status: 416, headers: { 'content-range': `bytes */${size}` } };
    return {
      status: 206,
      headers: { ...headers, 'content-length': String(size - start), 'content-range': `bytes ${start}-${size - 1}/${size}` },
      body: createReadStream(file, { start }),
    };
  },
});

/** Of "bytes=100-"; any other form is answered with the whole, as the standard allows. */
function rangeStart(range: string | undefined): number | null {
  const start = /^bytes=(\d+)-$/.exec(range ?? '')?.[1];
  return start === undefined ? null : Number(start);
}
