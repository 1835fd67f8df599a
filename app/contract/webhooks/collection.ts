// collections/update and collections/delete: which one. Its products are not in the payload.
import { z } from 'zod';
import { id } from './values.ts';

export const collectionPayload = z.object({ id });
export type CollectionPayload = z.infer<typeof collectionPayload>;
