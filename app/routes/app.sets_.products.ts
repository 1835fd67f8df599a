// What the set editor's search finds; data only, no page.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { findProducts } from '#app/read/find-products.ts';
import { merchant, shown } from './app/merchant.server.ts';

const id = z.string().regex(/^\d{1,19}$/).transform(BigInt);
const query = z.object({ anchorId: id.nullable(), words: z.string().trim().max(100), without: z.array(id).max(200) });

/** What was found stands until it is asked for again. */
export const shouldRevalidate = (): boolean => false;

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, at } = await merchant(request);
  const asked = new URL(request.url).searchParams;
  const search = query.safeParse({ anchorId: asked.get('anchor'), words: asked.get('q') ?? '', without: asked.getAll('without') });
  if (!search.success) return { products: [] };
  return { products: await shown(findProducts(shop.shopId, search.data, at)) };
}
