// Everything that is compared with the store, in the order in which it is: an order's lines look up costs, and its
// customer is known by then. Another kind is a line here, its tables in app/db/mirrored-facts.ts.
import type { Kind } from './kind.ts';
import { customers } from './kinds/customers.ts';
import { inventory } from './kinds/inventory.ts';
import { orders } from './kinds/orders.ts';
import { products } from './kinds/products.ts';

export const KINDS: readonly Kind[] = [products, inventory, customers, orders];
