// The answer to a customer's data request, for the merchant to hand on; data only, no page.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { privacyAnswer } from '#app/read/privacy-requests.ts';
import { done, merchant } from './app/merchant.server.ts';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, at } = await merchant(request);
  return done(privacyAnswer(shop.shopId, z.uuid().parse(params.requestId), at));
}
