// inventory_levels/{update, connect, disconnect} and inventory_items/update. A level names no product: the item does, through its variant.
import { z } from 'zod';
import { decimal, id, wholeSecond } from './values.ts';

export const inventoryLevelPayload = z.object({
  inventory_item_id: id,
  location_id: id,
  /** null: the item is not stocked there any more. */
  available: z.number().int().nullable(),
  updated_at: wholeSecond,
});

/** Without a version: only the trigger says when. */
export const inventoryLeftPayload = z.object({ inventory_item_id: id, location_id: id });

export const inventoryItemPayload = z.object({
  id,
  tracked: z.boolean(),
  cost: decimal.nullable(),
  updated_at: wholeSecond,
});
