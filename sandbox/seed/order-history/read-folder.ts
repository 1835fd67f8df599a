// Reads the folder as it is, into plain facts with the folder's own ids. Nothing is returned unless all of it parses.
import { access, stat } from 'node:fs/promises';
import path from 'node:path';
import { OrderHistoryError } from './order-history-error.ts';
import { readRows } from './read-rows.ts';

export interface HistoryLine {
  productId: string;
  quantity: number;
  priceMinor: number | null;
  costMinor: number | null;
}

export interface HistoryOrder {
  id: string;
  /** '' = guest. */
  customerId: string;
  at: number;
  lines: HistoryLine[];
}

export interface HistoryProduct {
  id: string;
  title: string;
  priceMinor: number | null;
  costMinor: number | null;
  productType: string;
}

export interface HistoryReturn {
  customerId: string;
  at: number;
  productId: string;
  quantity: number;
}

export interface History {
  orders: HistoryOrder[];
  products: Map<string, HistoryProduct>;
  returns: HistoryReturn[];
}

const FORMAT = 'orders.csv.gz (order_id,customer_id,ordered_at,product_id,quantity,unit_price) and products.csv.gz (product_id,title,price)';

export async function readFolder(folder: string): Promise<History> {
  await mustBeHistory(folder);
  const products = await readProducts(path.join(folder, 'products.csv.gz'));
  const orders = await readOrders(path.join(folder, 'orders.csv.gz'));
  if (orders.length === 0) throw new OrderHistoryError('orders.csv.gz: there is no order in it');
  return { orders, products, returns: await readReturns(path.join(folder, 'returns.csv.gz')) };
}

async function mustBeHistory(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (!found?.isDirectory()) throw new OrderHistoryError(`${folder} is not a folder. It should be one with ${FORMAT}.`);
  const missing: string[] = [];
  for (const file of ['orders.csv.gz', 'products.csv.gz']) if (!(await exists(path.join(folder, file)))) missing.push(file);
  if (missing.length > 0) throw new OrderHistoryError(`${folder} has no ${missing.join(' and no ')}. It should be a folder with ${FORMAT}.`);
}

const exists = (file: string): Promise<boolean> => access(file).then(() => true, () => false);

async function readProducts(file: string): Promise<Map<string, HistoryProduct>> {
  const products = new Map<string, HistoryProduct>();
  await readRows(file, ['product_id', 'title'], (row) => {
    const id = row.text('product_id');
    products.set(id, {
      id,
      title: row.optionalText('title') || id,
      priceMinor: row.money('price'),
      costMinor: row.money('cost'),
      productType: row.optionalText('product_type') || row.optionalText('category'),
    });
  });
  return products;
}

async function readOrders(file: string): Promise<HistoryOrder[]> {
  const orders = new Map<string, HistoryOrder>();
  // One string object per product id instead of one per line: half a million lines fit in little memory.
  const known = new Map<string, string>();
  await readRows(file, ['order_id', 'customer_id', 'ordered_at', 'product_id', 'quantity', 'unit_price'], (row) => {
    const id = row.text('order_id');
    const productId = row.text('product_id');
    if (!known.has(productId)) known.set(productId, productId);
    const line = { productId: known.get(productId) ?? productId, quantity: row.count('quantity'), priceMinor: row.money('unit_price'), costMinor: row.money('unit_cost') };
    const at = row.time('ordered_at');
    const order = orders.get(id);
    if (order) order.lines.push(line);
    else orders.set(id, { id, customerId: row.optionalText('customer_id'), at, lines: [line] });
  });
  return [...orders.values()].sort((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1));
}

async function readReturns(file: string): Promise<HistoryReturn[]> {
  if (!(await exists(file))) return [];
  const returns: HistoryReturn[] = [];
  await readRows(file, ['customer_id', 'returned_at', 'product_id', 'quantity'], (row) => {
    returns.push({ customerId: row.optionalText('customer_id'), at: row.time('returned_at'), productId: row.text('product_id'), quantity: row.count('quantity') });
  });
  return returns.sort((one, other) => one.at - other.at);
}
