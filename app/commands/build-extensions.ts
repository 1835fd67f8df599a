// Builds the extensions' bundles from source into their assets folders, and prints what they weigh. The Function is left to
// Shopify's CLI, which brings its own compiler.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuiltAsset, buildAssets } from '../../extensions/storefront/build-assets.ts';

/** @param folder the theme extension's folder, or a copy of it */
export async function buildExtensions(folder: string): Promise<BuiltAsset[]> {
  const assets = await buildAssets();
  await mkdir(join(folder, 'assets'), { recursive: true });
  await Promise.all(assets.map(({ name, contents }) => writeFile(join(folder, 'assets', name), contents)));
  return assets;
}

if (import.meta.main) {
  const assets = await buildExtensions(join(import.meta.dirname, '../../extensions/storefront'));
  for (const { name, contents, gzippedBytes } of assets) console.log(`extensions/storefront/assets/${name}: ${contents.length} B, ${gzippedBytes} B gzipped`);
}
