// The current model becomes suggestions that wait for a person; products whose orders say nothing yet get theirs from a cold
// start. Run again, it renews what nobody has decided, leaves what somebody has, and does not come back with what was refused.
import { randomUUID } from 'node:crypto';
import { log } from '#app/adapters/log.ts';
import { type CurrentModel, currentModel, listsOf, markProposed, orderCounts } from '#app/db/associations.ts';
import { companyOf } from '#app/db/order-history.ts';
import { guardrailsOf } from '#app/db/guardrails.ts';
import { withTransaction } from '#app/db/pool.ts';
import { complementsOf } from '#app/db/product-complements.ts';
import { countSetsTogether, writeEvidence, yearOfOrders } from '#app/db/set-evidence.ts';
import { proposableProducts, replaceSuggestions, type StandingSet, standingSets } from '#app/db/sets.ts';
import { shopById } from '#app/db/shops.ts';
import { rankAssociations } from '#app/domain/association/rank.ts';
import type { ColdProduct } from '#app/domain/cold-start/cold-product.ts';
import { type ColdSet, proposeColdSets } from '#app/domain/cold-start/propose-cold-sets.ts';
import { type Language, languageOf } from '#app/domain/language.ts';
import { FROM_ORDERS } from '#app/domain/set/evidence.ts';
import { type AnchorToPropose, leastSupport, mostSuggestions, type ProposedSet, proposeSets as propose } from '#app/domain/set/propose-sets.ts';
import { SPLITS_PAIRS } from '#app/domain/set/refusal.ts';
import { seasonOf } from '#app/domain/set/season.ts';
import { withoutRefused } from '#app/domain/set/without-refused.ts';
import { rereadComplements } from '../sync/reread-complements.ts';

/** Anchors looked at: the products most bought. */
const MOST_ANCHORS = 2_000;
/** Products without orders that are looked at: the newest. */
const MOST_COLD = 2_000;
/** Guesses beside what orders say: no more than a person reads along with it. */
const MOST_GUESSES = 20;
/** How deep into an anchor's companions candidates are looked for. */
const DEPTH = 40;
/** Few enough that no request of this process waits noticeably while they are taken in. */
const LISTS_AT_A_TIME = 50;
/** Ten per cent where the guardrails allow it; a person sees it before anything is published. */
const USUAL_DISCOUNT_BP = 1_000;

/** @returns how many suggestions wait now */
export async function proposeSets(shopId: bigint, now: Date): Promise<number> {
  const model = await currentModel(shopId);
  const [products, guardrails, shop] = await Promise.all([proposableProducts(shopId), guardrailsOf(shopId), shopById(shopId)]);
  const language = languageOf([shop?.primaryLocale ?? 'en']);
  const learned = model ? await proposeFromOrders(shopId, model, products, language) : NOTHING_LEARNED;
  const cold = await proposeFromElsewhere(shopId, products, learned, language);
  return withTransaction(async (client) => {
    const standing = await standingSets(shopId, client);
    const open = [
      ...stillOpen(learned.sets.slice(0, mostSuggestions(learned.known.length)).map((set) => ({ ...set, grounds: FROM_ORDERS })), standing),
      ...stillOpen(cold, standing).slice(0, learned.sets.length > 0 ? MOST_GUESSES : mostSuggestions(products.length)),
    ];
    const counted = await countSetsTogether(shopId, open.map(({ set }) => ({ anchorProductId: set.anchorProductId, candidateIds: candidateIds(set) })), client);
    const year = await yearOfOrders(shopId, open.map(({ set }) => set.anchorProductId), shop?.timezone ?? 'UTC', now, client);
    const discountBp = Math.min(USUAL_DISCOUNT_BP, guardrails.maxDiscountBp);
    await replaceSuggestions(shopId, open.map(({ setId, set: { grounds, ...set } }, at) => ({ ...set, ...grounds, setId, discountBp, support: counted[at]!.support })), now, client);
    await writeEvidence(shopId, open.map(({ setId, set: { anchorProductId } }, at) => {
      const months = year.byProduct.get(anchorProductId) ?? NO_MONTHS;
      const { exampleOrderIds, lastOrderedAt } = counted[at]!;
      return { setId, exampleOrderIds, lastOrderedAt, months, seasonMonths: year.isWhole ? seasonOf(months, year.shop) : [], anchorPlace: learned.places.get(anchorProductId) ?? null };
    }), now, client);
    if (model) await markProposed(shopId, model.modelId, now, client);
    return open.length;
  });
}

