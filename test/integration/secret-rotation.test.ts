// The app's client secret is rotated: ours is the new one already, while the store still signs with the old one.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { prisma } from '#app/db/prisma.ts';
import { CLIENT_SECRET } from '#sandbox/credentials.ts';
import { type ConnectedShop, connectShop, DOMAIN, pageRequest } from '#test/support/connected-shop.ts';
import { CAMERA } from '#test/support/small-store.ts';

let shop: ConnectedShop;
beforeAll(async () => {
  process.env.SHOPIFY_API_SECRET = 'the-new-secret';
  process.env.SHOPIFY_API_SECRET_PREVIOUS = CLIENT_SECRET;
  shop = await connectShop();
});
afterAll(() => shop.stop());

it('lets the merchant in', async () => {
  expect((await shop.open()).shop.domain).toBe(DOMAIN);
});

it('takes and applies deliveries', async () => {
  const [product] = shop.sandbox.store.products.keys();
  shop.sandbox.store.updateProduct(product as number, { title: 'Renamed' });
  await shop.settle();
  expect(await prisma().webhookDelivery.findMany({ select: { topic: true, status: true } })).toContainEqual({ topic: 'products/update', status: 'applied' });
});

it('answers the storefront', async () => {
  const { status } = await fetch(`${shop.sandbox.storefrontUrl}/apps/setwise/offers?placement=cart_page&items=${CAMERA.variant}:1&sets=`);
  expect(status).toBe(200);
});

it('refuses a page whose token neither secret has signed', async () => {
  const forged = 'eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl';
  const { authenticateMerchant } = await import('#app/pipeline/install/authenticate-merchant.ts');
  await expect(authenticateMerchant(pageRequest('http://127.0.0.1:1', forged))).rejects.toBeInstanceOf(Response);
});
