// Discounts of the shop that are not ours, and may meet ours: all that need no code, and codes that combine with product
// discounts. Codes that do not are left out: a shop may have a million of them, and none takes anything off beside ours.
import { isDeepStrictEqual } from 'node:util';
import type { AdminClient } from '#app/adapters/shopify/admin-client.ts';
import { gidNumber } from '#app/adapters/shopify/gid.ts';
import { DISCOUNT_ITEMS, type DiscountNodeAnswer, OTHER_DISCOUNTS } from '#app/adapters/shopify/operations/other-discounts.ts';
import { config } from '#app/config/config.ts';
import { recordChanges } from '#app/db/changes.ts';
import { withTransaction } from '#app/db/pool.ts';
import { replaceShopDiscounts, shopDiscountsOf } from '#app/db/shop-discounts.ts';
import type { ShopRow } from '#app/db/shops.ts';
import { isOwnCodeTitle } from '#app/domain/discount/own-code.ts';
import type { DiscountClass, DiscountValue, ShopDiscount } from '#app/domain/discount/shop-discount.ts';
import { parseMinorUp } from '#app/domain/money/money.ts';
import { publishSets } from '#app/jobs/definitions/publish-sets.ts';
import { enqueue } from '#app/jobs/enqueue.ts';
import { renewStack } from '../renew-stack.ts';
import { readUnknownCollections } from './collections.ts';
import type { Reread } from './reread-fact.ts';

/** Each with its status, as a query takes only one of a kind. */
const FILTERS = ['active', 'scheduled'].flatMap((status) => [`method:automatic AND status:${status}`, `method:code AND combines_with:product_discounts AND status:${status}`]);
/** Of one kind, the latest changed: no shop has more that anybody keeps in mind. */
const MOST_PAGES = 10;

export const rereadDiscounts: Reread = async (shop, client, at) => {
  const { shopId } = shop;
  const found: ShopDiscount[] = [];
  for (const filter of FILTERS) found.push(...(await allOf(client, shop, filter)));
  // One that begins meanwhile is found twice.
  const now = [...byId(found).values()];
  await readUnknownCollections(shopId, [...new Set(now.flatMap(({ collectionIds }) => collectionIds))], at);
  await withTransaction(async (on) => {
    const before = await shopDiscountsOf(shopId, on);
    await replaceShopDiscounts(shopId, now, on);
    await renewStack(shopId, at, on);
    // Publishing looks which live sets each of them would bring below the floor.
    if (!isDeepStrictEqual(asRead(before), asRead(now))) await enqueue(publishSets, { shopId: String(shopId) }, { client: on, jobKey: `publish-sets:${shopId}` });
    await recordChanges(shopId, differences(before, now).map((change) => ({ ...change, changedAt: at, actor: 'shopify' })), on);
  });
};

async function allOf(client: AdminClient, shop: ShopRow, filter: string): Promise<ShopDiscount[]> {
  const found: ShopDiscount[] = [];
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { discountNodes }: { discountNodes: { nodes: DiscountNodeAnswer[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } } = await client.run(OTHER_DISCOUNTS, { filter, after });
    for (const node of discountNodes.nodes) if (!isOurs(node, shop)) found.push(await discountOf(client, node, shop));
    if (!discountNodes.pageInfo.hasNextPage) return found;
    after = discountNodes.pageInfo.endCursor;
  }
  return found;
}

function isOurs({ id, discount }: DiscountNodeAnswer, { discountNodeId }: ShopRow): boolean {
  return id === discountNodeId || discount.appDiscountType?.appKey === config().shopify.apiKey || isOwnCodeTitle(discount.title ?? '');
}

const CLASSES: Record<string, DiscountClass> = { PRODUCT: 'product', ORDER: 'order', SHIPPING: 'shipping' };

async function discountOf(client: AdminClient, { id, discount }: DiscountNodeAnswer, { currency }: ShopRow): Promise<ShopDiscount> {
  const { combinesWith, customerGets } = discount;
  return {
    discountId: id,
    title: discount.title ?? '',
    method: discount.__typename.startsWith('DiscountCode') ? 'code' : 'automatic',
    classes: (discount.discountClasses ?? []).flatMap((one) => CLASSES[one] ?? []),
    value: takenOf(customerGets, currency),
    combinesWith: { order: combinesWith?.orderDiscounts ?? false, product: combinesWith?.productDiscounts ?? false, shipping: combinesWith?.shippingDiscounts ?? false },
    ...(await coveredBy(client, id, customerGets?.items.__typename)),
    saidBp: null,
    startsAt: new Date(discount.startsAt ?? 0),
    endsAt: discount.endsAt ? new Date(discount.endsAt) : null,
  };
}

function takenOf(gets: DiscountNodeAnswer['discount']['customerGets'], currency: string): DiscountValue | null {
  if (gets?.value.percentage !== undefined) return { kind: 'percent', bp: Math.ceil(Number((gets.value.percentage * 10_000).toFixed(4))) };
  const { amount, appliesOnEachItem: each = false } = gets?.value ?? {};
  const minor = amount?.currencyCode === currency ? parseMinorUp(amount.amount, currency) : undefined;
  return minor === undefined ? null : { kind: 'amount', minor, each };
}

type Covered = Pick<ShopDiscount, 'covers' | 'collectionIds'>;
const UNKNOWN: Covered = { covers: 'some', collectionIds: [] };

async function coveredBy(client: AdminClient, id: string, items: string | undefined): Promise<Covered> {
  if (items === 'AllDiscountItems') return { covers: 'all', collectionIds: [] };
  if (items !== 'DiscountProducts' && items !== 'DiscountCollections') return UNKNOWN;
  const found = (await client.run(DISCOUNT_ITEMS, { id })).discountNode?.discount.customerGets?.items;
  if (!found || found.products?.pageInfo.hasNextPage || found.productVariants?.pageInfo.hasNextPage || found.collections?.pageInfo.hasNextPage) return UNKNOWN;
  if (items === 'DiscountCollections') return { covers: 'some', collectionIds: idsOf((found.collections?.nodes ?? []).map((node) => node.id)) };
  return { covers: idsOf([...(found.products?.nodes ?? []).map((node) => node.id), ...(found.productVariants?.nodes ?? []).map(({ product }) => product.id)]), collectionIds: [] };
}

const idsOf = (gids: readonly string[]): bigint[] => [...new Set(gids.map(gidNumber))];

const byId = (discounts: readonly ShopDiscount[]): ReadonlyMap<string, ShopDiscount> => new Map(discounts.map((one) => [one.discountId, one]));

/** Apart from what the merchant said of it. */
const asRead = (discounts: readonly ShopDiscount[]): ReadonlyMap<string, ShopDiscount> => byId(discounts.map((one) => ({ ...one, saidBp: null })));

function differences(before: readonly ShopDiscount[], now: readonly ShopDiscount[]) {
  const [known, left] = [new Set(before.map((one) => one.discountId)), new Set(now.map((one) => one.discountId))];
  return [
    ...now.filter((one) => !known.has(one.discountId)).map(({ discountId, title }) => ({ event: 'other_discount_began', detail: { discountId, title } })),
    ...before.filter((one) => !left.has(one.discountId)).map(({ discountId, title }) => ({ event: 'other_discount_ended', detail: { discountId, title } })),
  ];
}
