// Puts a job in the queue, in the caller's transaction where one is given, after its payload passed its schema.
import type { z } from 'zod';
import { addJob, addJobs, type NewJob } from '#app/db/jobs.ts';
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
  await addJob({ ...newJob(definition, payload), ...rest }, client);
}

/** Many of one kind, in one statement. @param keyOf one pending job a key; no two of the payloads may share one */
export async function enqueueAll<Schema extends z.ZodType, Payload extends z.input<Schema>>(definition: JobDefinition<Schema>, payloads: readonly Payload[], keyOf: (payload: Payload) => string, client?: Queryable): Promise<void> {
  await addJobs(payloads.map((payload) => ({ ...newJob(definition, payload), jobKey: keyOf(payload) })), client);
}

function newJob<Schema extends z.ZodType>({ name, maxAttempts, oneAShop, schema }: JobDefinition<Schema>, payload: z.input<Schema>): NewJob {
  const parsed = schema.parse(payload);
  return { name, maxAttempts, payload: parsed, ...(oneAShop ? { queue: `${name}:${(parsed as { shopId: string }).shopId}` } : {}) };
}
