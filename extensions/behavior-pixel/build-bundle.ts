// Builds the pixel as Shopify's CLI does, in memory.
import { build } from 'esbuild';

export const PIXEL_BUNDLE = 'behavior-pixel.js';

export async function buildPixelBundle(): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [`${import.meta.dirname}/src/index.ts`],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2020',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
}
