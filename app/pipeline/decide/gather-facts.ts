// Gathers what a decision is made from. Nothing is judged here, and nothing read that no rule or ranking asks for.
import { remember } from '@epic-web/remember';
import type { AnyPlacement } from '#app/contract/offers.ts';
import type { CurrentModel } from '#app/db/associations.ts';
import { customerFacts } from '#app/db/customer-facts.ts';
import { bestSupported, countryOf, type PlaceFacts, type StartedSet } from '#app/db/decision-facts.ts';
import { placeLook } from '#app/db/place-settings.ts';
import { type KeptArm, type SubjectIds, subjectsTold, type SubjectTold } from '#app/db/subjects.ts';
import { chancesOf } from '#app/domain/association/chances.ts';
import { eachNamed } from '#app/domain/association/named-in.ts';
import { type AssociationList, rankAssociations } from '#app/domain/association/rank.ts';
import type { RankedNext } from '#app/domain/association/rank-next.ts';
import { type CustomerFacts, NOBODY } from '#app/domain/audience/customer-facts.ts';
import type { ProductFacts } from '#app/domain/catalog/product.ts';
import type { CartLine, Decision, DecisionFacts, Policy } from '#app/domain/decision/facts.ts';
import { momentOf } from '#app/domain/decision/moment.ts';
import { currencyAt } from '#app/domain/market/market-currency.ts';
import { pricedForCart } from '#app/domain/market/priced-for-cart.ts';
import { withoutPrice } from '#app/domain/offer/offer-terms.ts';
import type { LoadedRule } from '#app/domain/offer-rule/offer-rule.ts';
import { isOfOwners } from '#app/domain/set/check-definition.ts';
import type { SetFacts } from '#app/domain/set/set.ts';
import { availableUnits } from '#app/domain/stock/stock.ts';
import { type FactsSource, fromDatabase } from './facts-source.ts';
import { rankForCustomer } from './rank-for-customer.ts';
import { together } from './together.ts';

/** So many products of the ranking have their score looked up; below that the score of the suggestion serves. */
const RANKED = 200;
/** So many of those may stand in for a slot that has none left. */
const ALTERNATES = 40;
const NO_LISTS: ReadonlyMap<bigint, AssociationList<bigint>> = new Map();

/** Where an offer is made: in a place that merchants switch on and off, or in a message. */
export type OfferPlace = AnyPlacement | 'email';

export interface OfferRequest {
  shopId: bigint;
  placement: OfferPlace;
  items: readonly { variantId: bigint; quantity: number }[];
  /** Currency of the cart; absent: the shop's own, of a message that of where it goes. */
  currency?: string | undefined;
  /** ISO 3166; absent: not known. */
  country?: string | null | undefined;
  customerId: bigint | null;
  visitorId?: string | undefined;
  /** Of products that the cart holds only as parts of sets, at their discount. */
  partVariantIds: readonly bigint[];
  /** Which set each of the cart's lines that were added for one was added for; absent: none was. */
  ofSets?: readonly { variantId: bigint; setId: string }[];
  /** They came by a link of a message: what it suggested is what they came for. */
  followsMessage?: boolean;
  /** Whose message it is: messages look as their workflow says. */
  workflowId?: string | null;
}

export interface Gathered {
  facts: DecisionFacts;
  policy: Policy;
  experiments: PlaceFacts['experiments'];
  /** What is compared here; null: nothing. */
  test: PlaceFacts['test'];
  /** Whether anything may be promised off a price here. */
  promisesPrice: boolean;
  /** What the subject was given in them before. */
  arms: readonly KeptArm[];
  /** The same with what may stand in for a slot that has nobody left; null: there is nothing more. Most carts need none. */
  withStandIns: () => Promise<Gathered | null>;
}

/** What was decided by it, before anybody's arm is looked at. */
export interface Settled {
  gathered: Gathered;
  /** With what may stand in, where that was asked for: what the decision is of. */
  last: Gathered;
  decision: Decision;
}

