// What the set editor's search finds; data only, no page.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { findProducts } from '#app/read/find-products.ts';
import { merchant, shown } from './app/merchant.server.ts';

const productIds = z.array(z.string().regex(/^\d{1,19}$/).transform(BigInt)).max(50);
const query = z.object({ setId: z.uuid(), words: z.string().trim().max(100), without: productIds });

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, at } = await merchant(request);
  const asked = new URL(request.url).searchParams;
  const search = query.safeParse({ setId: params.setId, words: asked.get('q') ?? '', without: asked.getAll('without') });
  if (!search.success) return { products: [] };
  const { setId, words, without } = search.data;
  return { products: await shown(findProducts(shop.shopId, setId, { words, without }, at)) };
}
