// Puts a job in the queue, in the caller's transaction where one is given, after its payload passed its schema.
import type { z } from 'zod';
import { addJob } from '#app/db/jobs.ts';
import type { Queryable } from '#app/db/pool.ts';
import type { JobDefinition } from './definition.ts';

export interface EnqueueOptions {
  /** The transaction that makes the job necessary. */
  client?: Queryable;
  /** One pending job a key; a second replaces it. */
  jobKey?: string;
  runAt?: Date;
}

/** @throws ZodError when the payload is not of the definition's form */
export async function enqueue<Schema extends z.ZodType>(definition: JobDefinition<Schema>, payload: z.input<Schema>, options: EnqueueOptions = {}): Promise<void> {
  const { client, ...rest } = options;
  const parsed = definition.schema.parse(payload);
  const queue = definition.oneAShop ? { queue: `${definition.name}:${(parsed as { shopId: string }).shopId}` } : {};
  await addJob({ name: definition.name, maxAttempts: definition.maxAttempts, payload: parsed, ...queue, ...rest }, client);
}