/** @param wanted says, from the first look, whether to go on. @returns null when not, or when the shop is not here */
export async function gatherFacts(request: OfferRequest, wanted: (place: PlaceFacts) => boolean, now: Date, source: FactsSource = fromDatabase): Promise<Gathered | null> {
  const { shopId, placement, items } = request;
  const country = await destinationOf(request);
  const [ofWorkflow, place, model, productOfVariant] = await allOf([
    request.workflowId ? placeLook(shopId, `workflow:${request.workflowId}`) : null,
    source.place(shopId, placement, country), source.model(shopId), source.productsOfVariants(shopId, [...new Set(items.map(({ variantId }) => variantId))]),
  ]);
  if (!place || !wanted(place)) return null;

  const cart = items.flatMap(({ variantId, quantity }): CartLine[] => {
    const productId = productOfVariant.get(variantId);
    return productId === undefined ? [] : [{ productId, variantId, quantity }];
  });
  const cartProductIds = [...new Set(cart.map(({ productId }) => productId))];
  const [started, ofOwners, byRule] = await allOf([source.sets(shopId, cartProductIds), request.customerId === null ? [] : source.setsOfOwners(shopId), source.rules(shopId)]);
  const inCart = bestSupported(started.values());
  const called = cart.length === 0 ? [] : byRule.sets.map((set) => ({ ...set, startedBy: new Map([...set.startedBy].filter(([productId]) => cartProductIds.includes(productId))) }));
  const starts = inCart.length + ofOwners.length + called.length > 0;
  const listed = model && starts ? early(source.lists(shopId, model.modelId, cartProductIds)) : NO_LISTS;
  const told = starts ? early(toldBy(request, place, source)) : TOLD_NOTHING;
  return about([]);

  async function about(ranked: readonly RankedNext<bigint>[]): Promise<Gathered> {
    const named = productsNamed([...inCart, ...called], ranked);
    // Rules look at all that is in the cart.
    if (starts && byRule.rules.length > 0) for (const productId of cartProductIds) named.add(productId);
    // Who else will be named hangs on what they have, and who stands in for whom on that: then nothing of theirs may be left out.
    const withPast = ofOwners.length + ranked.length > 0 || byRule.rules.some(asksPast);
    const asked = early(knownOf(request, named, withPast, now));
    const sets = ofOwners.length > 0 ? withOwned(inCart, ofOwners, cartProductIds, await asked) : inCart;
    for (const productId of productsNamed(sets, [])) named.add(productId);
    const substituted = model && starts ? source.substitutes(shopId, model.modelId, [...named]) : new Map<bigint, readonly bigint[]>();
    // Who is to stand in for somebody is looked at with them.
    if (ranked.length > 0) for (const productId of [...(await substituted).values()].flat()) named.add(productId);
    const [substitutes, lists, products, { arms, ...answered }, known] = await allOf([substituted, listed, source.products(shopId, [...named]), told, starts ? asked : undefined]);
    const owned = ownedOf(sets, known);
    const ownedLists = model && owned.length > 0 ? await source.lists(shopId, model.modelId, owned) : NO_LISTS;
    const promised = promisesDiscount(placement, place!) ? sets : sets.map((set) => ({ ...set, terms: withoutPrice(set.terms) }));
    const cartCurrency = request.currency ?? (placement === 'email' ? currencyAt(place!.marketCurrencies, country) : null) ?? place!.currency;
    const calledAt = promisesDiscount(placement, place!) ? called : called.map((set) => ({ ...set, terms: withoutPrice(set.terms) }));
    const { policy, unpriced, sets: pricedSets, ...priced } = pricedForCart({ currency: cartCurrency, country }, place!, { sets: [...promised, ...calledAt], products, policy: place!.policy });
    const facts: DecisionFacts = {
      ...priced,
      sets: pricedSets.slice(0, promised.length),
      rules: byRule.rules,
      calledSets: new Map(pricedSets.slice(promised.length).map((set) => [set.setId, set])),
      cartTotalMinor: totalOf(cart, products),
      leastLeft: leastLeft(cart, products),
      cartCurrency,
      unpriced,
      soldHere: place!.soldHere,
      country,
      marketIds: place!.marketIds,
      subject: subjectOf(request),
      timezone: place!.timezone,
      inMessage: placement === 'email' && !request.followsMessage,
      moment: momentOf(placement),
      cart,
      look: ofWorkflow ?? place!.look,
      partProductIds: new Set(request.partVariantIds.flatMap((variantId) => productOfVariant.get(variantId) ?? [])),
      partsOfSets: partsOfSets(request, productOfVariant),
      companions: ranked.map(({ product, score }) => ({ productId: product, score })),
      support: supportOf(sets, new Map([...ownedLists, ...lists]), named),
      customer: known ?? { ...NOBODY, ...answered },
      companionsHad: companionsHad(ownedLists, known),
      uplift: place!.uplift,
      chances: model ? chancesOf(model, lists, named) : new Map(),
      substitutes,
    };
    const withStandIns = async () => (model && starts && ranked.length === 0 ? about(await standIns(request, model, lists, cartProductIds)) : null);
    return { facts, policy, experiments: place!.experiments, test: place!.test, promisesPrice: promisesDiscount(placement, place!), arms, withStandIns };
  }
}

