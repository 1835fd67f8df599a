// Builds what the theme extension serves from assets/, in memory: the loader as a classic script (Shopify writes its tag),
// the widget, its question to the server and the shoppers' answers as modules, the stylesheet.
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const source = (name: string): string => fileURLToPath(new URL(`src/${name}`, import.meta.url));

/** Names that never leave the widget's own bundle: they may be as short as those of variables. */
const OF_THE_WIDGET = /^(addUrl|addingAll|anchored|cartChanged|choose|chosen|drawerOpen|fits|notes|openDrawer|phase|productVariantChanged|productVariantId|readAndAsk|refused|rows|struck|swaps|terms|turnTo|whole)$/;

/** Browsers that Shopify's own themes support. */
export const TARGET = ['es2022', 'chrome109', 'safari16', 'firefox115'];

export interface BuiltAsset {
  name: string;
  contents: Uint8Array;
  gzippedBytes: number;
}

/** @returns the files of assets/, none of them written */
export async function buildAssets(): Promise<BuiltAsset[]> {
  const shared = { bundle: true, minify: true, write: false, target: TARGET, legalComments: 'none', charset: 'utf8', logLevel: 'silent' } as const;
  const outputs = await Promise.all([
    build({ ...shared, entryPoints: { setwise: source('loader.ts') }, format: 'iife', outdir: '/' }),
    build({ ...shared, entryPoints: { 'setwise-widget': source('widget.ts') }, mangleProps: OF_THE_WIDGET, alias: { 'preact/jsx-runtime': source('ui/jsx-runtime.ts') }, format: 'esm', outdir: '/' }),
    build({ ...shared, entryPoints: { 'setwise-answers': source('answers.ts') }, format: 'esm', outdir: '/' }),
    build({ ...shared, entryPoints: { 'setwise-ask': source('ask-server.ts') }, format: 'esm', outdir: '/' }),
    build({ ...shared, entryPoints: { setwise: source('setwise.css') }, outdir: '/' }),
  ]);
  return outputs
    .flatMap((output) => output.outputFiles)
    .map(({ path, contents }) => ({ name: path.split(/[\\/]/).pop() ?? path, contents, gzippedBytes: gzipSync(contents, { level: 9 }).length }));
}
