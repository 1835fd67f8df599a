// A store arrives: its row, its change log's first line, its backfill and what is read beside it; all or nothing, and once. Two token exchanges of
// one new shop run at the same time (a page's loaders are parallel): the second finds the shop here and starts nothing.
import { adminClient } from '#app/adapters/shopify/admin-client.ts';
import { SHOP } from '#app/adapters/shopify/operations/shop.ts';
import { startBackfill } from '#app/db/backfills.ts';
import { recordChange } from '#app/db/changes.ts';
import { withTransaction } from '#app/db/pool.ts';
import { distrustPublications } from '#app/db/publications.ts';
import { type ShopRow, saveArrival, shopById } from '#app/db/shops.ts';
import { AppError } from '#app/domain/app-error.ts';
import { runBackfill } from '#app/jobs/definitions/run-backfill.ts';
import { enqueue } from '#app/jobs/enqueue.ts';
import { rereadFacts } from './reread-facts.ts';
import { shopFacts } from './shop-facts.ts';

/** @throws AppError unauthorized when there is no usable token */
export async function registerShop(shopDomain: string, at: Date): Promise<ShopRow> {
  const client = adminClient(shopDomain);
  const { shop } = await client.run(SHOP, {});
  const facts = { ...shopFacts(shop), domain: shopDomain, scopes: await client.scopes() };
  const { shopId } = facts;
  return withTransaction(async (on) => {
    const arrival = await saveArrival(facts, at, on);
    if (arrival !== 'known') {
      await distrustPublications(shopId, on);
      const backfillId = await startBackfill(shopId, at, on);
      await enqueue(runBackfill, { shopId: String(shopId), backfillId }, { client: on, jobKey: `backfill:${shopId}` });
      await rereadFacts(shopId, on);
      await recordChange(shopId, { changedAt: at, actor: 'setwise', event: 'app_installed', detail: { again: arrival === 'reinstalled' } }, on);
    }
    const row = await shopById(shopId, on);
    if (!row) throw new AppError('conflict', `${shopDomain} was deleted while it was registered.`);
    return row;
  });
}
