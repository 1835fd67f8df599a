// Which pixel of ours is in the store.
import type { AdminClient } from '#app/adapters/shopify/admin-client.ts';
import { WEB_PIXEL } from '#app/adapters/shopify/operations/take-back.ts';
import { AppError } from '#app/domain/app-error.ts';

/** Shopify answers with an error where the app has no pixel, and where a shop has not granted pixels yet. */
export async function pixelId(client: AdminClient): Promise<string | null> {
  try {
    return (await client.run(WEB_PIXEL, {})).webPixel?.id ?? null;
  } catch (error) {
    if (error instanceof AppError && error.code === 'refused') return null;
    throw error;
  }
}
