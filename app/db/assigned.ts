// How many subjects were given each arm, and how many of them were counted: where one arm loses more on the way than another,
// something between deciding and counting is broken (app/domain/experiment/counted-of-assigned.ts). Folded as outcomes are:
// the visitors who turned out to be one customer are one subject, in the arm of their names (settle_arms).
import { withTransaction } from './pool.ts';
import { ROOM } from './room-for-subjects.ts';

export interface AssignedSums {
  experimentId: string;
  arm: string;
  /** Subjects that were given the arm. */
  assigned: number;
  /** Of these, who reached the place and count. */
  counted: number;
}

/** Counted beside given, not joined to it: most are visitors of one name, and only the others need to be folded. */
const SUMS = `
  WITH asked AS MATERIALIZED (SELECT experiment_id FROM experiments WHERE shop_id = $1 AND ($2::uuid[] IS NULL AND ended_at IS NULL OR experiment_id = ANY($2::uuid[]))),
       named AS (
         SELECT experiment_id, subject_key, arm, false AS counted FROM asked JOIN assignments USING (experiment_id) WHERE shop_id = $1
         UNION ALL
         SELECT experiment_id, subject_key, arm, true FROM asked JOIN exposures USING (experiment_id) WHERE shop_id = $1),
       owned AS MATERIALIZED (
         SELECT n.*, COALESCE('c:' || l.customer_id, CASE WHEN n.subject_key LIKE 'c:%' THEN n.subject_key END) AS customer
           FROM named n LEFT JOIN (SELECT 'v:' || visitor_id AS subject_key, customer_id FROM subject_links WHERE shop_id = $1) l USING (subject_key)),
       folded AS (
         SELECT experiment_id, arm, count(*) FILTER (WHERE NOT counted) AS assigned, count(*) FILTER (WHERE counted) AS counted FROM owned WHERE customer IS NULL GROUP BY 1, 2
         UNION ALL
         SELECT experiment_id, arm, count(*), count(*) FILTER (WHERE was_counted) FROM (
           SELECT experiment_id, customer, min(arm) FILTER (WHERE NOT counted) AS arm, bool_or(counted) AS was_counted FROM owned WHERE customer IS NOT NULL GROUP BY 1, 2) c WHERE arm IS NOT NULL GROUP BY 1, 2)
  SELECT experiment_id AS "experimentId", arm, sum(assigned)::int AS assigned, sum(counted)::int AS counted FROM folded GROUP BY 1, 2 ORDER BY 1, 2`;

/** @param experimentIds absent: those that run */
export function assignedSums(shopId: bigint, experimentIds: readonly string[] | null = null): Promise<AssignedSums[]> {
  return withTransaction(async (on) => {
    await on.query(ROOM);
    return (await on.query<AssignedSums>(SUMS, [shopId, experimentIds])).rows;
  });
}
