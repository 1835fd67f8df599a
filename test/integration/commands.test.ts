// What a person at the keyboard can get wrong ends in a clear sentence and exit code 1, with nothing half done.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createDatabase } from '#app/db/open.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';

const root = path.resolve(import.meta.dirname, '../..');
let db: TestDatabase;
let folder: string;

beforeAll(async () => {
  db = await testDatabase();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'setwise-commands-'));
});
afterAll(async () => {
  await db.drop();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** Runs a command to its end with only the given settings beside PATH. */
function run(script: string, env: Record<string, string>, ...args: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [path.join(root, script), ...args], { cwd: folder, env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env } as unknown as NodeJS.ProcessEnv });
  let said = '';
  child.stdout.on('data', (chunk) => { said += chunk; });
  child.stderr.on('data', (chunk) => { said += chunk; });
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code, said })));
}

async function occupied(): Promise<{ port: number; free(): void }> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as net.AddressInfo).port, free: () => server.close() };
}

describe('web', () => {
  it('lists every missing or malformed setting at once and does not start', async () => {
    const { code, said } = await run('app/commands/web.ts', { PORT: 'eighty' });
    expect(code).toBe(1);
    for (const name of ['PORT', 'SHOPIFY_API_KEY', 'SHOPIFY_API_SECRET', 'SHOPIFY_APP_URL', 'SETWISE_ENCRYPTION_KEYS']) expect(said).toContain(`  - ${name} `);
    expect(said).not.toContain('    at ');
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it('names a port that is in use', async () => {
    const taken = await occupied();
    const { code, said } = await run('app/commands/web.ts', { SETWISE_MODE: 'test', DATABASE_URL: db.url, PORT: String(taken.port), SETWISE_LOG_LEVEL: 'silent' });
    taken.free();
    expect({ code, said: said.trim() }).toEqual({ code: 1, said: `Port ${taken.port} on 127.0.0.1 is in use: stop what listens there, or set PORT to another.` });
  });

  it('refuses a database that is newer than the code, and one that lacks migrations in production', async () => {
    const name = `newer_${Date.now()}`;
    await createDatabase(inject('postgresBaseUrl'), name, 'setwise_template');
    const url = `${inject('postgresBaseUrl')}/${name}`;
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(`INSERT INTO _prisma_migrations(id, checksum, migration_name, finished_at) VALUES ('x', 'x', '29990101000000_from_the_future', now())`);
    const newer = await run('app/commands/web.ts', { SETWISE_MODE: 'test', DATABASE_URL: url });
    expect(newer).toEqual({ code: 1, said: expect.stringMatching(/newer than this code.*29990101000000_from_the_future/s) });

    await client.query('DELETE FROM _prisma_migrations');
    const production = { SETWISE_MODE: 'production', DATABASE_URL: url, SHOPIFY_API_KEY: 'k', SHOPIFY_API_SECRET: 's', SHOPIFY_APP_URL: 'https://app.example.com', SETWISE_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32).toString('base64')}` };
    const older = await run('app/commands/web.ts', production);
    expect(older).toEqual({ code: 1, said: expect.stringContaining('run "npm run migrate" first') });
    await client.end();
  });

  it('says when the database does not answer', async () => {
    const taken = await occupied();
    taken.free();
    const { code, said } = await run('app/commands/web.ts', { SETWISE_MODE: 'test', DATABASE_URL: `postgres://nobody@127.0.0.1:${taken.port}/none` });
    expect({ code, said: said.trim() }).toEqual({ code: 1, said: 'The database does not answer: check DATABASE_URL and that PostgreSQL runs.' });
  });
});

describe('demo', () => {
  it('refuses a folder that holds no order history', async () => {
    const { code, said } = await run('app/commands/demo.ts', {}, '--data', folder);
    expect({ code, said: said.trim() }).toEqual({ code: 1, said: `${folder} is not a folder of order history: it has no orders.csv.gz.` });
  });

  it('refuses a data folder that is not one of a demo', async () => {
    const other = path.join(folder, 'other');
    fs.mkdirSync(path.join(other, 'demo'), { recursive: true });
    fs.writeFileSync(path.join(other, 'demo', 'thesis.txt'), 'precious');
    const { code, said } = await run('app/commands/demo.ts', { SETWISE_DATA_DIR: other }, '--reset');
    expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining('is not a demo\'s data folder and not empty') });
    expect(fs.readFileSync(path.join(other, 'demo', 'thesis.txt'), 'utf8')).toBe('precious');
  });

  it('names a port that is in use, and the setting that moves it', async () => {
    const taken = await occupied();
    const { code, said } = await run('app/commands/demo.ts', { SANDBOX_PORT: String(taken.port), SETWISE_DATA_DIR: path.join(folder, 'unused') });
    taken.free();
    expect({ code, said }).toEqual({ code: 1, said: expect.stringMatching(new RegExp(`Port ${taken.port}, where the sandbox would stand, is in use.*SANDBOX_PORT`)) });
    expect(fs.existsSync(path.join(folder, 'unused'))).toBe(false);
  });

  it('refuses an argument that it does not know', async () => {
    const { code, said } = await run('app/commands/demo.ts', {}, '--rest');
    expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining('--rest') });
  });
});
