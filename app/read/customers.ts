// The way to a customer's page: those with something to see.
import { latestCustomers } from '#app/db/admin-customers.ts';

export interface CustomerLine {
  /** Decimal text. */
  customerId: string;
  /** ISO. */
  lastAt: string;
  waiting: number;
  sent: number;
  notSent: number;
}

const SHOWN = 25;

export async function customersPage(shopId: bigint): Promise<CustomerLine[]> {
  return (await latestCustomers(shopId, SHOWN)).map(({ customerId, lastAt, ...counts }) => ({ customerId: String(customerId), lastAt: lastAt.toISOString(), ...counts }));
}
