// What the rules do to a cart that a merchant makes up.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { tryRules } from '#app/pipeline/decide/try-rules.ts';
import { done, merchant } from './app/merchant.server.ts';

const MOST_PRODUCTS = 20;
const id = z.string().regex(/^\d{1,19}$/).transform(BigInt);
const asked = z.object({
  products: z.string().transform((ids) => ids.split(',').slice(0, MOST_PRODUCTS)).pipe(z.array(id)),
  customer: id.nullable().catch(null),
});

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, at } = await merchant(request);
  const search = new URL(request.url).searchParams;
  const { products, customer } = asked.parse({ products: search.get('products'), customer: search.get('customer') });
  return done(tryRules(shop.shopId, { productIds: products, customerId: customer }, at));
}
