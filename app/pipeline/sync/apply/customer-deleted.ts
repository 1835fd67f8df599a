// customers/delete: nothing is sent to them any more.
import type { CustomerDeletedPayload } from '#app/contract/webhooks/customer.ts';
import { takeDeletedCustomers } from '../take-deleted-customers.ts';
import type { Apply } from './delivery.ts';

export const applyCustomerDeleted: Apply<CustomerDeletedPayload> = (told, { shop, on }) =>
  takeDeletedCustomers(shop.shopId, told.map(({ payload, triggeredAt }) => ({ customerId: payload.id, at: triggeredAt })), on);
