// What a kind of object has to say to be reconciled: how it is asked for, which rows it stands for, and how it is written
// when it differs. A new kind is a file beside these and a line in kinds.ts.
import type pg from 'pg';
import type { AdminClient, Operation } from '#app/adapters/shopify/admin-client.ts';
import type { PageOf, PageVariables } from '#app/adapters/shopify/operations/changed-since.ts';
import type { FactName, StoreRow } from '#app/db/mirrored-facts.ts';
import type { KindProgress, ReconciliationRow } from '#app/db/reconciliations.ts';
import type { Queryable } from '#app/db/pool.ts';
import type { ShopRow } from '#app/db/shops.ts';

/** An object of the store with what hangs on it: a product's variants, an order's lines. */
export interface StoreObject<Node = { id: string }, Child = unknown> {
  node: Node;
  children: Child[];
}

/** The field of a page's nodes that holds the children, and how to read those that did not fit on the page. */
export interface Children<Child> {
  field: string;
  more: Operation<{ parent: { more: PageOf<Child> } | null }, { id: string; after: string | null }>;
}

/** Many objects: page by page, or in bulk where there are many. */
export interface Reading<Node extends { id: string } = { id: string }, Child = unknown> {
  paged: Operation<{ page: PageOf<Node> }, PageVariables>;
  /** The largest page that stays below the cost of one query. */
  pageSize: number;
  bulk(filter: string | null): string;
  /** About how many there are. */
  count: Operation<{ count: { count: number } | null }, { filter: string | null }>;
  children?: Children<Child>;
}

export interface Listing<Node extends { id: string } = { id: string }, Child = unknown> extends Reading<Node, Child> {
  /** What a listed object says of rows here. */
  rowsOf(object: StoreObject<Node, Child>): StoreRow[];
}

export interface Work {
  shop: ShopRow;
  client: AdminClient;
  run: ReconciliationRow;
  progress: KindProgress;
  /** More objects than this are read in bulk. */
  pagedUpTo: number;
  /** Business time. */
  now(): Date;
  /** Notes how far the kind is. @throws AppError conflict when the reconciliation is no longer running */
  save(patch: Partial<KindProgress>, on?: Queryable): Promise<void>;
}

export interface Kind<Node extends { id: string } = { id: string }, Child = unknown> {
  name: string;
  /** The rows it is made of here; the first is the object itself. */
  facts: readonly [FactName, ...FactName[]];
  /** What changed since a moment, read whole. Absent where a change does not move the object's own time: then what was listed says which to read. */
  changed?: Reading<Node, Child>;
  /** Everything, by id and version. */
  listings: readonly Listing[];
  byId: Operation<{ nodes: (Node | null)[] }, { ids: string[] }>;
  /** As many as stay below the cost of one query. */
  idsAQuery: number;
  gid(id: bigint): string;
  children?: Children<Child>;
  rowsOf(object: StoreObject<Node, Child>): StoreRow[];
  /** Asks for what an object read whole still lacks. */
  complete?(work: Work, objects: readonly StoreObject<Node, Child>[]): Promise<void>;
  /** Writes the rows through the guards of every other wire, and sets nothing off. */
  write(work: Work, objects: readonly StoreObject<Node, Child>[], readAt: Date, on: Queryable): Promise<void>;
  /** Writes those that differ, with all that follows when a webhook tells it. */
  take(work: Work, objects: readonly StoreObject<Node, Child>[], readAt: Date, on: pg.PoolClient): Promise<void>;
  /** The store has no such objects any more. */
  bury(work: Work, ids: readonly bigint[], at: Date, on: pg.PoolClient): Promise<void>;
}
