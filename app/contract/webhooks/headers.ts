// What Shopify says around a delivery. https://shopify.dev/docs/apps/build/webhooks/subscribe/https
// Whatever is odd in what a row can be kept without (an event id, a time), the delivery is not lost by it.
import { z } from 'zod';

export const deliveryHeaders = z.object({
  'x-shopify-topic': z.string().min(1).max(200),
  'x-shopify-hmac-sha256': z.string().min(1),
  'x-shopify-shop-domain': z.string().regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/i).transform((domain) => domain.toLowerCase()),
  'x-shopify-api-version': z.string().min(1),
  'x-shopify-webhook-id': z.string().min(1).max(200),
  'x-shopify-event-id': z.string().max(200).transform((id) => id || undefined).optional(),
  'x-shopify-triggered-at': z.string().optional(),
});
export type DeliveryHeaders = z.infer<typeof deliveryHeaders>;
