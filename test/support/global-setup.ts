// Starts one throw-away PostgreSQL for the whole test run and prepares the template that test databases are cloned from.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '#app/db/embedded-postgres.ts';
import { createDatabase } from '#app/db/open.ts';
import { prepareSchema } from '#app/db/prepare-schema.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresBaseUrl: string;
  }
}

export default async function setup(project: TestProject) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'setwise-test-'));
  fs.chmodSync(folder, 0o755);
  const server = await startEmbeddedPostgres(path.join(folder, 'postgres'), ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200']);
  const teardown = async () => {
    await server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  };
  try {
    await createDatabase(server.baseUrl, 'setwise_template');
    await prepareSchema(`${server.baseUrl}/setwise_template`);
  } catch (error) {
    await teardown();
    throw error;
  }
  project.provide('postgresBaseUrl', server.baseUrl);
  return teardown;
}
