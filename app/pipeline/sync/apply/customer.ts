// customers/create, customers/update: where a customer lives, and which guests they were. No name, no address.
import type { CustomerPayload } from '#app/contract/webhooks/customer.ts';
import { updateCustomers } from '#app/db/customers.ts';
import { noteAddresses } from '../guests.ts';
import { type Apply, newest } from './delivery.ts';

export const applyCustomer: Apply<CustomerPayload> = async (told, { shop: { shopId }, on }) => {
  const newestOnes = newest(told, ({ id }) => id);
  const customers = newestOnes.map(({ payload }) => ({
    customerId: payload.id,
    countryCode: payload.default_address?.country_code ?? null,
    createdAt: payload.created_at,
    updatedAt: payload.updated_at,
  }));
  await updateCustomers(shopId, customers, on);
  await noteAddresses(shopId, newestOnes.map(({ payload }) => ({ customerId: payload.id, email: payload.email, toldAt: payload.updated_at })), on);
};
