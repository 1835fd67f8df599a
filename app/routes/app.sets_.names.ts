// Product types and tags for a rule of a set, found as somebody types; data only, no page.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { findNames } from '#app/read/find-names.ts';
import { merchant, shown } from './app/merchant.server.ts';

const query = z.object({ kind: z.enum(['type', 'tag']), words: z.string().trim().max(255) });

/** What was found stands until it is asked for again. */
export const shouldRevalidate = (): boolean => false;

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await merchant(request);
  const asked = new URL(request.url).searchParams;
  const search = query.safeParse({ kind: asked.get('kind'), words: asked.get('q') ?? '' });
  return { names: search.success ? await shown(findNames(shop.shopId, search.data.kind, search.data.words)) : [] };
}
