// Joins a consenting visitor to the order where a buy-now button skipped the cart, whose attribute says it otherwise. Says
// which visitor and which order, nothing else; says nothing without an id, which is there only with consent.
import { register } from '@shopify/web-pixels-extension';
import type { PixelCall } from '../../../app/contract/pixel.ts';
import { VISITOR_ATTRIBUTE } from '../../../app/domain/portable/names.ts';

register(({ analytics, browser, customerPrivacy, init, settings }) => {
  let isAllowed = init.customerPrivacy.analyticsProcessingAllowed;
  customerPrivacy.subscribe('visitorConsentCollected', (told) => {
    isAllowed = told.customerPrivacy.analyticsProcessingAllowed;
  });
  analytics.subscribe('checkout_completed', async ({ id, data }) => {
    const orderId = data.checkout.order?.id;
    const visitor = await browser.localStorage.getItem(VISITOR_ATTRIBUTE);
    if (!isAllowed || !orderId || !visitor) return;
    const call: PixelCall = { shop: init.data.shop.myshopifyDomain, orderId, visitor, eventId: id };
    // Without a content type of its own it needs no preflight, for which a page that is being left has no time.
    await fetch(settings.endpoint, { method: 'POST', keepalive: true, body: JSON.stringify(call) }).catch(() => undefined);
  });
});
