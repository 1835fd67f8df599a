// Every shop that has the app now.
import type { Queryable } from '../pool.ts';
import { pool } from '../pool.ts';

export async function installedShops(on: Queryable = pool()): Promise<bigint[]> {
  return (await on.query<{ shop_id: bigint }>('SELECT shop_id FROM shops WHERE uninstalled_at IS NULL ORDER BY shop_id')).rows.map((row) => row.shop_id);
}
