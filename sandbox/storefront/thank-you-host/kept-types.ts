// The published types, read once for each version of the package and kept for every later start. Run alone (npm run build and
// the demo do so), it sees to it that they are there.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import type { PublishedTypes, Target } from './published-types.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../.cache');

export async function keptTypes(): Promise<Record<Target, PublishedTypes>> {
  const kept = await keptFile();
  const text = (await readFile(kept, 'utf8').catch(() => null)) ?? (await readAnew(kept));
  return JSON.parse(text) as Record<Target, PublishedTypes>;
}

/** Named after what it is made from: another version of the package, or another way of reading it, is another file. */
async function keptFile(): Promise<string> {
  const manifest = findPackageJSON('@shopify/ui-extensions', import.meta.url);
  if (!manifest) throw new Error('The package @shopify/ui-extensions is not installed: run npm ci.');
  const made = createHash('sha256');
  for (const source of [manifest, path.join(import.meta.dirname, 'published-types.ts')]) made.update(await readFile(source));
  return path.join(FOLDER, `ui-extension-types-${made.digest('hex').slice(0, 16)}.json`);
}

async function readAnew(kept: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(import.meta.dirname, 'print-published-types.ts')], { maxBuffer: 16 * 1024 * 1024 });
  await mkdir(FOLDER, { recursive: true });
  // By a new name first: another process may be reading.
  await writeFile(`${kept}.${process.pid}`, stdout);
  await rename(`${kept}.${process.pid}`, kept);
  return stdout;
}

if (import.meta.main) await keptTypes();
