// Builds the extension as Shopify's CLI does, in memory: both targets in one script, each registered under its name. The
// app's address is written in where the source reads process.env.SHOPIFY_APP_URL; the CLI takes it from .env.
import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { build } from 'esbuild';
import { parse } from 'smol-toml';

export interface BuiltBundle {
  /** In dist/. */
  name: string;
  contents: Uint8Array;
  /** As Shopify counts it against its limit. */
  compressedBytes: number;
}

interface ExtensionToml {
  extensions: { handle: string; targeting: { target: string; module: string }[] }[];
}

/** @param appUrl where the block asks, e.g. https://app.example.com */
export async function buildBundle(appUrl: string): Promise<BuiltBundle> {
  const folder = import.meta.dirname;
  const [extension] = (parse(readFileSync(`${folder}/shopify.extension.toml`, 'utf8')) as unknown as ExtensionToml).extensions;
  if (!extension) throw new Error('extensions/thank-you/shopify.extension.toml describes no extension.');
  const entry = extension.targeting.map(({ target, module }, at) => `import Target_${at} from '${module}';shopify.extend('${target}', (...args) => Target_${at}(...args));`);
  const { outputFiles } = await build({
    stdin: { contents: entry.join('\n'), resolveDir: folder, loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"', 'process.env.SHOPIFY_APP_URL': JSON.stringify(appUrl.replace(/\/$/, '')) },
  });
  const contents = outputFiles[0]?.contents ?? new Uint8Array();
  return { name: `${extension.handle}.js`, contents, compressedBytes: deflateSync(contents).length };
}
