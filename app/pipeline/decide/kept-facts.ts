// Keeps a shop's facts in the memory of a web process, while the database tells which of them change. Without a connection
// that tells, nothing is kept. What is about a person is never kept, but of whom there is something to be asked (known-visitors.ts).
import { setTimeout as sleep } from 'node:timers/promises';
import { remember } from '@epic-web/remember';
import { log } from '#app/adapters/log.ts';
import { type FactKind, type FactsChanged, listenForFacts } from '#app/db/across-shops/facts-told.ts';
import type { Listening } from '#app/db/across-shops/listen.ts';
import type { CurrentModel } from '#app/db/associations.ts';
import { type PlaceFacts, productsOfItems, type ShopRules, type StartedSet } from '#app/db/decision-facts.ts';
import type { AssociationList } from '#app/domain/association/rank.ts';
import type { ProductFacts } from '#app/domain/catalog/product.ts';
import { type FactsSource, fromDatabase } from './facts-source.ts';
import type { Settled } from './gather-facts.ts';
import { Kept } from './kept.ts';
import { becameKnown, forgetKnown, isStranger } from './known-visitors.ts';
import { isForEverybody } from './same-cart.ts';
import { together } from './together.ts';

const LISTEN_AGAIN_AFTER_MS = 1_000;
/** Characters: some twenty lines. Few shoppers have the same longer one. */
const LONGEST_CART = 500;

/** What one model knows of a product; null: nothing. */
interface OfModel<Value> {
  modelId: string;
  value: Value | null;
}

const kept = remember('setwise.kept-facts', () => ({
  isTold: false,
  places: new Kept<string, PlaceFacts>(10_000),
  models: new Kept<string, { current: CurrentModel | undefined }>(400),
  variants: new Kept<bigint, bigint>(200_000),
  /** Weighed by candidates, variants and companions. */
  sets: new Kept<bigint, StartedSet[]>(200_000, (started) => 1 + started.flatMap(({ set }) => set.slots.flatMap(({ candidates }) => candidates)).length),
  /** Weighed by what may start them as well. */
  owners: new Kept<string, StartedSet[]>(100_000, (sets) => 1 + sets.reduce((sum, { set }) => sum + set.startedBy.size, 0)),
  /** Weighed by the products that they name. */
  rules: new Kept<string, ShopRules>(400_000, ({ rules }) => 1 + rules.reduce((sum, { products }) => sum + [...products.values()].reduce((named, ids) => named + ids.size, 0), 0)),
  products: new Kept<bigint, ProductFacts>(400_000, ({ variants }) => 1 + variants.length),
  /** Weighed by targets, of 28 bytes each. */
  lists: new Kept<bigint, OfModel<AssociationList<bigint>>>(5_000_000, ({ value }) => 1 + (value?.targets.length ?? 0)),
  substitutes: new Kept<bigint, OfModel<readonly bigint[]>>(400_000, ({ value }) => 1 + (value?.length ?? 0)),
  /** What is decided for a cart of nobody in particular. Weighed by the products that were looked at, of some 300 bytes each; one in which nothing starts a set takes as much as twelve. */
  offers: new Kept<string, Settled>(200_000, ({ last }) => 12 + last.facts.products.size),
}));

/** @returns what is kept, once the database tells of changes; until then what it says itself */
export const factsSource = (): FactsSource => (kept.isTold ? fromMemory : fromDatabase);

/**
 * What `settle` decides for everybody with this cart: once, until any fact of the shop changes.
 * @param cart by cartOf(); nothing of whoever asks may go into what is settled
 */
export async function keptOffer(shopId: bigint, cart: string, settle: () => Promise<Settled | null>): Promise<Settled | null> {
  if (!kept.isTold || cart.length > LONGEST_CART) return settle();
  let settled: Settled | null = null;
  const forAll = await kept.offers.one(shopId, cart, async () => {
    settled = await settle();
    return settled && isForEverybody(settled) ? settled : undefined;
  });
  return forAll ?? settled;
}

const fromMemory: FactsSource = {
  place: (shopId, placement, country) => kept.places.one(shopId, `${placement} ${country ?? ''}`, () => fromDatabase.place(shopId, placement, country)),
  model: (shopId) => whenKnown(kept.models.one(shopId, 'current', async () => ({ current: await fromDatabase.model(shopId) })), (one) => one?.current),
  productsOfVariants: (shopId, variantIds) => kept.variants.get(shopId, variantIds, readVariants(shopId)),
  sets: (shopId, anchorIds) => kept.sets.get(shopId, anchorIds, readSets(shopId)),
  setsOfOwners: (shopId) => whenKnown(kept.owners.one(shopId, 'all', () => fromDatabase.setsOfOwners(shopId)), (one) => one ?? []),
  rules: (shopId) => whenKnown(kept.rules.one(shopId, 'all', () => fromDatabase.rules(shopId)), (one) => one ?? NO_RULES),
  lists: (shopId, modelId, productIds) => ofModel(modelId, kept.lists, shopId, productIds, readLists),
  substitutes: (shopId, modelId, productIds) => ofModel(modelId, kept.substitutes, shopId, productIds, readSubstitutes),
  products: (shopId, productIds) => kept.products.get(shopId, productIds, readProducts(shopId)),
  isStranger,
};

const NO_RULES: ShopRules = { rules: [], sets: [] };

const whenKnown = <One, Other>(one: One | Promise<One>, then: (one: One) => Other | Promise<Other>): Other | Promise<Other> => (one instanceof Promise ? one.then(then) : then(one));

