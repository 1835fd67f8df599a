// npm run verify:extensions: what Shopify would say of the extensions, found out here. Builds the bundles, checks the theme
// extension's Liquid, schemas and sizes, the Function's toml and query, then lets Shopify's own CLI build a copy of the app
// (by npx, no login). The Function is left out of that: its compiler is a download.
import { spawn } from 'node:child_process';
import fs from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { type Config, Severity, themeCheckRun } from '@shopify/theme-check-node';
import { parse } from 'smol-toml';
import { appUrl, buildExtensions, buildPixel, buildThankYou } from './build-extensions.ts';

const CLI = '@shopify/cli@4.8.2';
/** https://shopify.dev/docs/apps/build/online-store/theme-app-extensions/configuration#file-and-content-size-limits */
const LOADER_BYTES = 10_000;
const STYLESHEET_BYTES = 100_000;
const LIQUID_BYTES = 500_000;
/** A UI extension's, compressed. https://shopify.dev/docs/apps/build/app-extensions/build-extension#bundle-size-limits */
const UI_EXTENSION_BYTES = 64 * 1024;
/** A web pixel's, as it is. */
const WEB_PIXEL_BYTES = 128 * 1024;
/** Our own promise: what a product page may cost at most, gzipped. */
const WIDGET_GZIPPED_BYTES = 12_288;
/** Beside it, the question to the server: the visitor's id and what was seen. */
const ASK_GZIPPED_BYTES = 1_536;
/** After both, once the page is idle: what a shopper may say of an offer. */
const ANSWERS_GZIPPED_BYTES = 1_792;

const root = path.resolve(import.meta.dirname, '../..');

/** A check says what it saw, or throws with what is wrong. */
type Check = { name: string; run(): Promise<string> };

/** Everything but the CLI's build, for tests too. */
export const offlineChecks = (extensions: string): Check[] => {
  const theme = path.join(extensions, 'storefront');
  return [
    { name: 'bundles', run: () => bundles(theme) },
    { name: 'theme check', run: () => themeCheck(theme) },
    { name: 'block schemas', run: () => blockSchemas(theme) },
    { name: 'locales', run: () => locales(theme) },
    { name: 'liquid size', run: () => liquidSize(theme) },
    { name: 'thank you', run: () => thankYou(path.join(extensions, 'thank-you')) },
    { name: 'pixel', run: () => pixel(path.join(extensions, 'behavior-pixel')) },
    { name: 'function', run: () => discountFunction(path.join(extensions, 'set-discount')) },
  ];
};

async function bundles(theme: string): Promise<string> {
  const assets = await buildExtensions(theme);
  for (const { name, contents, gzippedBytes } of assets) {
    if (name === 'setwise.js' && contents.length >= LOADER_BYTES) throw new Error(`${name} has ${contents.length} B, Shopify wants less than ${LOADER_BYTES}: move code into the widget.`);
    if (name.endsWith('.css') && contents.length >= STYLESHEET_BYTES) throw new Error(`${name} has ${contents.length} B, Shopify wants less than ${STYLESHEET_BYTES}.`);
    if (name === 'setwise-widget.js' && gzippedBytes > WIDGET_GZIPPED_BYTES) throw new Error(`${name} has ${gzippedBytes} B gzipped, more than the ${WIDGET_GZIPPED_BYTES} we promise.`);
    if (name === 'setwise-ask.js' && gzippedBytes > ASK_GZIPPED_BYTES) throw new Error(`${name} has ${gzippedBytes} B gzipped, more than the ${ASK_GZIPPED_BYTES} we promise.`);
    if (name === 'setwise-answers.js' && gzippedBytes > ANSWERS_GZIPPED_BYTES) throw new Error(`${name} has ${gzippedBytes} B gzipped, more than the ${ANSWERS_GZIPPED_BYTES} we promise.`);
  }
  return assets.map(({ name, contents, gzippedBytes }) => `${name} ${contents.length} B (${gzippedBytes} gzipped)`).join(', ');
}

async function themeCheck(theme: string): Promise<string> {
  const { offenses, config, theme: files }: { offenses: Awaited<ReturnType<typeof themeCheckRun>>['offenses']; config: Config; theme: unknown[] } = await themeCheckRun(
    theme,
    'theme-check:theme-app-extension',
    () => {},
  );
  const ours = offenses.filter((offense) => offense.severity === Severity.ERROR || offense.severity === Severity.WARNING);
  if (ours.length > 0)
    throw new Error(ours.map(({ check, uri, start, message }) => `${uri.slice(uri.lastIndexOf('/storefront/') + 1)}:${start.line + 1} ${check}: ${message}`).join('\n'));
  return `${files.length} files, ${config.checks.length} checks, nothing found`;
}

interface BlockSchema {
  name?: string;
  target?: string;
  javascript?: string;
  stylesheet?: string;
  enabled_on?: { templates?: string[] };
  settings?: { type?: string; id?: string; label?: string; content?: string }[];
}
const SCHEMA_KEYS = ['name', 'target', 'javascript', 'stylesheet', 'enabled_on', 'disabled_on', 'available_if', 'class', 'tag', 'default', 'settings'];
const TARGETS = ['section', 'body', 'head', 'compliance_head'];
const WITHOUT_ID = ['header', 'paragraph'];
const MAX_NAME = 25;

