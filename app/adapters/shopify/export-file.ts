// Streams a bulk operation's result file (JSONL), line by line, without ever holding the file; from its middle where its
// beginning was read before. Knows where each line ends, so that a reader can note how far it came.
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AppError } from '#app/domain/app-error.ts';

/** Lines that arrived together. */
export interface ExportedLines {
  lines: string[];
  /** Of each line, the byte of the file behind its end. */
  ends: number[];
}

/** Which file it was that was read in part: another one cannot be gone on with. */
export interface ExportFile {
  bytes: number;
  /** The server's mark of the content, where it gives one. */
  etag: string | null;
}

export interface OpenExport {
  file: ExportFile;
  lines: AsyncIterable<ExportedLines>;
}

const NEWLINE = 10;
const TRANSIENT = new Set([408, 425, 429]);

/**
 * @param from where to go on, and the file that was read until there; a server that knows no ranges is read past it
 * @returns 'gone' when the file is no longer there (a result lives seven days), 'changed' when it is not the file that was read
 * @throws AppError try_later when the download fails or breaks off
 */
export async function openExport(url: string, from: { byte: number; file: ExportFile } | null): Promise<OpenExport | 'gone' | 'changed'> {
  // From the newline before: that it is one proves that the file still has its line there.
  const firstByte = from ? from.byte - 1 : 0;
  // Never compressed on the way: places in the file would be those of other bytes.
  const headers = { 'accept-encoding': 'identity', ...(from && { range: `bytes=${firstByte}-` }) };
  const response = await fetch(url, { headers }).catch(brokenOff);
  if (response.status === 416) return 'changed';
  if (response.status >= 400 && response.status < 500 && !TRANSIENT.has(response.status)) return 'gone';
  if (!response.ok || !response.body) throw new AppError('try_later', `The exported file could not be read (${response.status}).`);
  const isPart = response.status === 206;
  const file = { bytes: totalBytes(response), etag: response.headers.get('etag') };
  if (from && !isSame(file, from.file)) {
    await response.body.cancel();
    return 'changed';
  }
  const chunks = Readable.fromWeb(response.body as ReadableStream<Uint8Array>);
  if (!from) return { file, lines: telling(splitLines(chunks, 0)) };
  const rest = behind(chunks, isPart ? 0 : firstByte);
  const first = await rest.next().catch(brokenOff);
  if (first.done || first.value[0] !== NEWLINE) {
    chunks.destroy();
    return 'changed';
  }
  const remaining = (async function* () {
    yield first.value.subarray(1);
    yield* rest;
  })();
  return { file, lines: telling(splitLines(remaining, from.byte)) };
}

/** Bytes to whole lines; empty ones are left out. A character cut by a chunk's end stays whole. */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>, firstByte: number): AsyncGenerator<ExportedLines> {
  let rest: Buffer = Buffer.alloc(0);
  let restAt = firstByte;
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength) : Buffer.concat([rest, chunk]);
    const some: ExportedLines = { lines: [], ends: [] };
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
      if (end > start) {
        some.lines.push(bytes.toString('utf8', start, end));
        some.ends.push(restAt + end + 1);
      }
      start = end + 1;
    }
    rest = bytes.subarray(start);
    restAt += start;
    if (some.lines.length > 0) yield some;
  }
  if (rest.length > 0) yield { lines: [rest.toString('utf8')], ends: [restAt + rest.length] };
}

/** What comes behind so many bytes; never an empty piece. */
async function* behind(chunks: AsyncIterable<Uint8Array>, bytes: number): AsyncGenerator<Uint8Array> {
  let left = bytes;
  for await (const chunk of chunks) {
    if (chunk.length > left) yield chunk.subarray(left);
    left = Math.max(0, left - chunk.length);
  }
}

const totalBytes = (response: Response): number =>
  Number(response.headers.get('content-range')?.split('/')[1] ?? response.headers.get('content-length') ?? 0);

/** What neither side says tells nothing: the newline at the place decides then. */
const isSame = (now: ExportFile, before: ExportFile): boolean =>
  (now.bytes === before.bytes || now.bytes === 0 || before.bytes === 0) && (now.etag === before.etag || now.etag === null || before.etag === null);

async function* telling(lines: AsyncIterable<ExportedLines>): AsyncGenerator<ExportedLines> {
  try {
    yield* lines;
  } catch (error) {
    brokenOff(error);
  }
}

function brokenOff(error: unknown): never {
  throw error instanceof AppError ? error : new AppError('try_later', `The download broke off: ${(error as Error).message}`, { cause: error });
}
