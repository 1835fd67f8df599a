// Prisma's schema engine as WASM on a plain connection. The Prisma CLI downloads a native engine at first use, which
// an offline machine cannot; this applies the very same migrations and writes the same _prisma_migrations table.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

export const MIGRATIONS = path.join(import.meta.dirname, 'migrations');
const SCHEMA = path.join(import.meta.dirname, 'schema');
const filters = { externalTables: [], externalEnums: [] };

interface Engine {
  applyMigrations(input: unknown): Promise<{ appliedMigrationNames: string[] }>;
  diff(input: unknown): Promise<{ exitCode: number; stdout: string }>;
}

/** @returns names of the migrations that were applied, oldest first */
export async function applyMigrations(url: string): Promise<string[]> {
  return withEngine(url, async (engine) => (await engine.applyMigrations({ migrationsList: migrationsList(), filters })).appliedMigrationNames);
}

/** @returns the SQL that takes the live database to prisma/schema, or undefined when they agree */
export async function schemaDifference(url: string): Promise<string | undefined> {
  const schema = { files: schemaFiles() };
  return withEngine(url, async (engine) => {
    const result = await engine.diff({
      from: { tag: 'schemaDatasource', ...schema, configDir: import.meta.dirname },
      to: { tag: 'schemaDatamodel', ...schema },
      script: true, exitCode: true, shadowDatabaseUrl: null, filters,
    });
    return result.exitCode === 2 ? result.stdout : undefined;
  });
}

function schemaFiles(): { path: string; content: string }[] {
  return fs.readdirSync(SCHEMA).filter((name) => name.endsWith('.prisma')).sort().map((name) => {
    const file = path.join(SCHEMA, name);
    return { path: file, content: fs.readFileSync(file, 'utf8') };
  });
}

function migrationsList() {
  const lock = path.join(MIGRATIONS, 'migration_lock.toml');
  return {
    baseDir: MIGRATIONS,
    shadowDbInitScript: '',
    lockfile: { path: 'migration_lock.toml', content: fs.existsSync(lock) ? fs.readFileSync(lock, 'utf8') : null },
    migrationDirectories: migrationNames().map((name) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: fs.readFileSync(path.join(MIGRATIONS, name, 'migration.sql'), 'utf8') } },
    })),
  };
}

export function migrationNames(): string[] {
  if (!fs.existsSync(MIGRATIONS)) return [];
  return fs.readdirSync(MIGRATIONS, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
}

async function withEngine<T>(url: string, work: (engine: Engine) => Promise<T>): Promise<T> {
  loadWasm();
  const pool = new CharPool({ connectionString: url, max: 2 });
  const factory = new PrismaPg(pool as unknown as pg.Pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => asCharacter(await connect());
  const engine = (await (bindings as unknown as { SchemaEngine: { new: (...args: unknown[]) => Promise<Engine> } }).SchemaEngine.new(
    { datamodels: schemaFiles().map((file) => [file.path, file.content]) }, () => {}, bindMigrationAwareSqlAdapterFactory(factory as never),
  ));
  try {
    return await work(engine);
  } finally {
    await pool.end();
  }
}

let loaded = false;
function loadWasm(): void {
  if (loaded) return;
  const require = createRequire(import.meta.url);
  const file = path.join(path.dirname(require.resolve('@prisma/schema-engine-wasm')), 'schema_engine_bg.wasm');
  const instance = new WebAssembly.Instance(new WebAssembly.Module(fs.readFileSync(file)), { './schema_engine_bg.js': bindings as never });
  (bindings as unknown as { __wbg_set_wasm(exports: unknown): void }).__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as (() => void) | undefined)?.();
  // The engine reports a panic through this global and otherwise dies without a word.
  (globalThis as Record<string, unknown>).PRISMA_WASM_PANIC_REGISTRY = { set_message: (message: string) => process.stderr.write(`schema engine: ${message}\n`) };
  loaded = true;
}

// adapter-pg 7.10.1 cannot type the catalogue's "char" columns (OID 18): show them as char[] (1002) to the adapter and
// as Character to the engine.
function withCharOid<T>(result: T): T {
  for (const one of [result].flat() as { fields?: { dataTypeID: number }[] }[])
    for (const field of one?.fields ?? []) if (field.dataTypeID === 18) field.dataTypeID = 1002;
  return result;
}

class CharClient extends pg.Client {
  // @ts-expect-error pg's overloads of query cannot be restated; every call is passed on as it came
  override query(...args: unknown[]) {
    const result = (super.query as (...rest: unknown[]) => unknown)(...args);
    return result instanceof Promise ? result.then(withCharOid) : result;
  }
}

class CharPool extends pg.Pool {
  constructor(options: pg.PoolConfig) {
    super({ ...options, Client: CharClient } as pg.PoolConfig);
    (this as unknown as { Client: unknown }).Client = CharClient;
  }
  // @ts-expect-error as above
  override async query(...args: unknown[]) {
    const client = await this.connect();
    try {
      return await (client.query as (...rest: unknown[]) => unknown)(...args);
    } finally {
      client.release();
    }
  }
}

type Queryable = {
  client: { query(script: string): Promise<unknown> };
  executeScript(script: string): Promise<void>;
  queryRaw(query: unknown): Promise<{ columnTypes: number[] }>;
  startTransaction?(...args: unknown[]): Promise<Queryable>;
};
function asCharacter<T>(adapter: T): T {
  const target = adapter as unknown as Queryable;
  const queryRaw = target.queryRaw.bind(target);
  target.queryRaw = async (query) => {
    const result = await queryRaw(query);
    result.columnTypes = result.columnTypes.map((type) => (type === ColumnTypeEnum.CharacterArray ? ColumnTypeEnum.Character : type));
    return result;
  };
  // The adapter cuts a script at every semicolon, also within a function's body. Sent whole it is one transaction besides.
  target.executeScript = async (script) => void (await target.client.query(script));
  if (target.startTransaction) {
    const start = target.startTransaction.bind(target);
    target.startTransaction = async (...args) => asCharacter(await start(...args));
  }
  return adapter;
}
