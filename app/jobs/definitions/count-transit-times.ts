import { z } from 'zod';
import { defineJob } from '../definition.ts';

/** Every night: how long the parcels of every shop take, and by when those on their way are expected. */
export const countTransitTimes = defineJob({ name: 'learn.count-transit-times', schema: z.unknown(), maxAttempts: 3 });
