// Exposures: who reached an offer, or in the holdout would have, counted alike on both sides. The arm is the one that was
// kept when the offer was decided; without one nobody was eligible, and nothing is counted.
import type { ArmName } from '#app/domain/experiment-test/test.ts';
import type { Arm } from '#app/domain/portable/assignment.ts';
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface OnSiteExposure {
  experimentId: string;
  /** placement:<name>, which the experiment must be about, if it is not the global one. */
  subjectOf: string;
  visitorId: string;
  /** Who the visitor is logged in as; links the two. */
  customerId: bigint | null;
  decisionId: string;
}

/** Whoever was not held out of everything counts in the global experiment as well, at the same moment; and whoever is shown offers here in the test that runs here.
 *  One touch a subject, place and day: its id is made of the three, so that a second finds the first. */
const RECORD = `
  WITH given AS (SELECT a.experiment_id, a.arm, e.subject_of, t.test_id IS NOT NULL AS is_test
                   FROM assignments a
                   JOIN experiments e ON e.shop_id = a.shop_id AND e.experiment_id = a.experiment_id
                   LEFT JOIN tests t ON t.shop_id = a.shop_id AND t.experiment_id = a.experiment_id AND ('placement:' || t.place = $3 OR (t.place = 'on_site' AND $3 IN ('placement:product_page', 'placement:cart_page', 'placement:cart_drawer')))
                  WHERE a.shop_id = $1 AND a.subject_key = 'v:' || $4::text AND (e.subject_of IN ($3, 'global') OR t.test_id IS NOT NULL) AND e.ended_at IS NULL),
       told AS (SELECT arm, subject_of FROM given WHERE experiment_id = $2),
       linked AS (INSERT INTO subject_links (shop_id, visitor_id, customer_id, linked_at) SELECT $1, $4, $5::bigint, $7 FROM told WHERE $5 IS NOT NULL ON CONFLICT DO NOTHING),
       counted AS (INSERT INTO exposures (shop_id, experiment_id, subject_key, arm, first_at, decision_id)
                   SELECT $1, g.experiment_id, 'v:' || $4, g.arm, $7, $6 FROM given g WHERE EXISTS (SELECT 1 FROM told WHERE arm = 'exposed' OR NOT g.is_test) AND (g.experiment_id = $2 OR g.subject_of = 'global' OR g.is_test)
                   ON CONFLICT (shop_id, experiment_id, subject_key) DO UPDATE SET times = exposures.times + 1, first_at = LEAST(exposures.first_at, excluded.first_at)),
       touched AS (INSERT INTO touches (shop_id, touch_id, subject_key, channel, touched_at, source)
                   SELECT $1, md5('v:' || $4 || ' ' || $3 || ' ' || ($7::timestamptz AT TIME ZONE 'UTC')::date)::uuid, 'v:' || $4, 'on_site', $7, $3 FROM told WHERE arm = 'exposed'
                   ON CONFLICT DO NOTHING)
  SELECT arm FROM told`;

/** @returns whether it was counted */
export async function recordOnSiteExposure(shopId: bigint, exposure: OnSiteExposure, now: Date, on: Queryable = pool()): Promise<boolean> {
  const { experimentId, subjectOf, visitorId, customerId, decisionId } = exposure;
  const { rowCount } = await on.query({ name: 'record-exposure', text: RECORD, values: [shopId, experimentId, subjectOf, visitorId, customerId, decisionId, now] });
  return rowCount === 1;
}

export interface StepExposure {
  experimentId: string;
  customerId: bigint;
  arm: Arm | ArmName;
  decisionId: string | null;
}

/** Steps that passed every gate but the holdout's, and are sent or, in the holdout, are not. Their touch is the sender's. */
export async function recordStepExposures(shopId: bigint, exposures: readonly StepExposure[], now: Date, on: Queryable = pool()): Promise<void> {
  if (exposures.length === 0) return;
  await on.query(
    `INSERT INTO exposures (shop_id, experiment_id, subject_key, arm, first_at, times, decision_id)
     SELECT $1, r."experimentId", 'c:' || r."customerId", min(r.arm), $3, count(*), min(r."decisionId"::text)::uuid
       FROM jsonb_to_recordset($2::jsonb) AS r("experimentId" uuid, "customerId" bigint, arm text, "decisionId" uuid)
      GROUP BY r."experimentId", r."customerId"
     ON CONFLICT (shop_id, experiment_id, subject_key) DO UPDATE SET times = exposures.times + excluded.times, first_at = LEAST(exposures.first_at, excluded.first_at)`,
    [shopId, jsonRows(exposures), now],
  );
}
