// What a merchant accepts. A shop without a row has the defaults.
import type { DiscountClass } from '#app/domain/discount/shop-discount.ts';
import { DEFAULT_GUARDRAILS, type DiscountMode, type Guardrails } from '#app/domain/margin/guardrails.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export const GUARDRAILS_COLUMNS = 'g.floor_bp, g.floor_minor, g.max_discount_bp, g.default_cost_bp, g.fee_bp, g.fee_minor, g.return_cooldown_days, g.category_cooldown_days, g.offer_cooldown_days, g.first_value_days, g.dearest_bp, g.handling_minor, g.shipping_minor, g.discount_mode, g.combines_with';

export interface GuardrailsColumns {
  floor_bp: number;
  floor_minor: bigint;
  max_discount_bp: number;
  default_cost_bp: number | null;
  fee_bp: number;
  fee_minor: bigint;
  return_cooldown_days: number;
  category_cooldown_days: number;
  offer_cooldown_days: number;
  first_value_days: number;
  dearest_bp: number;
  handling_minor: bigint;
  shipping_minor: bigint;
  discount_mode: DiscountMode;
  combines_with: DiscountClass[];
}

/** @param row of a left join: all null where the shop saved none */
export function guardrailsFromRow(row: { [Column in keyof GuardrailsColumns]: GuardrailsColumns[Column] | null }): Guardrails {
  if (row.floor_bp === null) return DEFAULT_GUARDRAILS;
  const saved = row as GuardrailsColumns;
  return {
    floorBp: saved.floor_bp,
    floorMinor: Number(saved.floor_minor),
    maxDiscountBp: saved.max_discount_bp,
    defaultCostBp: saved.default_cost_bp,
    feeBp: saved.fee_bp,
    feeMinor: Number(saved.fee_minor),
    returnCooldownDays: saved.return_cooldown_days,
    categoryCooldownDays: saved.category_cooldown_days,
    offerCooldownDays: saved.offer_cooldown_days,
    firstValueDays: saved.first_value_days,
    dearestBp: saved.dearest_bp,
    handlingMinor: Number(saved.handling_minor),
    shippingMinor: Number(saved.shipping_minor),
    discountMode: saved.discount_mode,
    combinesWith: saved.combines_with,
  };
}

export async function guardrailsOf(shopId: bigint, on: Queryable = pool()): Promise<Guardrails> {
  const { rows } = await on.query<GuardrailsColumns>({ name: 'guardrails-of', text: `SELECT ${GUARDRAILS_COLUMNS} FROM guardrails g WHERE g.shop_id = $1`, values: [shopId] });
  return rows[0] ? guardrailsFromRow(rows[0]) : DEFAULT_GUARDRAILS;
}

export async function writeGuardrails(shopId: bigint, guardrails: Guardrails, by: { actor: string; at: Date }, on: Queryable = pool()): Promise<void> {
  const { floorBp, floorMinor, maxDiscountBp, defaultCostBp, feeBp, feeMinor, returnCooldownDays, handlingMinor, shippingMinor, discountMode } = guardrails;
  const { categoryCooldownDays, offerCooldownDays, firstValueDays, dearestBp, combinesWith } = guardrails;
  await on.query(
    `INSERT INTO guardrails (shop_id, floor_bp, floor_minor, max_discount_bp, default_cost_bp, fee_bp, fee_minor, return_cooldown_days, handling_minor, shipping_minor, discount_mode,
       category_cooldown_days, offer_cooldown_days, first_value_days, dearest_bp, updated_at, updated_by, combines_with)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
     ON CONFLICT (shop_id) DO UPDATE SET floor_bp = excluded.floor_bp, floor_minor = excluded.floor_minor, max_discount_bp = excluded.max_discount_bp,
       default_cost_bp = excluded.default_cost_bp, fee_bp = excluded.fee_bp, fee_minor = excluded.fee_minor,
       return_cooldown_days = excluded.return_cooldown_days, handling_minor = excluded.handling_minor, shipping_minor = excluded.shipping_minor,
       discount_mode = excluded.discount_mode, category_cooldown_days = excluded.category_cooldown_days, offer_cooldown_days = excluded.offer_cooldown_days,
       first_value_days = excluded.first_value_days, dearest_bp = excluded.dearest_bp, combines_with = excluded.combines_with, updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
    [shopId, floorBp, floorMinor, maxDiscountBp, defaultCostBp, feeBp, feeMinor, returnCooldownDays, handlingMinor, shippingMinor, discountMode, categoryCooldownDays, offerCooldownDays, firstValueDays, dearestBp, by.at, by.actor, combinesWith],
  );
}