/** theme-check knows a theme's blocks, not an app's: which keys and settings there are is held against its own published list. */
async function blockSchemas(theme: string): Promise<string> {
  const known = new Set(await settingTypes());
  const files = (await fs.readdir(path.join(theme, 'blocks'))).filter((file) => file.endsWith('.liquid'));
  const wording = JSON.parse(await fs.readFile(path.join(theme, 'locales/en.default.schema.json'), 'utf8')) as object;
  for (const file of files) {
    const wrong = (what: string): never => {
      throw new Error(`blocks/${file}: ${what}`);
    };
    const text = /\{%-?\s*schema\s*-?%\}([\s\S]*?)\{%-?\s*endschema\s*-?%\}/.exec(await fs.readFile(path.join(theme, 'blocks', file), 'utf8'))?.[1] ?? wrong('has no schema');
    const schema = JSON.parse(text) as BlockSchema;
    for (const key of Object.keys(schema)) if (!SCHEMA_KEYS.includes(key)) wrong(`"${key}" is no key of an app block's schema`);
    if (!TARGETS.includes(schema.target ?? '')) wrong(`target is ${schema.target}: use one of ${TARGETS.join(', ')}`);
    const name = worded(wording, schema.name ?? '') ?? wrong('has no name, or one that no schema locale has');
    if (name.length > MAX_NAME) wrong(`the name "${name}" is longer than ${MAX_NAME} characters`);
    for (const asset of [schema.javascript, schema.stylesheet]) if (asset) await fs.access(path.join(theme, 'assets', asset)).catch(() => wrong(`asset ${asset} is not built`));
    const ids = new Set<string>();
    for (const { type, id, label, content } of schema.settings ?? []) {
      if (!type || !known.has(type)) wrong(`a setting has the type ${type}, which Shopify does not know`);
      if (!worded(wording, WITHOUT_ID.includes(type ?? '') ? (content ?? '') : (label ?? ''))) wrong(`the setting ${id ?? type} has no label in the schema locale`);
      if (WITHOUT_ID.includes(type ?? '')) continue;
      if (!id || ids.has(id)) wrong(`the setting ${id ?? type} needs an id of its own`);
      ids.add(id ?? '');
    }
  }
  return files.join(', ');
}

async function settingTypes(): Promise<string[]> {
  const themeCheckNode = findPackageJSON('@shopify/theme-check-node', import.meta.url);
  const docs = findPackageJSON('@shopify/theme-check-docs-updater', themeCheckNode ?? import.meta.url);
  if (!docs) throw new Error('@shopify/theme-check-docs-updater is not installed: run npm ci.');
  const setting = JSON.parse(await fs.readFile(path.join(path.dirname(docs), 'data/setting.json'), 'utf8')) as { properties: { type: { enum: string[] } } };
  return setting.properties.type.enum;
}

/** "t:block.name" in the schema locale's words; other text as it is. */
function worded(wording: object, text: string): string | undefined {
  if (!text.startsWith('t:')) return text || undefined;
  const found = text.slice(2).split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], wording);
  return typeof found === 'string' ? found : undefined;
}

/** Every locale has the default's keys, and the same places for values in each sentence. */
async function locales(theme: string): Promise<string> {
  const folder = path.join(theme, 'locales');
  const names = (await fs.readdir(folder)).filter((name) => name.endsWith('.json'));
  const read = async (name: string) => flat(JSON.parse(await fs.readFile(path.join(folder, name), 'utf8')) as object);
  for (const kind of ['.json', '.schema.json'].filter((each) => names.includes(`en.default${each}`))) {
    const expected = await read(`en.default${kind}`);
    for (const name of names.filter((each) => each.endsWith('.schema.json') === (kind === '.schema.json'))) {
      const found = await read(name);
      const missing = [...expected.keys()].filter((key) => !found.has(key));
      const extra = [...found.keys()].filter((key) => !expected.has(key));
      const placed = [...expected].filter(([key, text]) => placesOf(found.get(key) ?? text) !== placesOf(text)).map(([key]) => key);
      if (missing.length + extra.length + placed.length > 0)
        throw new Error(`locales/${name}: missing ${missing.join(', ') || 'nothing'}; too much ${extra.join(', ') || 'nothing'}; other values in ${placed.join(', ') || 'nothing'}`);
    }
  }
  return names.join(', ');
}

const placesOf = (text: string): string => [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((match) => match[1]).sort().join();

function flat(value: object, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(value).flatMap(([key, inner]): [string, string][] => (typeof inner === 'object' && inner !== null ? [...flat(inner, `${prefix}${key}.`)] : [[prefix + key, String(inner)]])),
  );
}

