// The Functions that the app has "deployed": what its extensions declare. The sandbox reads declarations, not code.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import type { AppFunction } from './context.ts';

interface ExtensionFile {
  api_version?: string;
  extensions?: { type?: string; handle?: string; name?: string; description?: string; targeting?: { target?: string }[] }[];
}

/** @param folder the app's extensions/ */
export function readAppFunctions(folder: string): AppFunction[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).sort().flatMap((name) => {
    const file = join(folder, name, 'shopify.extension.toml');
    if (!existsSync(file)) return [];
    const { api_version: apiVersion = '', extensions = [] } = parse(readFileSync(file, 'utf8')) as ExtensionFile;
    return extensions.filter((one) => one.type === 'function' && one.handle).map((one) => ({
      id: uuidOf(one.handle as string), handle: one.handle as string, title: one.name ?? (one.handle as string),
      description: one.description ?? null, apiVersion,
      apiType: one.targeting?.some((targeting) => targeting.target?.includes('.discounts.')) ? 'discount' : 'unknown',
    }));
  });
}

function uuidOf(handle: string): string {
  const hex = createHash('sha256').update(`function:${handle}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
