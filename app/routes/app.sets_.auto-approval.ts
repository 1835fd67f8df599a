// Approving by itself: how many of today's suggestions a bar would let through, asked while it is being set; and saving it.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { REVIEW_BOUNDS } from '#app/domain/set/auto-approval.ts';
import { saveReviewSettings, wouldApprove } from '#app/pipeline/learn/auto-approve.ts';
import { done, merchant, shown } from './app/merchant.server.ts';

const within = ([least, most]: readonly [number, number]) => z.coerce.number().int().min(least).max(most);
const bar = z.object({ leastOrders: within(REVIEW_BOUNDS.leastOrders), leastMarginBp: within(REVIEW_BOUNDS.leastMarginBp) });
const settings = bar.extend({ autoApprove: z.stringbool(), mostPerWeek: within(REVIEW_BOUNDS.mostPerWeek) });

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, at } = await merchant(request);
  const asked = bar.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  return { would: asked.success ? await shown(wouldApprove(shop.shopId, asked.data, at)) : null };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor, at } = await merchant(request);
  return done(saveReviewSettings(shop.shopId, settings.parse(Object.fromEntries(await request.formData())), actor, at));
}
