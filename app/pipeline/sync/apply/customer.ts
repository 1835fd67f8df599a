// customers/update: where a customer lives. No name, no address.
import type { CustomerPayload } from '#app/contract/webhooks/customer.ts';
import { updateCustomer } from '#app/db/customers.ts';
import { eachOf } from './delivery.ts';

export const applyCustomer = eachOf<CustomerPayload>(async (payload, { shop, on }) =>
  updateCustomer(shop.shopId, { customerId: payload.id, countryCode: payload.default_address?.country_code ?? null, createdAt: payload.created_at, updatedAt: payload.updated_at }, on));
