// products/create, products/update, products/delete. Only the first 100 variants come whole; `variant_gids` names all.
import { z } from 'zod';
import { decimal, id, time, wholeSecond } from './values.ts';

const image = z.object({ id: id.nullish(), src: z.string() });

const variantPayload = z.object({
  id,
  title: z.string().nullable(),
  sku: z.string().nullish(),
  position: z.number().int(),
  price: decimal,
  compare_at_price: decimal.nullish(),
  /** In Shopify's samples only is it null: a variant without one can't be stocked, and is left out. */
  inventory_item_id: id.nullable(),
  inventory_policy: z.string().nullable(),
  image_id: id.nullish(),
  option1: z.string().nullish(),
  option2: z.string().nullish(),
  option3: z.string().nullish(),
  updated_at: wholeSecond.nullable(),
});

export const productPayload = z.object({
  id,
  title: z.string(),
  handle: z.string(),
  vendor: z.string().nullable(),
  product_type: z.string().nullable(),
  tags: z.union([z.string(), z.array(z.string())]),
  status: z.string(),
  category: z.object({ full_name: z.string().nullish() }).nullish(),
  image: image.nullish(),
  images: z.array(image).default([]),
  options: z.array(z.object({ name: z.string(), position: z.number().int() })).default([]),
  published_at: time.nullable(),
  created_at: time.nullable(),
  updated_at: wholeSecond,
  variants: z.array(variantPayload),
  variant_gids: z.array(z.object({ admin_graphql_api_id: z.string() })).nullish(),
});
export type ProductPayload = z.infer<typeof productPayload>;

export const productDeletedPayload = z.object({ id });
