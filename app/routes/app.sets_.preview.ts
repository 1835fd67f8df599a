// What a set in the editor comes to and what a shopper would get of it, while it is not saved; data only, no page.
import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { setDraft } from '#app/contract/set-draft.ts';
import { readTerms } from '#app/domain/offer/offer-terms.ts';
import { fromText } from '#app/domain/set/set-text.ts';
import { previewSet } from '#app/pipeline/deliver/preview-set.ts';
import { resolveDraft } from '#app/pipeline/learn/resolve-draft.ts';
import { rulesBeside } from '#app/read/rules-beside.ts';
import { draftFacts } from '#app/read/set.ts';
import { done, merchant } from './app/merchant.server.ts';

const question = setDraft.extend({ setId: z.uuid().nullable(), soldOutIds: z.array(z.string().regex(/^\d{1,19}$/).transform(BigInt)).max(100) });

export async function action({ request }: ActionFunctionArgs) {
  const { shop, at } = await merchant(request);
  const { setId, soldOutIds, ...draft } = question.parse(await request.json());
  const definition = fromText(draft.definition);
  const terms = readTerms(draft.terms);
  const answer = await done(
    resolveDraft(shop.shopId, setId, definition, at).then(async ({ resolution, problems }) => {
      const [facts, preview, rules] = await Promise.all([
        draftFacts(shop.shopId, definition, terms, resolution, at),
        previewSet(shop.shopId, { definition, terms, resolved: resolution, soldOutIds: new Set(soldOutIds) }, at),
        rulesBeside(shop.shopId, setId, definition, resolution),
      ]);
      return { facts, problems, preview, rules };
    }),
  );
  return Response.json(answer);
}