/** Promise.all(), which makes nobody wait where everything is there. */
const allOf = <All extends readonly unknown[]>(all: readonly [...All]): Promise<{ -readonly [At in keyof All]: Awaited<All[At]> }> | { -readonly [At in keyof All]: Awaited<All[At]> } =>
  all.some((one) => one instanceof Promise) ? Promise.all(all) : (all as { -readonly [At in keyof All]: Awaited<All[At]> });

/** Begun now and waited for later: where something else fails first nobody waits for it any more, and a failure that nobody hears of ends the process. */
function early<Fact>(begun: Fact | Promise<Fact>): Fact | Promise<Fact> {
  if (begun instanceof Promise) begun.catch(() => {});
  return begun;
}

/** A message comes after the order, so what may stand in is what this customer buys next; in a cart, what goes with it. */
async function standIns({ shopId, placement, customerId }: OfferRequest, model: CurrentModel, lists: ReadonlyMap<bigint, AssociationList<bigint>>, cartProductIds: readonly bigint[]): Promise<readonly RankedNext<bigint>[]> {
  const next = placement === 'email' && customerId !== null ? await rankForCustomer(shopId, model, customerId, new Set(cartProductIds), RANKED) : [];
  return next.some(({ because }) => because !== null) ? next : rankAssociations(model, lists, cartProductIds, { limit: RANKED });
}

async function knownOf({ shopId, customerId, visitorId }: OfferRequest, named: ReadonlySet<bigint>, withPast: boolean, now: Date): Promise<CustomerFacts | undefined> {
  if (customerId === null || !(withPast || named.size > 0)) return undefined;
  return customerFacts(shopId, { customerId, visitorId: visitorId ?? null, productIds: [...named], withPast }, now);
}

/** With ladders and families of which the customer has something; each set with what of it is theirs or in the cart. */
function withOwned(inCart: readonly SetFacts[], ofOwners: readonly StartedSet[], cartProductIds: readonly bigint[], known: CustomerFacts | undefined): SetFacts[] {
  const owned = ofOwners.flatMap(({ set }) => {
    const startedBy = [...set.startedBy].filter(([productId]) => known?.bought.has(productId) || cartProductIds.includes(productId));
    return startedBy.length > 0 ? [{ ...set, startedBy: new Map(startedBy) }] : [];
  });
  const ids = new Set(owned.map(({ setId }) => setId));
  return [...inCart.filter(({ setId }) => !ids.has(setId)), ...owned];
}

/** What of a customer's starts a ladder or family. */
const ownedOf = (sets: readonly SetFacts[], known: CustomerFacts | undefined): bigint[] =>
  [...new Set(sets.flatMap(({ strategy, startedBy }) => (known && isOfOwners(strategy) ? [...startedBy.keys()].filter((productId) => known.bought.has(productId)) : [])))];

function companionsHad(lists: ReadonlyMap<bigint, AssociationList<bigint>>, known: CustomerFacts | undefined): Map<bigint, ReadonlySet<bigint>> {
  return new Map([...lists].map(([productId, { targets, support }]) => [productId, new Set(Array.from(targets).filter((target, at) => (support[at] ?? 0) > 0 && known?.bought.has(target)))]));
}

function partsOfSets({ ofSets = [] }: OfferRequest, productOfVariant: ReadonlyMap<bigint, bigint>): Map<string, ReadonlySet<bigint>> {
  const parts = new Map<string, Set<bigint>>();
  for (const { variantId, setId } of ofSets) {
    const productId = productOfVariant.get(variantId);
    if (productId !== undefined) parts.set(setId, (parts.get(setId) ?? new Set()).add(productId));
  }
  return parts;
}

