// What a stage of a backfill is given to work with.
import type { AdminClient } from '#app/adapters/shopify/admin-client.ts';
import type { BackfillStage } from '#app/db/backfills.ts';
import type { Queryable } from '#app/db/pool.ts';

export interface StageWork {
  shop: { shopId: bigint; currency: string };
  client: AdminClient;
  stage: BackfillStage;
  /** Notes how far the stage is. @throws AppError conflict when the backfill is no longer running */
  save(stage: BackfillStage, on?: Queryable): Promise<void>;
}
