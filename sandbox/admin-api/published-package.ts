// Where a package with published schemas lies. Its files are data, not modules, so its `exports` do not name them.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** @throws when the package is not installed */
export function packageFolder(name: string): string {
  const paths = createRequire(import.meta.url).resolve.paths(name) ?? [];
  const folder = paths.map((path) => join(path, name)).find((path) => existsSync(path));
  if (!folder) throw new Error(`The package ${name} is not installed: run npm ci. The sandbox takes Shopify's schemas from it.`);
  return folder;
}
