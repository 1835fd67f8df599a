// Beside what completes: ladders that customers climbed, families that they came back to, better versions of what they buy. Each
// waits for a person, always; what stands already, in whatever state, is not proposed again.
import { log } from '#app/adapters/log.ts';
import { deskProducts } from '#app/db/admin-products.ts';
import { currentModel, orderCounts } from '#app/db/associations.ts';
import { marginPolicyOf } from '#app/db/margin-policy.ts';
import { substitutesOf } from '#app/db/product-substitutes.ts';
import { SETWISE } from '#app/db/review-settings.ts';
import { proposableProducts } from '#app/db/sets.ts';
import { shopById } from '#app/db/shops.ts';
import { familyCustomers, saveSupport, standingStrategySets, transitionsOf, usedUp } from '#app/db/strategy-evidence.ts';
import { AppError } from '#app/domain/app-error.ts';
import { languageOf } from '#app/domain/language.ts';
import { NO_TERMS } from '#app/domain/offer/offer-terms.ts';
import { kindsOf } from '#app/domain/set/kind.ts';
import { leftOf, marginsOf } from '#app/domain/set/opportunities.ts';
import { proposeFamilies } from '#app/domain/set/propose-families.ts';
import { type ProposedStrategySet, proposeLadders } from '#app/domain/set/propose-ladders.ts';
import { leastSupport } from '#app/domain/set/propose-sets.ts';
import { proposeUpsells } from '#app/domain/set/propose-upsells.ts';
import { createSet } from './write-set.ts';

/** Better versions are looked for of the products in most orders. */
const MOST_BETTERED = 200;

/** @returns how many were added */
export async function proposeStrategies(shopId: bigint, now: Date): Promise<number> {
  const model = await currentModel(shopId);
  if (!model) return 0;
  const [products, shop, standing] = await Promise.all([proposableProducts(shopId), shopById(shopId), standingStrategySets(shopId)]);
  const least = leastSupport(model.orders);
  const counts = await orderCounts(shopId, model.modelId, least);
  const kinds = kindsOf(products);
  const language = languageOf([shop?.primaryLocale ?? 'en']);
  const known = new Map(products.flatMap((product) => {
    const kind = kinds.get(product.productId);
    return kind === undefined || product.priceMinor <= 0 ? [] : [[product.productId, { ...product, kind, orders: counts.get(product.productId) ?? 0 }] as const];
  }));
  const bought = [...known.values()].filter(({ orders }) => orders > 0);
  const [transitions, customers] = await Promise.all([transitionsOf(shopId, bought, least), familyCustomers(shopId, bought, least)]);
  const consumed = await usedUp(shopId, [...new Set(transitions.flatMap(({ fromId, toId }) => [fromId, toId]))]);
  const mostBought = bought.sort((one, other) => other.orders - one.orders).slice(0, MOST_BETTERED);
  const proposed = [
    ...proposeLadders(transitions.filter(({ fromId, toId }) => !consumed.has(fromId) && !consumed.has(toId)), known, least, language),
    ...proposeFamilies(customers, [...known.values()], least, language),
    ...proposeUpsells(...(await betterable(shopId, model.modelId, mostBought, known)), least * 2, language),
  ];
  let added = 0;
  for (const each of proposed) if (!standsAlready(each, standing) && (await write(shopId, each, now))) added += 1;
  return added;
}

type Known = ReadonlyMap<bigint, { productId: bigint; title: string; kind: string; priceMinor: number; orders: number }>;

async function betterable(shopId: bigint, modelId: string, mostBought: readonly { productId: bigint }[], known: Known) {
  const alike = await substitutesOf(shopId, modelId, mostBought.map(({ productId }) => productId));
  const wanted = [...new Set([...mostBought.map(({ productId }) => productId), ...[...alike.values()].flat()])];
  const [facts, policy] = await Promise.all([deskProducts(shopId, wanted), marginPolicyOf(shopId)]);
  const left = (productId: bigint): number | null => {
    const margins = marginsOf({ strategy: 'upsell', anchorProductId: productId, terms: NO_TERMS, slots: [{ slotNo: 1, candidates: [{ productId }] }] }, facts, policy);
    return margins && leftOf(margins);
  };
  const products = new Map(wanted.flatMap((productId) => {
    const product = known.get(productId);
    return product ? [[productId, { ...product, alikeIds: alike.get(productId) ?? [] }] as const] : [];
  }));
  return [products, left] as const;
}

function standsAlready({ definition, productIds }: ProposedStrategySet, standing: readonly { strategy: string; productIds: readonly bigint[] }[]): boolean {
  const own = new Set(productIds);
  return standing.some((set) => set.strategy === definition.strategy && set.productIds.some((productId) => own.has(productId)));
}

async function write(shopId: bigint, { definition, support }: ProposedStrategySet, now: Date): Promise<boolean> {
  try {
    const setId = await createSet(shopId, definition, SETWISE, { origin: 'learned', at: now });
    await saveSupport(shopId, setId, support);
    return true;
  } catch (error) {
    // What a person would be told to mend is no suggestion.
    if (!(error instanceof AppError)) throw error;
    log().info({ shopId: String(shopId), strategy: definition.strategy, error: error.message }, 'a proposal could not be written');
    return false;
  }
}
