// Switches the behaviour pixel on: once a shop, with the first placement. One that is there already is told where the app
// is now; it goes with "clean up and leave".
import { createHash } from 'node:crypto';
import type { AdminClient } from '#app/adapters/shopify/admin-client.ts';
import { CREATE_WEB_PIXEL, UPDATE_WEB_PIXEL } from '#app/adapters/shopify/operations/publish.ts';
import { config } from '#app/config/config.ts';
import { placementsOf } from '#app/db/placements.ts';
import { type PublicationRow, savePublications } from '#app/db/publications.ts';
import { AppError } from '#app/domain/app-error.ts';
import { says } from '#app/domain/says/says.ts';
import { pixelId } from './pixel-id.ts';

/** Stands where a product's gid does for what is written on products. */
export const PIXEL = 'pixel';
const KEY = 'settings';

/** @param known what is written already */
export async function ensurePixel(shopId: bigint, client: AdminClient, known: readonly PublicationRow[], now: Date): Promise<void> {
  if (!Object.values(await placementsOf(shopId)).some(Boolean)) return;
  const settings = JSON.stringify({ endpoint: `${config().shopify.appUrl}/pixel` });
  const valueHash = createHash('sha256').update(settings).digest('base64url');
  if (known.some((row) => row.ownerId === PIXEL && row.key === KEY && row.valueHash === valueHash)) return;
  const id = await pixelId(client);
  const answer = id ? (await client.run(UPDATE_WEB_PIXEL, { id, settings })).webPixelUpdate : (await client.run(CREATE_WEB_PIXEL, { settings })).webPixelCreate;
  if (!answer?.webPixel) throw new AppError('refused', says(({ shopify }) => shopify.pixelNotTaken(answer?.userErrors[0]?.message ?? shopify.noReason)));
  await savePublications(shopId, [{ ownerId: PIXEL, key: KEY, valueHash }], now);
}
