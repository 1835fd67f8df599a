// npm run prepare-app [-- client|build|extensions|types]: makes what is generated and never committed: the Prisma client, the
// production build of the admin, the extensions' bundles, what the sandbox reads from Shopify's types. What is up to date is
// left alone, so every other command can call this first. Imports nothing of the app: it runs before the app can be imported.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const bin = (name: string) => path.join(root, 'node_modules/.bin', name);

interface Step {
  name: string;
  /** What it is made from, and what it makes. */
  sources: string[];
  product: string;
  command: string[];
  env?: Record<string, string>;
}

const steps: Step[] = [
  {
    name: 'client',
    sources: ['prisma/schema', 'prisma/prisma.config.ts', 'package-lock.json'],
    product: 'app/db/generated/client.ts',
    command: [bin('prisma'), 'generate', '--config', 'prisma/prisma.config.ts'],
    // The CLI would download its native engine for any command; generating needs none, so any executable will do.
    env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' },
  },
  {
    name: 'extensions',
    sources: ['extensions/storefront/src', 'extensions/set-discount/src', 'extensions/thank-you/src', 'extensions/thank-you/build-bundle.ts', 'extensions/thank-you/shopify.extension.toml', 'extensions/behavior-pixel/src', 'extensions/behavior-pixel/build-bundle.ts', 'shopify.app.toml', 'app/domain/portable', 'app/contract', 'app/commands/build-extensions.ts'],
    product: 'extensions/storefront/assets',
    command: [process.execPath, 'app/commands/build-extensions.ts'],
  },
  {
    // The sandbox would do it when the first thank-you page is opened; a visitor should not wait for it.
    name: 'types',
    sources: ['sandbox/storefront/thank-you-host/published-types.ts', 'package-lock.json'],
    product: '.cache',
    command: [process.execPath, 'sandbox/storefront/thank-you-host/kept-types.ts'],
  },
  {
    name: 'build',
    // The set editor shows the storefront's own widget.
    sources: ['app', 'public', 'extensions/storefront/src', 'extensions/storefront/locales', 'vite.config.ts', 'package-lock.json'],
    product: 'build/server/index.js',
    command: [bin('remix'), 'vite:build', '--logLevel', 'warn'],
    env: { NODE_ENV: 'production' },
  },
];

function fingerprint(sources: string[]): string {
  const hash = createHash('sha256');
  const visit = (file: string) => {
    const stat = fs.statSync(file, { throwIfNoEntry: false });
    if (!stat) return;
    if (stat.isDirectory()) {
      if (path.basename(file) === 'generated') return;
      for (const entry of fs.readdirSync(file).sort()) visit(path.join(file, entry));
    } else hash.update(path.relative(root, file)).update(fs.readFileSync(file));
  };
  for (const source of sources) visit(path.join(root, source));
  return hash.digest('hex');
}

function run(step: Step): void {
  const stampFile = path.join(root, 'build/.prepared', step.name);
  const stamp = fingerprint(step.sources);
  if (fs.existsSync(path.join(root, step.product)) && fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === stamp) return;
  const [command = '', ...args] = step.command;
  const started = performance.now();
  const result = spawnSync(command, args, { cwd: root, env: { ...process.env, ...step.env }, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  if (result.status !== 0) {
    process.stderr.write(`${result.stdout}\n${result.stderr}\nPreparing ${step.name} failed.\n`);
    process.exit(1);
  }
  fs.mkdirSync(path.dirname(stampFile), { recursive: true });
  fs.writeFileSync(stampFile, stamp);
  process.stdout.write(`prepared ${step.name} in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}

const wanted = process.argv.slice(2);
for (const step of steps) if (wanted.length === 0 || wanted.includes(step.name)) run(step);
