// What one unit of a variant costs, for whoever asks of the same variants again and again: a past's lines. Remembers a
// bounded number of them, for as long as whoever made it reads; never for a decision.
import type { Queryable } from './pool.ts';

const MOST_REMEMBERED = 100_000;

export interface UnitCosts {
  /** @returns the cost of each of the variants in minor units, in the order asked; null where none is known */
  of(shopId: bigint, variantIds: readonly (bigint | null)[], on: Queryable): Promise<(number | null)[]>;
}

type Key = number | bigint;

/** Numbers are found faster than big integers; an id beyond their precision stays what it is. */
const keyOf = (id: bigint): Key => (id <= Number.MAX_SAFE_INTEGER ? Number(id) : id);

export function unitCosts(): UnitCosts {
  const remembered = new Map<Key, number | null>();
  return {
    async of(shopId, variantIds, on) {
      const costs = variantIds.map((id) => (id === null ? null : remembered.get(keyOf(id))));
      const asked = [...new Set(variantIds.filter((id, at): id is bigint => id !== null && costs[at] === undefined))];
      if (asked.length === 0) return costs as (number | null)[];
      const { rows } = await on.query<{ variantId: bigint; cost: bigint | null }>(
        `SELECT a.id AS "variantId", c.cost FROM unnest($2::bigint[]) AS a(id)
          CROSS JOIN LATERAL (SELECT (SELECT i.unit_cost_minor FROM inventory_items i WHERE i.shop_id = v.shop_id AND i.inventory_item_id = v.inventory_item_id) AS cost
                                FROM variants v WHERE v.shop_id = $1 AND v.variant_id = a.id LIMIT 1) AS c`,
        [shopId, asked.map(String)],
      );
      const found = new Map(rows.map(({ variantId, cost }) => [variantId, cost === null ? null : Number(cost)]));
      if (remembered.size + asked.length > MOST_REMEMBERED) remembered.clear();
      for (const id of asked) remembered.set(keyOf(id), found.get(id) ?? null);
      return costs.map((cost, at) => (cost === undefined ? (found.get(variantIds[at]!) ?? null) : cost));
    },
  };
}
