// The current model becomes suggestions that wait for a person. Run again, it renews what nobody has decided, leaves what
// somebody has, and does not come back with what was refused.
import { randomUUID } from 'node:crypto';
import { currentModel, listsOf, markProposed, orderCounts } from '#app/db/associations.ts';
import { companyOf } from '#app/db/order-history.ts';
import { guardrailsOf } from '#app/db/guardrails.ts';
import { withTransaction } from '#app/db/pool.ts';
import { countTogether, proposableProducts, replaceSuggestions, type StandingSet, standingSets } from '#app/db/sets.ts';
import { rankAssociations } from '#app/domain/association/rank.ts';
import { type AnchorToPropose, leastSupport, type ProposedSet, proposeSets as propose } from '#app/domain/set/propose-sets.ts';

/** Anchors looked at: the products most bought. */
const MOST_ANCHORS = 2_000;
/** How deep into an anchor's companions candidates are looked for. */
const DEPTH = 40;
/** Few enough that no request of this process waits noticeably while they are taken in. */
const LISTS_AT_A_TIME = 50;
/** Ten per cent where the guardrails allow it; a person sees it before anything is published. */
const USUAL_DISCOUNT_BP = 1_000;

/** @returns how many suggestions wait now */
export async function proposeSets(shopId: bigint, now: Date): Promise<number> {
  const model = await currentModel(shopId);
  if (!model) return 0;
  const enough = leastSupport(model.orders);
  const [counts, products, guardrails] = await Promise.all([
    orderCounts(shopId, model.modelId, enough),
    proposableProducts(shopId),
    guardrailsOf(shopId),
  ]);
  const known = products.flatMap((product) => {
    const orders = counts.get(product.productId);
    return orders === undefined ? [] : [{ ...product, orders }];
  });
  const anchorIds = [...counts].filter(([, orders]) => orders >= enough * 2).slice(0, MOST_ANCHORS).map(([productId]) => productId);
  const { lines, company } = await companyOf(shopId, anchorIds);
  const anchors: AnchorToPropose[] = [];
  for (let from = 0; from < anchorIds.length; from += LISTS_AT_A_TIME) {
    const lists = await listsOf(shopId, model.modelId, anchorIds.slice(from, from + LISTS_AT_A_TIME));
    for (const [anchorProductId, list] of lists) {
      const ranked = rankAssociations(model, lists, [anchorProductId], { limit: DEPTH }).map((each) => ({ ...each, direct: list.ridge[list.targets.indexOf(each.product)] ?? 0 }));
      anchors.push({ anchorProductId, company: company.get(anchorProductId) ?? 0, ranked });
    }
  }
  const proposed = propose(anchors, known, { orders: model.orders, lines });
  return withTransaction(async (client) => {
    const open = stillOpen(proposed, await standingSets(shopId, client));
    const support = await countTogether(shopId, open.map(({ set }) => ({ anchorProductId: set.anchorProductId, candidateIds: candidateIds(set) })), client);
    const discountBp = Math.min(USUAL_DISCOUNT_BP, guardrails.maxDiscountBp);
    await replaceSuggestions(shopId, open.map(({ setId, set }, at) => ({ ...set, setId, discountBp, support: support[at]! })), now, client);
    await markProposed(shopId, model.modelId, now, client);
    return open.length;
  });
}

const candidateIds = (set: ProposedSet): bigint[] => set.slots.flatMap((slot) => slot.candidates.map(({ productId }) => productId));

/** Leaves out anchors that have a set already, and proposals with nothing in them that was not refused before. */
function stillOpen(proposed: readonly ProposedSet[], standing: readonly StandingSet[]): { setId: string; set: ProposedSet }[] {
  const byAnchor = Map.groupBy(standing, ({ anchorProductId }) => anchorProductId);
  return proposed.flatMap((set) => {
    const here = byAnchor.get(set.anchorProductId) ?? [];
    if (here.some(({ status, origin }) => status === 'approved' || status === 'paused' || (status === 'suggested' && origin === 'merchant'))) return [];
    const refused = here.filter(({ status }) => status === 'refused');
    if (refused.some((each) => candidateIds(set).every((productId) => each.candidateIds.includes(productId)))) return [];
    return [{ setId: here.find(({ status }) => status === 'suggested')?.setId ?? randomUUID(), set }];
  });
}
