// What the verdict goes by. A shop without a row has the defaults.
import { DEFAULT_MEASURE_SETTINGS, type MeasureSettings } from '#app/domain/experiment/measure-settings.ts';
import { pool, type Queryable } from './pool.ts';

type Row = Omit<MeasureSettings, 'capMinor'> & { capMinor: bigint | null };

export async function measureSettingsOf(shopId: bigint, on: Queryable = pool()): Promise<MeasureSettings> {
  const { rows } = await on.query<Row>(
    `SELECT plausible_bp AS "plausibleBp", message_cost_milli AS "messageCostMilli", cap_minor AS "capMinor", cap_from AS "capFrom", cap_at AS "capAt" FROM measure_settings WHERE shop_id = $1`, [shopId],
  );
  return rows[0] ? { ...rows[0], capMinor: rows[0].capMinor === null ? null : Number(rows[0].capMinor) } : DEFAULT_MEASURE_SETTINGS;
}

export async function saveMeasureSettings(shopId: bigint, { plausibleBp, messageCostMilli, capMinor, capFrom, capAt }: MeasureSettings, by: { actor: string; at: Date }, on: Queryable = pool()): Promise<void> {
  await on.query(
    `INSERT INTO measure_settings (shop_id, plausible_bp, message_cost_milli, cap_minor, cap_from, cap_at, updated_at, updated_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (shop_id) DO UPDATE SET plausible_bp = excluded.plausible_bp, message_cost_milli = excluded.message_cost_milli, cap_minor = excluded.cap_minor,
       cap_from = excluded.cap_from, cap_at = excluded.cap_at, updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
    [shopId, plausibleBp, messageCostMilli, capMinor, capFrom, capAt, by.at, by.actor],
  );
}
