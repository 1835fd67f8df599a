// Whether Shopify sent these bytes: base64 HMAC-SHA256 of the raw body with the app's secret, compared in constant time.
import { createHmac, timingSafeEqual } from 'node:crypto';

/** @param secrets any of them: while a secret is rotated, Shopify signs with the old one for a while */
export function isSignedByShopify(body: Buffer, signature: string, secrets: readonly string[]): boolean {
  const given = Buffer.from(signature, 'base64');
  return secrets.some((secret) => {
    const expected = createHmac('sha256', secret).update(body).digest();
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}
