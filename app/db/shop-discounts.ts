// Discounts of the shop that are not ours, as they were last read whole.
import type { DiscountClass, ShopDiscount } from '#app/domain/discount/shop-discount.ts';
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

interface Row {
  discount_id: string;
  title: string;
  method: ShopDiscount['method'];
  classes: DiscountClass[];
  percent_bp: number | null;
  amount_minor: bigint | null;
  amount_each: boolean;
  combines_order: boolean;
  combines_product: boolean;
  combines_shipping: boolean;
  covers: 'all' | 'some' | 'products';
  product_ids: bigint[];
  starts_at: Date;
  ends_at: Date | null;
}

/** Those that begin first come first. */
export async function shopDiscountsOf(shopId: bigint, on: Queryable = pool()): Promise<ShopDiscount[]> {
  const { rows } = await on.query<Row>('SELECT * FROM shop_discounts WHERE shop_id = $1 ORDER BY starts_at, discount_id', [shopId]);
  return rows.map((row) => ({
    discountId: row.discount_id,
    title: row.title,
    method: row.method,
    classes: row.classes,
    value: valueOf(row),
    combinesWith: { order: row.combines_order, product: row.combines_product, shipping: row.combines_shipping },
    covers: row.covers === 'products' ? row.product_ids : row.covers,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
  }));
}

function valueOf({ percent_bp: bp, amount_minor: minor, amount_each: each }: Row): ShopDiscount['value'] {
  if (bp !== null) return { kind: 'percent', bp };
  return minor === null ? null : { kind: 'amount', minor: Number(minor), each };
}

/** Makes these all that there are. */
export async function replaceShopDiscounts(shopId: bigint, discounts: readonly ShopDiscount[], on: Queryable): Promise<void> {
  await on.query('DELETE FROM shop_discounts WHERE shop_id = $1', [shopId]);
  const rows = discounts.map(({ value, combinesWith, covers, ...one }) => ({
    ...one,
    percentBp: value?.kind === 'percent' ? value.bp : null,
    amountMinor: value?.kind === 'amount' ? value.minor : null,
    amountEach: value?.kind === 'amount' && value.each,
    ...combinesWith,
    covers: typeof covers === 'string' ? covers : 'products',
    productIds: typeof covers === 'string' ? [] : covers,
  }));
  await on.query(
    `INSERT INTO shop_discounts (shop_id, discount_id, title, method, classes, percent_bp, amount_minor, amount_each, combines_order, combines_product, combines_shipping, covers, product_ids, starts_at, ends_at)
     SELECT $1, r."discountId", r.title, r.method, r.classes, r."percentBp", r."amountMinor", r."amountEach", r."order", r.product, r.shipping, r.covers,
            ARRAY(SELECT id::bigint FROM unnest(r."productIds") AS id), r."startsAt", r."endsAt"
       FROM jsonb_to_recordset($2::jsonb) AS r("discountId" text, title text, method text, classes text[], "percentBp" int, "amountMinor" bigint, "amountEach" boolean, "order" boolean, product boolean,
            shipping boolean, covers text, "productIds" text[], "startsAt" timestamptz, "endsAt" timestamptz)`,
    [shopId, jsonRows(rows)],
  );
}
