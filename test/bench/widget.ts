// What a shopper downloads: bytes of the storefront's scripts and styles, gzipped, beside the library that the widget
// stands on, bundled and gzipped the same way in the same run. Then the other extensions: the UI extension, compressed as
// Shopify counts it, and the pixel, each beside Shopify's limit; the Function's script as it is, before Shopify's compiler.
import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { buildPixelBundle } from '../../extensions/behavior-pixel/build-bundle.ts';
import { buildBundle } from '../../extensions/thank-you/build-bundle.ts';
import type { Figure } from './figure.ts';

const ASSETS = path.resolve(import.meta.dirname, '../../extensions/storefront/assets');

const FUNCTION = path.resolve(import.meta.dirname, '../../extensions/set-discount/src/index.ts');
/** https://shopify.dev/docs/apps/build/app-extensions/build-extension#bundle-size-limits */
const UI_EXTENSION_LIMIT = 64 * 1024;
const WEB_PIXEL_LIMIT = 128 * 1024;

export const name = 'widget';

export async function* run(): AsyncGenerator<Figure> {
  const reference = await preactAlone();
  let total = 0;
  for (const file of fs.readdirSync(ASSETS).filter((one) => /\.(js|css)$/.test(one)).sort()) {
    const bytes = gzipped(fs.readFileSync(path.join(ASSETS, file)));
    total += bytes;
    yield { bench: name, metric: `${file} gzipped`, value: bytes, unit: 'bytes', reference: null, ratio: null };
  }
  yield { bench: name, metric: 'all gzipped, beside Preact alone', value: total, unit: 'bytes', reference, ratio: total / reference };
  const { compressedBytes } = await buildBundle('https://app.example.com');
  yield { bench: name, metric: 'thank-you compressed, beside the limit', value: compressedBytes, unit: 'bytes', reference: UI_EXTENSION_LIMIT, ratio: compressedBytes / UI_EXTENSION_LIMIT };
  const pixel = (await buildPixelBundle()).length;
  yield { bench: name, metric: 'behavior-pixel, beside the limit', value: pixel, unit: 'bytes', reference: WEB_PIXEL_LIMIT, ratio: pixel / WEB_PIXEL_LIMIT };
  yield { bench: name, metric: 'set-discount minified', value: (await setDiscount()).length, unit: 'bytes', reference: null, ratio: null };
}

async function setDiscount(): Promise<Uint8Array> {
  const { outputFiles } = await build({ entryPoints: [FUNCTION], bundle: true, minify: true, format: 'esm', write: false });
  return outputFiles[0]?.contents ?? new Uint8Array();
}

const gzipped = (bytes: Uint8Array): number => gzipSync(bytes, { level: 9 }).length;

async function preactAlone(): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: `export { h, render } from 'preact'; export { useEffect, useState } from 'preact/hooks';`, resolveDir: import.meta.dirname },
    bundle: true, minify: true, format: 'esm', write: false,
  });
  return gzipped(outputFiles[0]?.contents ?? new Uint8Array());
}
