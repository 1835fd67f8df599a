// Whom an address belongs to, for orders and checkouts without a customer; and both sides noted for each other: guests'
// orders for the customer who may yet come with their address, customers for the guest's order that may.
import { gidNumber } from '#app/adapters/shopify/gid.ts';
import type { OrderNode } from '#app/adapters/shopify/operations/bulk-exports.ts';
import { customersByEmail, noteCustomerEmails, noteGuestOrders } from '#app/db/customer-emails.ts';
import type { Queryable } from '#app/db/pool.ts';
import { emailHashes } from './email-hash.ts';

export interface Guests {
  /** @returns null for an address that is no customer's, and for none */
  customerOf(email: string | null | undefined): bigint | null;
}

export async function guestsKnown(shopId: bigint, emails: readonly (string | null | undefined)[], on: Queryable): Promise<Guests> {
  const owners = await customersByEmail(shopId, emails.flatMap((email) => emailHashes(shopId, email)), on);
  return {
    customerOf(email) {
      for (const hash of emailHashes(shopId, email)) {
        const owner = owners.get(hash);
        if (owner !== undefined) return owner;
      }
      return null;
    },
  };
}

export interface GuestsOrder {
  orderId: bigint;
  email: string | null | undefined;
}

/** @returns the order, where nobody is named as its customer */
export const guestsOrder = ({ id, email, customer }: Pick<OrderNode, 'id' | 'email' | 'customer'>): GuestsOrder[] => (customer ? [] : [{ orderId: gidNumber(id), email }]);

/** After the orders were written. */
export async function noteGuests(shopId: bigint, guests: readonly GuestsOrder[], on: Queryable): Promise<void> {
  await noteGuestOrders(shopId, guests.map(({ orderId, email }) => ({ orderId, emailHashes: emailHashes(shopId, email) })), on);
}

export interface ToldAddress {
  customerId: bigint;
  email: string | null | undefined;
  toldAt: Date;
}

/** After the customers were written. */
export async function noteAddresses(shopId: bigint, told: readonly ToldAddress[], on: Queryable): Promise<void> {
  await noteCustomerEmails(shopId, told.map(({ customerId, email, toldAt }) => ({ customerId, emailHashes: emailHashes(shopId, email), toldAt })), on);
}
