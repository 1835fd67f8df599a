import { z } from 'zod';
import { defineJob } from '../definition.ts';

/** Every hour: where a shop's day has just begun, sets that begin or end with it are published or taken back. */
export const turnTheDay = defineJob({ name: 'publish.turn-the-day', schema: z.unknown(), maxAttempts: 3 });
