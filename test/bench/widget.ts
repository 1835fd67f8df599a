// What a shopper downloads: bytes of the storefront's scripts and styles, gzipped. The reference is the platform's own
// limit for an app block's script (10,000 bytes).
import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Figure } from './figure.ts';

const ASSETS = path.resolve(import.meta.dirname, '../../extensions/storefront/assets');
const LIMIT = 10_000;

export const name = 'widget';

export async function* run(): AsyncGenerator<Figure> {
  let total = 0;
  for (const file of fs.readdirSync(ASSETS).filter((one) => /\.(js|css)$/.test(one)).sort()) {
    const bytes = gzipSync(fs.readFileSync(path.join(ASSETS, file)), { level: 9 }).length;
    total += bytes;
    yield { bench: name, metric: `${file} gzipped`, value: bytes, unit: 'bytes', reference: null, ratio: null };
  }
  yield { bench: name, metric: 'all gzipped', value: total, unit: 'bytes', reference: LIMIT, ratio: total / LIMIT };
}
