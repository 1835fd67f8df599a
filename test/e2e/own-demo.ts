// The demo that a file of stories is played on, as a newcomer starts it: started before the file's first story, ended after its last.
import pg from 'pg';
import { test } from 'playwright/test';
import { type DemoStack, startDemo } from '../support/demo-stack.ts';

export interface OwnDemo {
  demo: DemoStack;
  /** For what a person cannot look at. */
  database: pg.Client;
}

/** @returns what holds them from the first story on, and nothing before */
export function ownDemo(): OwnDemo {
  const own = {} as Partial<OwnDemo>;
  test.beforeAll(async () => {
    own.demo = await startDemo();
    own.database = await connectTo(own.demo);
  });
  test.afterAll(async () => {
    await own.database?.end();
    await own.demo?.remove();
  });
  return own as OwnDemo;
}

export async function connectTo({ databaseUrl }: DemoStack): Promise<pg.Client> {
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  return database;
}
