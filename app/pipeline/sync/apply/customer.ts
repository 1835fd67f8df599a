// customers/update: where a customer lives. No name, no address.
import type { CustomerPayload } from '#app/contract/webhooks/customer.ts';
import { updateCustomers } from '#app/db/customers.ts';
import { type Apply, newest } from './delivery.ts';

export const applyCustomer: Apply<CustomerPayload> = async (told, { shop, on }) => {
  const customers = newest(told, ({ id }) => id).map(({ payload }) => ({
    customerId: payload.id,
    countryCode: payload.default_address?.country_code ?? null,
    createdAt: payload.created_at,
    updatedAt: payload.updated_at,
  }));
  await updateCustomers(shop.shopId, customers, on);
};