/** Before discounts, in the shop's currency. */
const totalOf = (cart: readonly CartLine[], products: ReadonlyMap<bigint, ProductFacts>): number =>
  cart.reduce((sum, line) => sum + (variantOf(line, products)?.priceMinor ?? 0) * line.quantity, 0);

function leastLeft(cart: readonly CartLine[], products: ReadonlyMap<bigint, ProductFacts>): number | null {
  const counted = cart.flatMap((line) => {
    const stock = variantOf(line, products)?.stock;
    return stock?.tracked && stock.policy === 'DENY' ? [Math.max(0, availableUnits(stock))] : [];
  });
  return counted.length === 0 ? null : Math.min(...counted);
}

const variantOf = ({ productId, variantId }: CartLine, products: ReadonlyMap<bigint, ProductFacts>) => products.get(productId)?.variants.find((variant) => variant.variantId === variantId);

const asksPast = ({ conditions }: LoadedRule): boolean => conditions.some(({ kind }) => kind === 'last_purchase');

const subjectOf = ({ customerId, visitorId }: OfferRequest): string | null => (customerId === null ? (visitorId === undefined ? null : `v:${visitorId}`) : `c:${customerId}`);

const TOLD_NOTHING: SubjectTold = { arms: [], answers: new Map(), wantsNone: false };
const askTogether = remember('setwise.subjects-told', () => together<SubjectIds, SubjectTold>());

/** Of who did not consent nothing is known. */
function toldBy({ shopId, visitorId, customerId }: OfferRequest, { experiments, test }: PlaceFacts, source: FactsSource): SubjectTold | Promise<SubjectTold> {
  // What a test gave somebody is not what the hash says once its shares have moved.
  if (visitorId === undefined || (customerId === null && !test && source.isStranger(shopId, visitorId))) return TOLD_NOTHING;
  const experimentIds = [...experiments, ...(test ? [test] : [])].map(({ experimentId }) => experimentId);
  return askTogether(`${shopId} ${experimentIds}`, { visitorId, customerId }, (all) => subjectsTold(shopId, all, experimentIds));
}

/** As the storefront says it; a message goes to where its customer lives. null: not known */
async function destinationOf({ shopId, placement, country, customerId }: OfferRequest): Promise<string | null> {
  if (country !== undefined && country !== null) return country;
  return placement === 'email' && customerId !== null ? countryOf(shopId, customerId) : null;
}

/** A message brings a code of its own; on site it is the set discount that keeps the promise, and after an order a link leads into a cart without an anchor, in which it does not start. */
function promisesDiscount(placement: OfferPlace, { discountRuns }: PlaceFacts): boolean {
  return placement === 'email' || (discountRuns && momentOf(placement) === 'browsing');
}

/** Anchors, candidates, and the strongest associations; what is only popular stands in for nothing. */
function productsNamed(sets: readonly SetFacts[], ranked: readonly RankedNext<bigint>[]): Set<bigint> {
  const named = new Set<bigint>();
  if (sets.length === 0) return named;
  for (const { startedBy, slots } of sets) {
    for (const productId of startedBy.keys()) named.add(productId);
    for (const { candidates } of slots) for (const { productId } of candidates) named.add(productId);
  }
  let alternates = 0;
  for (const { product, because } of ranked) {
    if (because === null) continue;
    named.add(product);
    if (++alternates === ALTERNATES) break;
  }
  return named;
}

function supportOf(sets: readonly SetFacts[], lists: ReadonlyMap<bigint, AssociationList<bigint>>, named: ReadonlySet<bigint>): Map<bigint, Map<bigint, number>> {
  const support = new Map<bigint, Map<bigint, number>>();
  for (const anchorId of new Set(sets.flatMap(({ startedBy }) => [...startedBy.keys()]))) {
    const list = lists.get(anchorId);
    const counted = new Map<bigint, number>();
    if (list) eachNamed(list.targets, named, (product, at) => void counted.set(product, list.support[at] ?? 0));
    support.set(anchorId, counted);
  }
  return support;
}
