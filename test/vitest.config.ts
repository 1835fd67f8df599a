import path from 'node:path';
import { defineConfig } from 'vitest/config';

const root = path.resolve(import.meta.dirname, '..');

export default defineConfig({
  root,
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  test: {
    include: ['test/{unit,property,integration,contract,lint,faults}/**/*.test.{ts,tsx}'],
    globalSetup: ['test/support/global-setup.ts'],
    setupFiles: ['test/support/setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // The machine may be busy: what must come is waited for, however long it takes.
    expect: { poll: { timeout: 30_000 } },
    // Its published files are JSX, which only a module of the tests' own is transformed from.
    server: { deps: { inline: [/@shopify\/ui-extensions/] } },
    pool: 'forks',
    maxWorkers: 2,
  },
});
