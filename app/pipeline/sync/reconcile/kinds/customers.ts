// Customers: tags, language, country, whether they may be written to.
import { toGid } from '#app/adapters/shopify/gid.ts';
import type { CustomerNode } from '#app/adapters/shopify/operations/bulk-exports.ts';
import { CHANGED_CUSTOMERS, COUNT_CUSTOMERS, CUSTOMERS_BY_ID, changedCustomersInBulk } from '#app/adapters/shopify/operations/changed-since.ts';
import { CUSTOMER_IDS, customerIdsInBulk, type VersionNode } from '#app/adapters/shopify/operations/ids.ts';
import { upsertCustomers } from '#app/db/customers.ts';
import { liftTombstones } from '#app/db/mirrored-facts.ts';
import { customerRow } from '../../backfill/export-rows.ts';
import { noteAddresses } from '../../guests.ts';
import { takeDeletedCustomers } from '../../take-deleted-customers.ts';
import type { Kind, Listing } from '../kind.ts';
import { storeRow } from '../store-row.ts';

const customerIds: Listing<VersionNode, never> = {
  paged: CUSTOMER_IDS,
  pageSize: 250,
  bulk: customerIdsInBulk,
  count: COUNT_CUSTOMERS,
  rowsOf: ({ node }) => [storeRow('customers', node)],
};

export const customers: Kind<CustomerNode, never> = {
  name: 'customers',
  facts: ['customers'],
  changed: { paged: CHANGED_CUSTOMERS, pageSize: 100, bulk: changedCustomersInBulk, count: COUNT_CUSTOMERS },
  listings: [customerIds],
  byId: CUSTOMERS_BY_ID,
  idsAQuery: 100,
  gid: (id) => toGid('Customer', id),
  rowsOf: ({ node }) => [storeRow('customers', node)],
  async write({ shop: { shopId } }, objects, readAt, on) {
    const whole = objects.map(({ node }) => ({ node, row: customerRow(node) }));
    const rows = whole.map(({ row }) => row);
    await liftTombstones(shopId, 'customers', rows.map(({ customerId }) => customerId), readAt, on);
    await upsertCustomers(shopId, rows, on);
    await noteAddresses(shopId, whole.map(({ node, row: { customerId, updatedAt: toldAt } }) => ({ customerId, email: node.defaultEmailAddress?.emailAddress, toldAt })), on);
  },
  take: (work, objects, readAt, on) => customers.write(work, objects, readAt, on),
  bury: ({ shop }, ids, at, on) => takeDeletedCustomers(shop.shopId, ids.map((customerId) => ({ customerId, at })), on),
};
