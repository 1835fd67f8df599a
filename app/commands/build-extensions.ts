// Builds the extensions' bundles from source into their assets and dist folders, and prints what they weigh. The Function is
// left to Shopify's CLI, which brings its own compiler.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { buildPixelBundle, PIXEL_BUNDLE } from '../../extensions/behavior-pixel/build-bundle.ts';
import { type BuiltAsset, buildAssets } from '../../extensions/storefront/build-assets.ts';
import { type BuiltBundle, buildBundle } from '../../extensions/thank-you/build-bundle.ts';

/** @param folder the theme extension's folder, or a copy of it */
export async function buildExtensions(folder: string): Promise<BuiltAsset[]> {
  const assets = await buildAssets();
  await mkdir(join(folder, 'assets'), { recursive: true });
  await Promise.all(assets.map(({ name, contents }) => writeFile(join(folder, 'assets', name), contents)));
  return assets;
}

/** @param folder the UI extension's folder, or a copy of it */
export async function buildThankYou(folder: string): Promise<BuiltBundle> {
  const bundle = await buildBundle(await appUrl());
  await mkdir(join(folder, 'dist'), { recursive: true });
  await writeFile(join(folder, 'dist', bundle.name), bundle.contents);
  return bundle;
}

/** @param folder the web pixel's folder, or a copy of it */
export async function buildPixel(folder: string): Promise<Uint8Array> {
  const contents = await buildPixelBundle();
  await mkdir(join(folder, 'dist'), { recursive: true });
  await writeFile(join(folder, 'dist', PIXEL_BUNDLE), contents);
  return contents;
}

/** Where the thank-you block asks: as the environment says, else as Shopify is told. */
export async function appUrl(): Promise<string> {
  const { application_url } = parse(await readFile(join(import.meta.dirname, '../../shopify.app.toml'), 'utf8')) as { application_url: string };
  return process.env.SHOPIFY_APP_URL || application_url;
}

if (import.meta.main) {
  const extensions = join(import.meta.dirname, '../../extensions');
  const assets = await buildExtensions(join(extensions, 'storefront'));
  for (const { name, contents, gzippedBytes } of assets) console.log(`extensions/storefront/assets/${name}: ${contents.length} B, ${gzippedBytes} B gzipped`);
  const { name, contents, compressedBytes } = await buildThankYou(join(extensions, 'thank-you'));
  console.log(`extensions/thank-you/dist/${name}: ${contents.length} B, ${compressedBytes} B compressed`);
  console.log(`extensions/behavior-pixel/dist/${PIXEL_BUNDLE}: ${(await buildPixel(join(extensions, 'behavior-pixel'))).length} B`);
}
