// The tables that mirror the store, as a comparison with it sees them: where their ids are, and what of a row is content.
// Columns are named by what they are not, so that a new column is compared without being named here.
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';

interface MirroredFact {
  table: string;
  id: string;
  /** The second half of the id, where there is one. */
  part?: string;
  /** Column of the object that is read whole when this row differs. */
  root: string;
  /**
   * A row differs when its updated_at is older here, or, where other topics move ours too, when it is not the same;
   * null: it has no version, only that it exists is compared.
   */
  version: 'older' | 'other' | null;
  /** Whether deleting leaves a row behind (deleted_at). */
  tombstone: boolean;
  /** SQL over the row `t`: it can be gone from the store; $4 is how far back the store shows orders. null: it never goes alone. */
  canGo: string | null;
  /** Times of versions, and what we know better than the store tells. */
  notContent: readonly string[];
  /** SQL over the row `t`: what of the columns left out is content all the same. */
  also?: string;
  /** Rows that are one version with it. */
  lines?: { table: string; on: readonly string[]; id: string; notContent: readonly string[] };
}

const TIMES = ['updated_at', 'triggered_at'];

const describe = <Name extends string>(facts: Record<Name, MirroredFact>) => facts;

const MIRRORED_FACTS = describe({
  products: { table: 'products', id: 'product_id', root: 'product_id', version: 'older', tombstone: true, canGo: 'true', notContent: TIMES },
  variants: { table: 'variants', id: 'variant_id', root: 'product_id', version: 'older', tombstone: true, canGo: 'true', notContent: TIMES },
  inventory_items: { table: 'inventory_items', id: 'inventory_item_id', root: 'inventory_item_id', version: 'older', tombstone: false, canGo: null, notContent: TIMES },
  inventory_levels: { table: 'inventory_levels', id: 'inventory_item_id', part: 'location_id', root: 'inventory_item_id', version: 'older', tombstone: true, canGo: 'true', notContent: TIMES },
  customers: { table: 'customers', id: 'customer_id', root: 'customer_id', version: 'other', tombstone: true, canGo: 'true', notContent: [...TIMES, 'tags_at', 'tag_times'] },
  orders: {
    table: 'orders', id: 'order_id', root: 'order_id', version: 'older', tombstone: true, canGo: 't.ordered_at >= $4', notContent: [...TIMES, 'visitor_id', 'step_id'],
    lines: { table: 'order_lines', on: ['order_id'], id: 'line_id', notContent: ['unit_cost_minor', 'set_id'] },
  },
  refunds: {
    table: 'refunds', id: 'refund_id', root: 'order_id', version: null, tombstone: false, canGo: null, notContent: [],
    lines: { table: 'refund_lines', on: ['order_id', 'refund_id'], id: 'line_id', notContent: [] },
  },
  // When exactly a parcel arrived, a webhook tells otherwise than a read of the same version does.
  fulfillments: {
    table: 'fulfillments', id: 'fulfillment_id', root: 'order_id', version: 'older', tombstone: false, canGo: null, notContent: [...TIMES, 'delivered_at'], also: '(t.delivered_at IS NOT NULL)::text',
  },
});

export type FactName = keyof typeof MIRRORED_FACTS;

export const mirroredFact = (fact: FactName): MirroredFact => MIRRORED_FACTS[fact];

/** A row of the store by its id and version. */
export interface StoreRow {
  fact: FactName;
  id: bigint;
  part: bigint;
  /** The object that holds it. */
  rootId: bigint;
  /** null: it has no version. */
  updatedAt: Date | null;
}

/** What a row says, in short. */
export interface Fingerprint {
  fact: FactName;
  id: bigint;
  part: bigint;
  rootId: bigint;
  print: string;
  gone: boolean;
}

const list = (columns: readonly string[]): string => `ARRAY[${columns.map((column) => `'${column}'`).join(', ')}]::text[]`;

/** @returns what our rows of these objects say now */
export async function fingerprints(shopId: bigint, facts: readonly FactName[], rootIds: readonly bigint[], on: Queryable): Promise<Fingerprint[]> {
  const { rows } = await on.query<Fingerprint>(facts.map(fingerprintsOf).join(' UNION ALL '), [shopId, rootIds.map(String)]);
  return rows;
}

function fingerprintsOf(fact: FactName): string {
  const { table, id, part, root, tombstone, notContent, also, lines } = mirroredFact(fact);
  const own = `(to_jsonb(t) - ${list(notContent)})::text${also ? ` || ${also}` : ''}`;
  const theirs = lines
    ? ` || COALESCE((SELECT string_agg((to_jsonb(c) - ${list(lines.notContent)})::text, ',' ORDER BY c.${lines.id}) FROM ${lines.table} c
                      WHERE c.shop_id = t.shop_id AND ${lines.on.map((column) => `c.${column} = t.${column}`).join(' AND ')}), '')`
    : '';
  return `SELECT '${fact}' AS fact, t.${id} AS id, ${part ? `t.${part}` : '0::bigint'} AS part, t.${root} AS "rootId", md5(${own}${theirs}) AS print,
                 ${tombstone ? 't.deleted_at IS NOT NULL' : 'false'} AS gone
            FROM ${table} t WHERE t.shop_id = $1 AND t.${root} = ANY($2::bigint[])`;
}

/** Rows whose content is what the store has get the store's version, so that they do not look older for ever. */
export async function noteVersions(shopId: bigint, rows: readonly StoreRow[], on: Queryable): Promise<void> {
  for (const [fact, own] of Map.groupBy(rows, (row) => row.fact)) {
    const { table, id, part, version } = mirroredFact(fact);
    if (version === null) continue;
    await on.query(
      `UPDATE ${table} t SET updated_at = r."updatedAt" FROM jsonb_to_recordset($2::jsonb) AS r(id bigint, part bigint, "updatedAt" timestamptz)
        WHERE t.shop_id = $1 AND t.${id} = r.id ${part ? `AND t.${part} = r.part` : ''} AND t.updated_at < r."updatedAt"`,
      [shopId, jsonRows(own)],
    );
  }
}

/**
 * Lifts tombstones that are older than a read which found the objects alive. Whoever calls it writes them right after, in
 * the same transaction.
 */
export async function liftTombstones(shopId: bigint, fact: FactName, ids: readonly bigint[], readAt: Date, on: Queryable): Promise<void> {
  const { table, id } = mirroredFact(fact);
  await on.query(`UPDATE ${table} SET deleted_at = NULL, updated_at = '-infinity' WHERE shop_id = $1 AND ${id} = ANY($2::bigint[]) AND deleted_at < $3`, [shopId, ids.map(String), readAt]);
}
