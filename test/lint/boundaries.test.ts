// The boundaries are worth what they catch: each planted violation must fail with the message that says what to do.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const PLANTED: { why: string; file: string; imports: string; rule: string }[] = [
  { why: 'a route that queries the database', file: 'app/routes/planted.ts', imports: 'app/db/planted-target.ts', rule: 'routes-imports' },
  { why: 'a route that calls an adapter', file: 'app/routes/planted.ts', imports: 'app/adapters/planted-target.ts', rule: 'routes-imports' },
  { why: 'a page piece that calls the pipeline', file: 'app/ui/planted.ts', imports: 'app/pipeline/learn/planted-target.ts', rule: 'ui-imports' },
  { why: 'a domain file that reads the database', file: 'app/domain/margin/planted.ts', imports: 'app/db/planted-target.ts', rule: 'domain-imports' },
  { why: 'a domain file that reads the settings', file: 'app/domain/margin/planted.ts', imports: 'app/config/planted-target.ts', rule: 'domain-imports' },
  { why: 'a read model that calls the outside world', file: 'app/read/planted.ts', imports: 'app/adapters/planted-target.ts', rule: 'read-imports' },
  { why: 'an adapter that calls the pipeline', file: 'app/adapters/planted.ts', imports: 'app/pipeline/sync/planted-target.ts', rule: 'adapters-imports' },
  { why: 'a stage that calls a stage below it', file: 'app/pipeline/learn/planted.ts', imports: 'app/pipeline/publish/planted-target.ts', rule: 'pipeline-learn-looks-up' },
  { why: 'a pipeline verb that loads a job handler', file: 'app/pipeline/sync/planted.ts', imports: 'app/jobs/handlers/planted-target.ts', rule: 'pipeline-enqueues-only' },
  { why: 'a job handler that queries the database', file: 'app/jobs/handlers/planted.ts', imports: 'app/db/planted-target.ts', rule: 'jobs-handlers-call-verbs' },
  { why: 'a portable piece with a dependency', file: 'app/domain/portable/planted.ts', imports: 'app/domain/money/planted-target.ts', rule: 'portable-stands-alone' },
  { why: 'an extension that ships the domain', file: 'extensions/storefront/src/planted.ts', imports: 'app/domain/money/planted-target.ts', rule: 'extensions-import-portable' },
  { why: 'an app that imports the sandbox', file: 'app/pipeline/sync/planted.ts', imports: 'sandbox/planted-target.ts', rule: 'app-never-imports-sandbox' },
  { why: 'a sandbox that imports the app', file: 'sandbox/planted.ts', imports: 'app/domain/money/planted-target.ts', rule: 'sandbox-never-imports-app' },
];

let folder: string;
beforeAll(() => {
  folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'setwise-boundaries-')));
  fs.copyFileSync(path.join(root, 'tsconfig.json'), path.join(folder, 'tsconfig.json'));
  fs.copyFileSync(path.join(root, 'package.json'), path.join(folder, 'package.json'));
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

function cruise(...folders: string[]) {
  const result = spawnSync(process.execPath, [path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'), '--config', path.join(root, 'test/lint/boundaries.cjs'), '--output-type', 'err-long', ...folders], { cwd: folder, encoding: 'utf8' });
  return { status: result.status, output: result.stdout + result.stderr };
}

function write(file: string, text: string): void {
  fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  fs.writeFileSync(path.join(folder, file), text);
}

describe('the boundaries', () => {
  it.each(PLANTED)('refuse $why', ({ file, imports, rule }) => {
    for (const name of ['app', 'extensions', 'sandbox']) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
    write(imports, 'export const target = 1;\n');
    write(file, `import { target } from '${path.relative(path.dirname(file), imports)}';\nexport const planted = target;\n`);
    const { status, output } = cruise(...['app', 'extensions', 'sandbox'].filter((name) => fs.existsSync(path.join(folder, name))));
    expect(output).toContain(rule);
    expect(status).not.toBe(0);
  });

  it('refuse two files that import each other', () => {
    for (const name of ['app', 'extensions', 'sandbox']) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
    write('app/domain/a.ts', `import { b } from './b.ts';\nexport const a = (): number => b();\n`);
    write('app/domain/b.ts', `import { a } from './a.ts';\nexport const b = (): number => a();\n`);
    expect(cruise('app').output).toContain('no-cycles');
  });

  it.each([
    ['reads the time outside the clock', 'app/pipeline/sync/planted.ts', 'export const at = new Date();\n', 'Only app/adapters/clock reads the time'],
    ['draws chance in the domain', 'app/domain/set/planted.ts', 'export const chance = Math.random();\n', 'The domain has no randomness'],
    ['reads the environment outside config', 'app/pipeline/sync/planted.ts', 'export const home = process.env.HOME;\n', 'noProcessEnv'],
  ])('refuse a file that %s', (_why, file, text, message) => {
    for (const name of ['app', 'test']) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
    write(file, text);
    write('biome.json', JSON.stringify({ ...JSON.parse(fs.readFileSync(path.join(root, 'biome.json'), 'utf8')), $schema: undefined, vcs: undefined }));
    fs.cpSync(path.join(root, 'test/lint'), path.join(folder, 'test/lint'), { recursive: true });
    const result = spawnSync(path.join(root, 'node_modules/.bin/biome'), ['lint', 'app'], { cwd: folder, encoding: 'utf8' });
    expect(result.stdout + result.stderr).toContain(message);
    expect(result.status).not.toBe(0);
  });
});
