// customers/delete: nothing is sent to them any more. What they bought stays as numbers until Shopify asks to forget them.
import type { CustomerDeletedPayload } from '#app/contract/webhooks/customer.ts';
import { deleteCustomers } from '#app/db/customers.ts';
import { stopEnrollmentsOf } from '#app/db/enrollments.ts';
import type { Apply } from './delivery.ts';

export const applyCustomerDeleted: Apply<CustomerDeletedPayload> = async (told, { shop: { shopId }, on }) => {
  await deleteCustomers(shopId, told.map(({ payload, triggeredAt }) => ({ customerId: payload.id, at: triggeredAt })), on);
  for (const { payload } of told) await stopEnrollmentsOf(shopId, payload.id, 'all', 'customer_deleted', on);
};
