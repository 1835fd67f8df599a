// A real PostgreSQL with production's own durability settings, for benchmarks: one throw-away cluster a run.
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chooseDatabase } from '#app/db/database-url.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#app/db/embedded-postgres.ts';
import { closePools, createDatabase } from '#app/db/open.ts';
import { prepareSchema } from '#app/db/prepare-schema.ts';

let cluster: { folder: string; server: EmbeddedPostgres } | undefined;

/** A fresh, empty database with the schema; the app's pool() and prisma() use it until drop(). */
export async function benchDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  if (!cluster) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'setwise-bench-'));
    fs.chmodSync(folder, 0o755);
    cluster = { folder, server: await startEmbeddedPostgres(path.join(folder, 'postgres')) };
  }
  const name = `bench_${randomUUID().replaceAll('-', '')}`;
  await createDatabase(cluster.server.baseUrl, name);
  const url = `${cluster.server.baseUrl}/${name}`;
  await prepareSchema(url);
  chooseDatabase(url);
  return { url, drop: closePools };
}

/** Ends the cluster and removes its files; the runner calls it once, at the end. */
export async function stopBenchCluster(): Promise<void> {
  await cluster?.server.stop();
  if (cluster) fs.rmSync(cluster.folder, { recursive: true, force: true });
}
