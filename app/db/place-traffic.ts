// How many new shoppers are shown offers a day, by place of the store and workflow, while their experiments run.
import type { Arrivals } from '#app/domain/experiment-test/place-traffic.ts';
import { pool } from './pool.ts';

/** Of the last days it is seen how many come. */
const TRAFFIC_DAYS = 14;

export async function arrivalsOf(shopId: bigint, now: Date): Promise<Arrivals[]> {
  const { rows } = await pool().query<Arrivals>(
    `SELECT replace(x.subject_of, 'placement:', '') AS place, x.experiment_id AS "experimentId",
            count(e.subject_key) / GREATEST(1, LEAST(${TRAFFIC_DAYS}, date_part('epoch', $2::timestamptz - x.started_at) / 86400)) AS "subjectsADay"
       FROM experiments x LEFT JOIN exposures e ON e.shop_id = x.shop_id AND e.experiment_id = x.experiment_id AND e.arm = 'exposed' AND e.first_at > $2::timestamptz - interval '${TRAFFIC_DAYS} days'
      WHERE x.shop_id = $1 AND x.ended_at IS NULL AND (x.subject_of LIKE 'placement:%' OR x.subject_of LIKE 'workflow:%') GROUP BY x.experiment_id, x.subject_of, x.started_at`,
    [shopId, now],
  );
  return rows;
}
