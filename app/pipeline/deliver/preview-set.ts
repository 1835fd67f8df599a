// What a shopper would get of a set that may not be saved yet: decided as any offer is, told as the storefront and the email
// are told. When, where and for whom are left aside: it is shown as to somebody whom it is for. Keeps nothing.
import { randomUUID } from 'node:crypto';
import type { OffersAnswer } from '#app/contract/offers.ts';
import { deskProducts } from '#app/db/admin-products.ts';
import { marginPolicyOf } from '#app/db/margin-policy.ts';
import type { ResolvedSet } from '#app/db/set-definitions.ts';
import { type ShopRow, shopById } from '#app/db/shops.ts';
import { AppError } from '#app/domain/app-error.ts';
import { type CustomerFacts, NOBODY } from '#app/domain/audience/customer-facts.ts';
import type { ProductFacts } from '#app/domain/catalog/product.ts';
import { decide } from '#app/domain/decision/decide.ts';
import { type DecisionFacts, type Policy, UNMEASURED } from '#app/domain/decision/facts.ts';
import { AS_SETS_SAY } from '#app/domain/decision/place-look.ts';
import { productsAt } from '#app/domain/market/in-own-currency.ts';
import { NO_TERMS, type OfferTerms } from '#app/domain/offer/offer-terms.ts';
import { currencyExponent } from '#app/domain/portable/currency-exponent.ts';
import { says } from '#app/domain/says/says.ts';
import { isOfOwners } from '#app/domain/set/check-definition.ts';
import type { SetDefinition } from '#app/domain/set/set-definition.ts';
import { ALWAYS, type SetFacts } from '#app/domain/set/set.ts';
import { codeWanted, composeStep } from './compose-step.ts';
import { ofOwn } from './exchange-of.ts';
import { offersAnswer } from './offers-answer.ts';
import { type PrintedStep, printStep } from './print-step.ts';

export interface SetPreview {
  /** What the page is of, or what is in the cart; null: nothing starts the set. */
  anchor: { productId: string; title: string; variants: { id: string; price: number; available: boolean }[] } | null;
  offer: OffersAnswer['offer'];
  /** null: nothing could be said. */
  email: PrintedStep | null;
  locale: string;
  currency: string;
}

export interface SetToPreview {
  definition: SetDefinition;
  terms: OfferTerms | null;
  resolved: ResolvedSet;
  /** As if they were sold out. */
  soldOutIds: ReadonlySet<bigint>;
}

const PREVIEWED = 'preview';
const EXAMPLE_CODE = 'SET-EXAMPLE';
const ADDRESS = '(your address, as Klaviyo keeps it)';

export async function previewSet(shopId: bigint, asked: SetToPreview, now: Date): Promise<SetPreview> {
  const shop = await shopById(shopId);
  if (!shop) throw new AppError('not_found', says(({ desk }) => desk.shopGone));
  const set = setFacts(asked);
  const named = [set.anchorProductId, ...set.slots.flatMap(({ candidates }) => candidates.map(({ productId }) => productId))];
  const [found, policy] = await Promise.all([deskProducts(shopId, [...new Set(named)]), marginPolicyOf(shopId)]);
  const products = productsAt(found, policy, null, shop.currency);
  const anchor = products.get(set.anchorProductId);
  const known = new Map([...products].map(([productId, product]) => [productId, asked.soldOutIds.has(productId) ? withoutStock(product) : product]));
  const facts = factsOf(shop, set, known, anchor, now);
  const decided = decidedOn(facts, policy, now, shop);
  const page = (priceMinor: number) => Math.round((priceMinor * 100) / 10 ** currencyExponent(shop.currency));
  return {
    anchor: anchor ? { productId: String(anchor.productId), title: anchor.title, variants: anchor.variants.map(({ variantId, priceMinor }) => ({ id: String(variantId), price: page(priceMinor), available: true })) } : null,
    offer: offersAnswer(decided, shop.primaryLocale).offer,
    // By email it may be an order of its own, and swaps come too late.
    email: emailOf(shop, decidedOn({ ...facts, moment: 'message', inMessage: true }, policy, now, shop), now),
    locale: shop.primaryLocale,
    currency: shop.currency,
  };
}

