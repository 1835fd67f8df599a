// What a shopper downloads: bytes of the storefront's scripts and styles, gzipped, beside the library that the widget
// stands on, bundled and gzipped the same way in the same run.
import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import type { Figure } from './figure.ts';

const ASSETS = path.resolve(import.meta.dirname, '../../extensions/storefront/assets');

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
}

const gzipped = (bytes: Uint8Array): number => gzipSync(bytes, { level: 9 }).length;

async function preactAlone(): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: `export { h, render } from 'preact'; export { useEffect, useState } from 'preact/hooks';`, resolveDir: import.meta.dirname },
    bundle: true, minify: true, format: 'esm', write: false,
  });
  return gzipped(outputFiles[0]?.contents ?? new Uint8Array());
}
