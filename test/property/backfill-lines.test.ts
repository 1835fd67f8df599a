import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitLines } from '#app/adapters/shopify/export-file.ts';

async function linesOf(chunks: Uint8Array[], firstByte = 0): Promise<{ lines: string[]; ends: number[] }> {
  const stream = (async function* () {
    yield* chunks;
  })();
  const all: { lines: string[]; ends: number[] } = { lines: [], ends: [] };
  for await (const { lines, ends } of splitLines(stream, firstByte)) {
    all.lines.push(...lines);
    all.ends.push(...ends);
  }
  return all;
}

function cutAt(bytes: Uint8Array, cuts: number[]): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  let from = 0;
  for (const cut of cuts) {
    chunks.push(bytes.subarray(from, from + cut));
    from = Math.min(bytes.length, from + cut);
  }
  return [...chunks, bytes.subarray(from)];
}

const someLines = fc.array(fc.string({ unit: 'grapheme', minLength: 1 }).filter((line) => !/[\n]/.test(line)));

describe('splitting an export into lines', () => {
  it('gives the same lines however the bytes arrive', async () => {
    await fc.assert(
      fc.asyncProperty(someLines, fc.array(fc.nat(40)), fc.boolean(), async (lines, cuts, endsWithNewline) => {
        const bytes = new TextEncoder().encode(lines.join('\n') + (endsWithNewline ? '\n' : ''));
        expect((await linesOf(cutAt(bytes, cuts))).lines).toEqual(lines);
      }),
    );
  });

  it('says of each line where it ends, so that whoever begins there misses none and repeats none', async () => {
    await fc.assert(
      fc.asyncProperty(someLines, fc.array(fc.nat(40)), fc.nat(), async (lines, cuts, which) => {
        const bytes = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));
        const { ends } = await linesOf(cutAt(bytes, cuts));
        const read = lines.length === 0 ? 0 : which % lines.length;
        const end = ends[read - 1] ?? 0;
        const rest = await linesOf(cutAt(bytes.subarray(end), cuts), end);
        expect(rest.lines).toEqual(lines.slice(read));
        expect(rest.ends).toEqual(ends.slice(read));
      }),
    );
  });
});