interface FromOrders {
  sets: readonly ProposedSet[];
  /** Products whose orders are enough to say what goes with them. */
  experienced: ReadonlySet<bigint>;
  /** Products that are in orders enough to go with something. */
  known: readonly ColdProduct[];
  /** Of the products that most orders hold, the first being 1. */
  places: ReadonlyMap<bigint, number>;
}

const NOTHING_LEARNED: FromOrders = { sets: [], experienced: new Set(), known: [], places: new Map() };
const NO_MONTHS: readonly number[] = Array.from({ length: 12 }, () => 0);
/** A place behind these says nothing. */
const PLACES = 100;

async function proposeFromOrders(shopId: bigint, model: CurrentModel, products: readonly ColdProduct[], language: Language): Promise<FromOrders> {
  const enough = leastSupport(model.orders);
  const counts = await orderCounts(shopId, model.modelId, enough);
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
  const experienced = new Set([...counts].flatMap(([productId, orders]) => (orders >= enough * 2 ? [productId] : [])));
  return { sets: propose(anchors, known, { orders: model.orders, lines, language }), experienced, known, places: new Map([...counts.keys()].slice(0, PLACES).map((productId, at) => [productId, at + 1])) };
}

async function proposeFromElsewhere(shopId: bigint, products: readonly ColdProduct[], { sets, experienced, known }: FromOrders, language: Language): Promise<ColdSet[]> {
  const cold = products.filter(({ productId }) => !experienced.has(productId)).slice(-MOST_COLD);
  if (cold.length === 0) return [];
  const coldIds = cold.map(({ productId }) => productId);
  await rereadComplements(shopId, coldIds).catch((error: Error) => log().warn({ shopId: String(shopId), error: error.message }, 'complementary products could not be read: those read before are used'));
  const complements = await complementsOf(shopId, coldIds);
  const wanted = new Set([...coldIds, ...known.map(({ productId }) => productId), ...[...complements.values()].flat()]);
  return proposeColdSets({ products: products.filter(({ productId }) => wanted.has(productId)), anchorIds: new Set(coldIds), experienced, learned: sets, complements, language });
}

const candidateIds = (set: ProposedSet): bigint[] => set.slots.flatMap((slot) => slot.candidates.map(({ productId }) => productId));

/** Leaves out anchors that have a set already, what does not belong to them by a person's word, and proposals with nothing in them that was not refused before. */
function stillOpen<Proposed extends ProposedSet>(proposed: readonly Proposed[], standing: readonly StandingSet[]): { setId: string; set: Proposed }[] {
  const byAnchor = Map.groupBy(standing, ({ anchorProductId }) => anchorProductId);
  return proposed.flatMap((each) => {
    const here = byAnchor.get(each.anchorProductId) ?? [];
    if (here.some(({ status, origin }) => status === 'approved' || status === 'paused' || (status === 'suggested' && origin === 'merchant'))) return [];
    const refused = here.filter(({ status }) => status === 'refused');
    const apart = refused.filter(({ refusalCode }) => refusalCode !== null && SPLITS_PAIRS.includes(refusalCode));
    const set = withoutRefused(each, new Set(apart.flatMap((one) => one.candidateIds)));
    if (!set || refused.some((one) => candidateIds(set).every((productId) => one.candidateIds.includes(productId)))) return [];
    return [{ setId: here.find(({ status }) => status === 'suggested')?.setId ?? randomUUID(), set }];
  });
}
