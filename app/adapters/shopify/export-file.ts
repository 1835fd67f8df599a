// Streams a bulk operation's result file (JSONL), line by line, without ever holding the file.
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AppError } from '#app/domain/app-error.ts';

/**
 * @returns the file's lines, as many at a time as arrived together
 * @throws AppError try_later when the download fails or breaks off; refused when the file is gone
 */
export async function* exportLines(url: string): AsyncGenerator<string[]> {
  try {
    const response = await fetch(url);
    if (response.status === 404 || response.status === 410) throw new AppError('refused', 'The exported file is gone.');
    if (!response.ok || !response.body) throw new AppError('try_later', `The exported file could not be read (${response.status}).`);
    yield* splitLines(Readable.fromWeb(response.body as ReadableStream<Uint8Array>));
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('try_later', `The download broke off: ${(error as Error).message}`, { cause: error });
  }
}

/** Bytes to whole lines; empty ones are left out. A character cut by a chunk's end stays whole. */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string[]> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    const whole = lines.filter((line) => line !== '');
    if (whole.length > 0) yield whole;
  }
  rest += decoder.decode();
  if (rest !== '') yield [rest];
}