async function liquidSize(theme: string): Promise<string> {
  let bytes = 0;
  for (const folder of ['blocks', 'snippets']) for (const file of await fs.readdir(path.join(theme, folder))) bytes += (await fs.stat(path.join(theme, folder, file))).size;
  if (bytes > LIQUID_BYTES) throw new Error(`All Liquid together has ${bytes} B, Shopify takes ${LIQUID_BYTES}.`);
  return `${bytes} B of ${LIQUID_BYTES}`;
}

/** That its components and properties exist is the compiler's to say, and the sandbox's pages'. */
async function thankYou(folder: string): Promise<string> {
  const { name, contents, compressedBytes } = await buildThankYou(folder);
  if (compressedBytes > UI_EXTENSION_BYTES) throw new Error(`dist/${name} has ${compressedBytes} B compressed, Shopify takes ${UI_EXTENSION_BYTES}.`);
  const languages = await locales(folder);
  return `${name} ${contents.length} B (${compressedBytes} compressed), ${languages}`;
}

/** Its toml is the CLI's to judge. */
async function pixel(folder: string): Promise<string> {
  const { length } = await buildPixel(folder);
  if (length > WEB_PIXEL_BYTES) throw new Error(`The pixel has ${length} B, Shopify takes ${WEB_PIXEL_BYTES}.`);
  return `${length} B of ${WEB_PIXEL_BYTES}`;
}

/** Its query, input and output against the published schema are test/contract's; here, that what the toml names is there. */
async function discountFunction(folder: string): Promise<string> {
  const toml = parse(await fs.readFile(path.join(folder, 'shopify.extension.toml'), 'utf8')) as { extensions: { handle: string; targeting: { target: string; input_query: string; export: string }[] }[] };
  const entry = (await import(path.join(folder, 'src/index.ts'))) as Record<string, unknown>;
  const described = toml.extensions.flatMap(({ handle, targeting }) => targeting.map((each) => ({ handle, ...each })));
  for (const { input_query, export: name } of described) {
    await fs.access(path.join(folder, input_query));
    const exported = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    if (typeof entry[exported] !== 'function') throw new Error(`src/index.ts does not export ${exported}, which shopify.extension.toml names.`);
  }
  return described.map(({ handle, target }) => `${handle} at ${target}`).join(', ');
}

/** Shopify's own CLI on a copy, so that what it writes beside the sources is not left here. */
async function cliBuild(): Promise<string> {
  const copy = await fs.mkdtemp(path.join(os.tmpdir(), 'setwise-extensions-'));
  try {
    await fs.copyFile(path.join(root, 'shopify.app.toml'), path.join(copy, 'shopify.app.toml'));
    await fs.writeFile(path.join(copy, 'package.json'), JSON.stringify({ name: 'setwise', private: true, type: 'module' }));
    const source = path.join(root, 'extensions');
    for (const name of await fs.readdir(source)) {
      if (name === 'set-discount') continue;
      const leftOut = ['thank-you', 'behavior-pixel'].includes(name) ? /[\\/](dist|README\.md|build-bundle\.ts)$/ : /[\\/](src|README\.md|build-assets\.ts)$/;
      await fs.cp(path.join(source, name), path.join(copy, 'extensions', name), { recursive: true, filter: (from) => !leftOut.test(from) });
    }
    // The pixel shares names with the app.
    await fs.cp(path.join(root, 'app/domain/portable'), path.join(copy, 'app/domain/portable'), { recursive: true });
    // The UI extension and the pixel are built by the CLI itself: it wants the libraries, and the app's address.
    await fs.symlink(path.join(root, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
    await fs.writeFile(path.join(copy, '.env'), `SHOPIFY_APP_URL=${await appUrl()}\n`);
    const output = await run('npx', ['--yes', CLI, 'app', 'build', '--path', copy, '--skip-dependencies-installation'], copy);
    return `${CLI} built the app${/error/i.test(output) ? `, but says:\n${output}` : ''}`;
  } finally {
    await fs.rm(copy, { recursive: true, force: true });
  }
}

/** @throws with all that it printed when it ends in anything but 0 */
function run(command: string, args: string[], cwd: string): Promise<string> {
  const env = {
    ...process.env,
    // The CLI wants a Node newer than the system may have: the one that npm brought.
    PATH: `${path.join(root, 'node_modules/.bin')}${path.delimiter}${process.env.PATH ?? ''}`,
    HOME: process.env.HOME ?? os.homedir(),
    SHOPIFY_CLI_NO_ANALYTICS: '1',
    CI: '1',
    NO_COLOR: '1',
  };
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk));
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve(output) : reject(new Error(`${command} ${args.join(' ')} ended with ${code}:\n${output}`))));
  });
}

if (import.meta.main) {
  const checks: Check[] = [...offlineChecks(path.join(root, 'extensions')), { name: 'shopify app build', run: cliBuild }];
  for (const { name, run: check } of checks) {
    try {
      console.log(`ok    ${name}: ${await check()}`);
    } catch (error) {
      console.error(`FAIL  ${name}: ${error instanceof Error ? error.message : String(error)}`);
      process.exitCode = 1;
    }
  }
}