/** A ladder as to who stands on its lowest rung and has outgrown it, a family as to who has its first part. */
function setFacts({ definition: { strategy, goal, outcome, slots }, terms, resolved }: SetToPreview): SetFacts {
  const [first] = resolved.slots;
  const anchorProductId = isOfOwners(strategy) ? (first?.candidates[0]?.productId ?? 0n) : resolved.anchorProductId;
  return {
    setId: PREVIEWED,
    strategy,
    anchorProductId,
    startedBy: new Map([[anchorProductId, isOfOwners(strategy) ? (first?.slotNo ?? 0) : 0]]),
    goal,
    outcome,
    terms: terms ?? NO_TERMS,
    slots: resolved.slots.map(({ slotNo, candidates }) => {
      const written = slots.find((slot) => slot.slotNo === slotNo);
      return { slotNo, name: written?.name ?? '', words: written?.words ?? null, candidates };
    }),
    conditions: ALWAYS,
    signals: { ownedDays: 0, ordersSince: null, companionsSince: null, needed: 1 },
  };
}

function factsOf(shop: ShopRow, set: SetFacts, products: ReadonlyMap<bigint, ProductFacts>, anchor: ProductFacts | undefined, now: Date): DecisionFacts {
  const [variant] = anchor?.variants ?? [];
  const owned = isOfOwners(set.strategy);
  const support = new Map([[set.anchorProductId, new Map(set.slots.flatMap(({ candidates }) => candidates.map((each) => [each.productId, each.support] as const)))]]);
  return {
    cartCurrency: shop.currency, unpriced: new Set(), soldHere: true, country: null, marketIds: null, subject: null, moment: 'browsing', timezone: shop.timezone, inMessage: false,
    cart: variant && !owned ? [{ productId: set.anchorProductId, variantId: variant.variantId, quantity: 1 }] : [],
    partProductIds: new Set(), partsOfSets: new Map(), sets: [set], rules: [], calledSets: new Map(), look: AS_SETS_SAY, cartTotalMinor: variant?.priceMinor ?? 0, leastLeft: null, products, companions: [], support, customer: owned ? ownerOf(set.anchorProductId, now) : NOBODY, companionsHad: new Map(),
    uplift: UNMEASURED, chances: new Map(), substitutes: new Map(),
  };
}

const ownerOf = (productId: bigint, at: Date): CustomerFacts => ({ ...NOBODY, bought: new Map([[productId, { firstAt: at, lastAt: at, times: 1 }]]) });

function decidedOn(facts: DecisionFacts, policy: Policy, now: Date, shop: ShopRow) {
  return { facts, decision: decide(facts, policy, now, String(shop.shopId)), decisionId: randomUUID(), assigned: null };
}

function emailOf(shop: ShopRow, decided: ReturnType<typeof decidedOn>, now: Date): PrintedStep | null {
  const wanted = decided.decision.offer && codeWanted(decided.decision.offer, 'order_delivered', ofOwn(shop.currency), now);
  const message = composeStep(
    shop,
    {
      stepId: randomUUID(), trigger: 'order_delivered', recipient: { language: shop.primaryLocale, locale: shop.primaryLocale },
      code: wanted && { ...wanted, code: EXAMPLE_CODE }, link: () => shop.storefrontUrl,
    },
    decided,
  );
  return message && printStep(message, { name: shop.name, full_address: ADDRESS });
}

function withoutStock(product: ProductFacts): ProductFacts {
  return { ...product, variants: product.variants.map((variant) => ({ ...variant, stock: { tracked: true, policy: 'DENY' as const, available: [] } })) };
}
