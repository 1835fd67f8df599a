// Whether Shopify sent these bytes: base64 HMAC-SHA256 of the raw body with the app's secret, compared in constant time.
import { createHmac, timingSafeEqual } from 'node:crypto';

export function isSignedByShopify(body: Buffer, signature: string, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(body).digest();
  const given = Buffer.from(signature, 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
