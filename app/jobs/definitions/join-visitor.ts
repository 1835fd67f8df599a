import { z } from 'zod';
import { defineJob } from '../definition.ts';

const id = z.string().regex(/^\d+$/);

/** The behaviour pixel named an order that was not here yet. One a shop at a time: anybody can make this job. */
export const joinVisitor = defineJob({
  name: 'measure.join-visitor',
  schema: z.object({ shopId: id, orderId: id, visitor: z.uuid() }),
  maxAttempts: 4,
  oneAShop: true,
});
