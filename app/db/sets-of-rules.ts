// Sets by what a rule needs of them: their names, and which of them can be shown.
import type { Strategy } from '#app/domain/set/set-definition.ts';
import type { SetStatus } from './admin-sets.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface NamedSet {
  setId: string;
  goal: string;
  status: SetStatus;
  strategy: Strategy;
  byRuleOnly: boolean;
}

const MOST = 250;
const COLUMNS = 'set_id AS "setId", goal, status, strategy, by_rule_only AS "byRuleOnly"';

export async function namedSets(shopId: bigint, setIds: readonly string[], on: Queryable = pool()): Promise<NamedSet[]> {
  if (setIds.length === 0) return [];
  return (await on.query<NamedSet>(`SELECT ${COLUMNS} FROM sets WHERE shop_id = $1 AND set_id = ANY($2::uuid[])`, [shopId, setIds])).rows;
}

/** @returns live sets, those that only rules show first, then the best supported */
export async function setsToShow(shopId: bigint, on: Queryable = pool()): Promise<NamedSet[]> {
  return (await on.query<NamedSet>(`SELECT ${COLUMNS} FROM sets WHERE shop_id = $1 AND status = 'approved' ORDER BY by_rule_only DESC, support DESC, set_id LIMIT ${MOST}`, [shopId])).rows;
}
