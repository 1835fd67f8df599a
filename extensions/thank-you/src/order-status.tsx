// The block on the order's own page, whenever the customer comes back to it.
import '@shopify/ui-extensions/preact';
import type { Api } from '@shopify/ui-extensions/customer-account.order-status.block.render';
import { showOffer } from './show-offer.tsx';

declare const shopify: Api;

export default async (): Promise<void> => {
  const order = shopify.order.value;
  if (order) await showOffer(shopify, { orderId: order.id, placement: 'order_status' });
};
