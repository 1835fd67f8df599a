import { z } from 'zod';
import { defineJob } from '../definition.ts';

const id = z.string().regex(/^\d+$/);

/** Gives an order's lines to the exposures that they followed. Ids are decimal text. */
export const attributeOrder = defineJob({
  name: 'measure.attribute-order',
  schema: z.object({ shopId: id, orderId: id }),
  maxAttempts: 8,
});
