import { z } from 'zod';
import { defineJob } from '../definition.ts';

const id = z.string().regex(/^\d+$/);

/** A customer bought or returned, or their order was deleted: what their workflows still meant to send is looked at again. Ids are decimal text. */
export const stopEnrollments = defineJob({
  name: 'engage.stop-enrollments',
  schema: z.object({ shopId: id, customerId: id, why: z.enum(['returned', 'bought', 'deleted']), orderId: id }),
  maxAttempts: 8,
});
