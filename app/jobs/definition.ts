// What a background job is: a name (stage.verb-noun), the schema of its payload, how often it is tried. Apart from its
// handler, so that whoever enqueues it does not load what runs it.
import type { z } from 'zod';

export interface JobDefinition<Schema extends z.ZodType = z.ZodType> {
  name: string;
  schema: Schema;
  /** Tries before it is given up and stays, failed, for a person to see. */
  maxAttempts: number;
  /** Two for one shop never run at the same time: the second waits for the first. */
  oneAShop?: boolean;
}

export function defineJob<Schema extends z.ZodType>(definition: JobDefinition<Schema>): JobDefinition<Schema> {
  return definition;
}
