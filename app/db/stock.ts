// Stock as app/domain/stock says it, in SQL: every query that asks what can be bought is made of these pieces, and no other
// file reads quantities. Until a shop's locations were read, all of them count: without the scope nothing would be for sale.
// Each query's first value is the shop: what is the shop's and not the variant's is looked up once a query, not once a row.

/** FROM and WHERE over `inventory_levels l`: what counts of a variant. @param v alias of the variant */
export const levelsForSale = (v: string): string =>
  `FROM inventory_levels l
    WHERE l.shop_id = $1 AND l.inventory_item_id = ${v}.inventory_item_id AND l.deleted_at IS NULL
      AND (l.location_id = ANY(ARRAY(SELECT o.location_id FROM locations o WHERE o.shop_id = $1 AND o.active AND o.fulfills_online))
           OR NOT EXISTS (SELECT FROM locations o WHERE o.shop_id = $1))`;

/** Whether one can be bought. @param i alias of the variant's inventory item, joined on the left: what is not known is not tracked */
export const canBeBought = (v: string, i: string): string =>
  `(${v}.inventory_policy = 'CONTINUE' OR ${i}.tracked IS NOT TRUE OR COALESCE((SELECT sum(l.available) ${levelsForSale(v)}), 0) > 0)`;