const readVariants = atOnce((shopId, variantIds) => fromDatabase.productsOfVariants(shopId, variantIds));
const readSets = atOnce((shopId, anchorIds) => fromDatabase.sets(shopId, anchorIds));
const readProducts = atOnce((shopId, productIds) => fromDatabase.products(shopId, productIds));
const readLists = atOnce((shopId, productIds, modelId) => fromDatabase.lists(shopId, modelId, productIds).then((found) => asKept(modelId, productIds, found)));
const readSubstitutes = atOnce((shopId, productIds, modelId) => fromDatabase.substitutes(shopId, modelId, productIds).then((found) => asKept(modelId, productIds, found)));

function asKept<Value>(modelId: string, productIds: readonly bigint[], found: ReadonlyMap<bigint, Value>): Map<bigint, OfModel<Value>> {
  return new Map(productIds.map((productId) => [productId, { modelId, value: found.get(productId) ?? null }]));
}

/** What is kept of another model was asked for by one of the last who went by that, and is read anew. */
function ofModel<Value>(modelId: string, keptOf: Kept<bigint, OfModel<Value>>, shopId: bigint, productIds: readonly bigint[], reader: Reader<OfModel<Value>>): Map<bigint, Value> | Promise<Map<bigint, Value>> {
  const read = reader(shopId, modelId);
  return whenKnown(keptOf.get(shopId, productIds, read), (found) => {
    const { values, others } = valuesOf(modelId, found);
    if (others.length === 0) return values;
    keptOf.forget(shopId, others);
    return whenKnown(keptOf.get(shopId, others, read), (anew) => new Map([...values, ...valuesOf(modelId, anew).values]));
  });
}

function valuesOf<Value>(modelId: string, found: ReadonlyMap<bigint, OfModel<Value>>): { values: Map<bigint, Value>; others: bigint[] } {
  const values = new Map<bigint, Value>();
  const others: bigint[] = [];
  for (const [productId, one] of found) {
    if (one.modelId !== modelId) others.push(productId);
    else if (one.value !== null) values.set(productId, one.value);
  }
  return { values, others };
}

type Reader<Value> = (shopId: bigint, of?: string) => (missing: bigint[]) => Promise<ReadonlyMap<bigint, Value>>;

/** What several requests miss at the same moment is read at once. @returns a reader of a shop's missing ones; `of` is said to the reading */
function atOnce<Value>(read: (shopId: bigint, ids: bigint[], of: string) => Promise<ReadonlyMap<bigint, Value>>): Reader<Value> {
  const ask = together<bigint[], ReadonlyMap<bigint, Value>>();
  return (shopId, of = '') => (missing) =>
    ask(`${shopId} ${of}`, missing, async (all) => {
      const found = await read(shopId, [...new Set(all.flat())], of);
      return all.map((ids) => new Map(ids.flatMap((id) => (found.has(id) ? [[id, found.get(id) as Value] as const] : []))));
    });
}

/** Keeps facts from now on. @returns what ends it; resolves once the first attempt to listen came to something */
export async function keepFacts(): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController();
  let listening: Listening | undefined;
  const begin = async (): Promise<void> => {
    try {
      listening = await listenForFacts(forget, () => {
        forgetAll();
        if (!stopping.signal.aborted) void again();
      });
      if (stopping.signal.aborted) return await listening.close();
      kept.isTold = true;
    } catch (error) {
      log().warn({ error: (error as Error).message }, 'facts are not kept: the database tells of no changes; trying again');
      void again();
    }
  };
  const again = (): Promise<void> => sleep(LISTEN_AGAIN_AFTER_MS, undefined, { signal: stopping.signal }).then(begin, () => {});
  await begin();
  return {
    stop: async () => {
      stopping.abort();
      forgetAll();
      await listening?.close().catch(() => {});
    },
  };
}

function forgetAll(): void {
  kept.isTold = false;
  for (const one of [kept.places, kept.models, kept.variants, kept.sets, kept.owners, kept.rules, kept.products, kept.lists, kept.substitutes, kept.offers]) one.forgetAll();
  forgetKnown();
}

const FORGET: Record<FactKind, (shopId: bigint, ids: readonly bigint[] | undefined) => void> = {
  place: (shopId) => kept.places.forget(shopId),
  model: (shopId) => {
    kept.models.forget(shopId);
    kept.lists.forget(shopId);
    kept.substitutes.forget(shopId);
  },
  set: (shopId) => {
    kept.sets.forget(shopId);
    kept.owners.forget(shopId);
    kept.rules.forget(shopId);
  },
  rule: (shopId) => kept.rules.forget(shopId),
  product: (shopId, ids) => {
    kept.products.forget(shopId, ids);
    if (!ids) kept.variants.forget(shopId);
  },
  item: (shopId, ids) => {
    if (ids) void forgetItems(shopId, ids);
    else kept.products.forget(shopId);
  },
};

function forget(changed: FactsChanged): void {
  if (changed.kind === 'visitor') {
    becameKnown(changed.shopId, changed.visitorIds);
  } else {
    FORGET[changed.kind](changed.shopId, changed.ids);
    kept.offers.forget(changed.shopId);
  }
}

/** Asked only now that the change is there to be seen: a variant that got the item meanwhile tells of itself. */
async function forgetItems(shopId: bigint, itemIds: readonly bigint[]): Promise<void> {
  const productIds = await productsOfItems(shopId, itemIds).catch(() => undefined);
  kept.products.forget(shopId, productIds);
  kept.offers.forget(shopId);
}
