import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitLines } from '#app/adapters/shopify/export-file.ts';

async function linesOf(chunks: Uint8Array[]): Promise<string[]> {
  const stream = (async function* () {
    yield* chunks;
  })();
  const lines: string[] = [];
  for await (const some of splitLines(stream)) lines.push(...some);
  return lines;
}

describe('splitting an export into lines', () => {
  it('gives the same lines however the bytes arrive', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme', minLength: 1 }).filter((line) => !/[\n]/.test(line))), fc.array(fc.nat(40)), fc.boolean(), async (lines, cuts, endsWithNewline) => {
        const bytes = new TextEncoder().encode(lines.join('\n') + (endsWithNewline ? '\n' : ''));
        const chunks: Uint8Array[] = [];
        let from = 0;
        for (const cut of cuts) {
          chunks.push(bytes.subarray(from, from + cut));
          from = Math.min(bytes.length, from + cut);
        }
        chunks.push(bytes.subarray(from));
        expect(await linesOf(chunks)).toEqual(lines);
      }),
    );
  });
});
