// Shops whose markets are known, with what they sell in.
import { pool } from '../pool.ts';

export async function shopsWithCurrencies(): Promise<bigint[]> {
  const { rows } = await pool().query<{ shop_id: bigint }>('SELECT shop_id FROM shops s WHERE uninstalled_at IS NULL AND EXISTS (SELECT FROM market_currencies c WHERE c.shop_id = s.shop_id) ORDER BY shop_id');
  return rows.map((row) => row.shop_id);
}
