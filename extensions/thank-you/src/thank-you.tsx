// The block on the thank-you page, right after paying.
import '@shopify/ui-extensions/preact';
import type { Api } from '@shopify/ui-extensions/purchase.thank-you.block.render';
import { showOffer } from './show-offer.tsx';

declare const shopify: Api;

export default (): Promise<void> => showOffer(shopify, { orderId: shopify.orderConfirmation.value.order.id, placement: 'thank_you' });
