// The app-installation metafield `setwise.experiments`, JSON: which experiment runs on which placement, and the global
// one. Liquid prints it, the storefront computes the arm from it before anything paints (app/domain/portable/assignment.ts, over the visitor's id).
import { z } from 'zod';
import { PLACEMENTS } from './offers.ts';

export const publishedExperiments = z.partialRecord(z.enum([...PLACEMENTS, 'global']), z.object({
  id: z.uuid(),
  salt: z.string(),
  holdoutBp: z.number().int().min(0).max(10_000),
  /** Something is compared here: Liquid, which does not know the arm, paints nothing ahead of the answer. */
  test: z.literal(true).optional(),
  /** The place's own words and its most items at once, where it has any. */
  heading: z.string().optional(),
  most: z.number().int().min(1).max(3).optional(),
}));
export type PublishedExperiments = z.infer<typeof publishedExperiments>;
