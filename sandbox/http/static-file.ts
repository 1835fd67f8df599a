// A file of the sandbox's own pages: scripts and styles, read afresh, so that editing one shows on reload.
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Answer } from './server.ts';

const TYPES: Record<string, string> = { '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml' };

export async function staticFile(file: URL, headers: Record<string, string> = {}): Promise<Answer> {
  return {
    headers: { 'content-type': TYPES[extname(file.pathname)] ?? 'application/octet-stream', 'cache-control': 'no-cache', ...headers },
    body: await readFile(file),
  };
}
