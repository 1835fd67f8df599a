// Exposures, as they are counted (app/domain/experiment/exposure.ts): the first of a subject in an experiment, and how many
// followed it. Written by count-exposures.ts alone.
import type { Exposure } from '#app/domain/experiment/exposure.ts';
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';
import { TOUCH_ON_SITE } from './touches.ts';

/** In one order whoever writes them, or two that write the same would wait for each other. The arm of the first stays. */
const COUNT = `
  INSERT INTO exposures (shop_id, experiment_id, subject_key, arm, first_at, times, decision_id)
  SELECT $1, r."experimentId", r."subjectKey", min(r.arm), $3, count(*), min(r."decisionId"::text)::uuid
    FROM jsonb_to_recordset($2::jsonb) AS r("experimentId" uuid, "subjectKey" text, arm text, "decisionId" uuid)
   GROUP BY r."experimentId", r."subjectKey" ORDER BY r."experimentId", r."subjectKey"
  ON CONFLICT (shop_id, experiment_id, subject_key) DO UPDATE SET times = exposures.times + excluded.times, first_at = LEAST(exposures.first_at, excluded.first_at)`;

const COUNT_AND_TOUCH = `WITH touched AS (${TOUCH_ON_SITE('$4::text', '$5::text', '$3')}) ${COUNT}`;

export async function saveExposures(shopId: bigint, exposures: readonly Exposure[], now: Date, on: Queryable = pool()): Promise<void> {
  if (exposures.length === 0) return;
  await on.query({ name: 'save-exposures', text: COUNT, values: [shopId, jsonRows(exposures), now] });
}

/** Who was shown offers at the place as well: noted in the ledger of touches with it. */
export async function saveExposuresAndTouch(shopId: bigint, exposures: readonly Exposure[], { subjectKey, source }: { subjectKey: string; source: string }, now: Date): Promise<void> {
  await pool().query({ name: 'save-exposures-and-touch', text: COUNT_AND_TOUCH, values: [shopId, jsonRows(exposures), now, subjectKey, source] });
}
