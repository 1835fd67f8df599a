// bulk_operations/finish: wakes the backfill that waits for it, which would look by itself a little later.
import type { z } from 'zod';
import type { bulkOperationPayload } from '#app/contract/webhooks/app.ts';
import { latestBackfill } from '#app/db/backfills.ts';
import { runBackfill } from '#app/jobs/definitions/run-backfill.ts';
import { enqueue } from '#app/jobs/enqueue.ts';
import { eachOf } from './delivery.ts';

export const applyBulkOperation = eachOf<z.infer<typeof bulkOperationPayload>>(async (payload, { shop, on }) => {
  const backfill = await latestBackfill(shop.shopId, on);
  const waits = backfill?.status === 'running' && backfill.stages.some((stage) => stage.operationId === payload.admin_graphql_api_id && stage.state === 'exporting');
  if (!backfill || !waits) return;
  const shopId = String(shop.shopId);
  await enqueue(runBackfill, { shopId, backfillId: backfill.backfillId }, { client: on, jobKey: `backfill:${shopId}` });
});
