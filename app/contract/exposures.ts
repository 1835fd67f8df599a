// The storefront says that a place was reached: GET /apps/setwise/exposure → /proxy/exposure. Said by the same code on both
// sides of an experiment: the widget's place, or the holdout's invisible sentinel, came into view.
import { z } from 'zod';
import { PLACEMENTS } from './offers.ts';

export const exposureQuery = z.object({
  placement: z.enum(PLACEMENTS),
  /** The consenting visitor's id. */
  visitor: z.uuid(),
  /** What the server answered for this cart: the decision, and the experiment whose arm applied. */
  decision: z.uuid(),
  experiment: z.uuid(),
});
