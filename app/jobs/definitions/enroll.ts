import { z } from 'zod';
import { defineJob } from '../definition.ts';

const id = z.string().regex(/^\d+$/);

/** A trigger's moment has come: who it concerns enters the workflows that wait for it. Ids are decimal text. */
export const enroll = defineJob({
  name: 'engage.enroll',
  schema: z.discriminatedUnion('trigger', [
    z.object({ shopId: id, trigger: z.literal('order_placed'), orderId: id }),
    z.object({ shopId: id, trigger: z.literal('order_delivered'), orderId: id }),
    z.object({ shopId: id, trigger: z.literal('cart_abandoned'), checkoutToken: z.string().min(1) }),
  ]),
  maxAttempts: 8,
});
