// Our check of a webhook's signature, held against Shopify's own library: it says of every delivery what that says. It is
// not that library itself: that one takes the body as text and some fifteen times as long (docs/decisions/0023-inbox.md).
import '@shopify/shopify-api/adapters/node';
import { createHmac } from 'node:crypto';
import { ApiVersion, shopifyApi } from '@shopify/shopify-api';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isSignedByShopify } from '#app/adapters/shopify/webhook-signature.ts';

const SECRET = 'hush';
const PREVIOUS = 'hush-before';
const sdk = (apiSecretKey: string) =>
  shopifyApi({ apiKey: 'key', apiSecretKey, apiVersion: ApiVersion.July26, isEmbeddedApp: true, hostName: 'app.example', logger: { log: () => {} } });
const libraries = [sdk(SECRET), sdk(PREVIOUS)];
const signed = (body: string | Buffer, secret: string): string => createHmac('sha256', secret).update(body).digest('base64');

async function libraryAccepts(body: string, signature: string): Promise<boolean> {
  const headers = { 'x-shopify-topic': 'orders/create', 'x-shopify-hmac-sha256': signature, 'x-shopify-shop-domain': 'a.myshopify.com', 'x-shopify-api-version': '2026-07', 'x-shopify-webhook-id': 'w' };
  const said = await Promise.all(libraries.map((library) => library.webhooks.validate({ rawBody: body, rawRequest: { method: 'POST', url: '/webhooks', headers } })));
  return said.some(({ valid }) => valid);
}

/** Signatures that hold, with either secret, and those that nearly do. */
const signature = (body: string) =>
  fc.oneof(
    fc.constantFrom(SECRET, PREVIOUS, 'another').map((secret) => signed(body, secret)),
    fc.constantFrom(signed(`${body} `, SECRET), signed(body, SECRET).slice(0, -1), `${signed(body, SECRET)}=`, 'AAAA', Buffer.alloc(32).toString('base64')),
    fc.base64String({ minLength: 1, maxLength: 60 }),
  );

it("accepts what Shopify's library accepts with either secret, and refuses the rest", async () => {
  const body = fc.oneof(fc.json(), fc.string({ unit: 'binary', minLength: 1 }));
  const delivery = body.filter((text) => text.isWellFormed()).chain((text) => signature(text).map((given) => ({ text, given })));
  await fc.assert(
    fc.asyncProperty(delivery, async ({ text, given }) => {
      // Base64 that another spelling decodes to the same bytes is the same signature to us; the library compares spellings.
      fc.pre(Buffer.from(given, 'base64').toString('base64') === given);
      expect(isSignedByShopify(Buffer.from(text), given, [SECRET, PREVIOUS])).toBe(await libraryAccepts(text, given));
    }),
    { numRuns: 300 },
  );
});

it('takes the bytes as they came, also where they are no text', () => {
  const bytes = Buffer.from([0x7b, 0xff, 0x00, 0xc3, 0x28, 0x7d]);
  expect(isSignedByShopify(bytes, signed(bytes, SECRET), [SECRET])).toBe(true);
  expect(isSignedByShopify(Buffer.from(bytes.toString('utf8')), signed(bytes, SECRET), [SECRET])).toBe(false);
});
