// What the tables of settings have to say that are read whole whenever one of them changes: the currencies of markets, and the
// discounts of the shop that are not the app's. Reckoned from the store's own records, as expected-rows.ts.
import type { AutomaticDiscountRecord, CodeDiscountRecord } from '#sandbox/store/app-types.ts';
import { codeGid, discountGid, discountStatus } from '#sandbox/store/discounts.ts';
import { currencyOf, marketAt } from '#sandbox/store/presentment.ts';
import { shipsTo } from '#sandbox/store/shop.ts';
import type { Store } from '#sandbox/store/store.ts';
import type { ExpectedRow, MirrorTable } from './expected-rows.ts';

export const MARKET_CURRENCIES: MirrorTable = {
  name: 'market_currencies', key: ['market_id', 'currency'], where: 'true', leftOut: { included_tax_bp: 'counted at night, from orders' }, rootOf: () => 'markets',
  rows(store) {
    const rows = new Map<string, { id: number; currency: string; manual: number | null; rate: number | null; countries: string[] }>();
    for (const country of shipsTo(store)) {
      const market = marketAt(store, country);
      const { currency } = currencyOf(store, market, country);
      if (!market) continue;
      const manual = market.currency?.manual && !market.currency.local?.[country] ? market.currency.rate : null;
      const row = rows.get(`${market.id} ${currency}`) ?? { id: market.id, currency, manual, rate: currency === store.shop.currency ? 1 : manual, countries: [] };
      rows.set(`${market.id} ${currency}`, { ...row, countries: [...row.countries, country] });
    }
    return [...rows.values()].map(({ id, currency, manual, rate, countries }) => ({ root: 'markets', columns: { market_id: id, currency, countries, manual_rate: manual, rate } }));
  },
};

export const SHOP_DISCOUNTS: MirrorTable = {
  name: 'shop_discounts', key: ['discount_id'], where: 'true', sometimes: ['product_ids'], leftOut: { sets_below: 'which sets it would bring below the floor is counted when sets are published', said_bp: 'what the merchant says with the app' }, rootOf: () => 'discounts',
  rows: (store) => [
    ...[...store.automaticDiscounts.values()].map((one) => discountRow(store, one, { id: discountGid(one.id), method: 'automatic', discountClass: one.discountClass })),
    // What does not combine with product discounts takes nothing off beside the app's.
    ...[...store.codeDiscounts.values()].filter(({ combinesWith }) => combinesWith.productDiscounts).map((one) => discountRow(store, one, { id: codeGid(one.id), method: 'code', discountClass: 'PRODUCT' })),
  ].flat(),
};

function discountRow(store: Store, one: AutomaticDiscountRecord | CodeDiscountRecord, { id, method, discountClass }: { id: string; method: string; discountClass: string }): ExpectedRow[] {
  if (discountStatus(one, store.clock.now()) === 'EXPIRED') return [];
  const { productDiscounts, orderDiscounts, shippingDiscounts } = one.combinesWith;
  return [{
    root: 'discounts',
    columns: {
      discount_id: id, title: one.title, method, classes: [discountClass.toLowerCase()], percent_bp: Math.round(one.percentage * 10_000), amount_minor: null, amount_each: false,
      combines_order: orderDiscounts, combines_product: productDiscounts, combines_shipping: shippingDiscounts, covers: one.productIds.length > 0 ? 'products' : 'all', collection_ids: [],
      starts_at: one.startsAt.slice(0, 19), ends_at: null,
      // A discount outlives its products: that one was deleted, nobody is told.
      ...(one.productIds.every((productId) => store.products.has(productId)) ? { product_ids: one.productIds } : {}),
    },
  }];
}
