// The published hash in each thing that is built from it: as the Function's engine runs it, without a clock, chance or Intl, and
// as the browsers of the storefront do, shortened. The inline script of Liquid is held to the same in extensions-arm.test.ts.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { type BuildOptions, build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { armOf, hashFraction } from '#app/domain/portable/assignment.ts';
import { TARGET } from '../../extensions/storefront/build-assets.ts';

const ENTRY = fileURLToPath(new URL('../../app/domain/portable/assignment.ts', import.meta.url));
const vectors = (JSON.parse(readFileSync(new URL('../cases/assignment.json', import.meta.url), 'utf8')) as { hash: { seed: string; value: string; fraction: number }[] }).hash;

interface Built {
  hashFraction(seed: string, value: string): number;
  armOf(salt: string, subjectId: string, holdoutBp: number): string;
}

async function built(options: BuildOptions): Promise<Built> {
  const { outputFiles } = await build({ entryPoints: [ENTRY], bundle: true, write: false, format: 'iife', globalName: 'assignment', logLevel: 'silent', ...options });
  const context = vm.createContext({});
  vm.runInContext('delete globalThis.Date; delete globalThis.Intl; delete globalThis.WebAssembly; Math.random = undefined;', context);
  vm.runInContext(outputFiles?.[0]?.text ?? '', context);
  return vm.runInContext('assignment', context) as Built;
}

describe.each<[string, BuildOptions]>([
  ['the Function', { platform: 'neutral' }],
  ['the storefront', { minify: true, target: TARGET }],
])('the hash as %s has it', (_, options) => {
  it('agrees with every published vector', async () => {
    const { hashFraction: hash } = await built(options);
    expect(vectors.length).toBeGreaterThanOrEqual(7);
    expect(vectors.map(({ seed, value }) => hash(seed, value))).toEqual(vectors.map(({ fraction }) => fraction));
  });

  it('gives every subject the arm that the server gives, whatever it is called', async () => {
    const there = await built(options);
    for (let at = 0; at < 2_000; at++) {
      const [salt, subject, bp] = [`${at % 11} ü😀`, `visitor-${at}`, (at * 331) % 10_001];
      expect([there.hashFraction(salt, subject), there.armOf(salt, subject, bp)]).toEqual([hashFraction(salt, subject), armOf(salt, subject, bp)]);
    }
  });
});
