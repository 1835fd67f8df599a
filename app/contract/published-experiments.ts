// The app-installation metafield `setwise.experiments`, JSON: which experiment runs on which placement, and the global
// one. Liquid prints it, the storefront computes the arm from it before anything paints (app/domain/portable/assignment.ts, over the visitor's id).
import { z } from 'zod';
import { PLACEMENTS } from './offers.ts';

export const publishedExperiments = z.partialRecord(z.enum([...PLACEMENTS, 'global']), z.object({ id: z.uuid(), salt: z.string(), holdoutBp: z.number().int().min(0).max(10_000) }));
export type PublishedExperiments = z.infer<typeof publishedExperiments>;
