// Fixes once how much of one shopper counts, by what customers brought before the first experiment; where too little is known
// of that, nothing is fixed and it is asked again. What the merchant said stays. Not while the store's past is still read:
// half of it would fix another cap.
import { latestBackfill } from '#app/db/backfills.ts';
import { recordChange } from '#app/db/changes.ts';
import { customerWeeks } from '#app/db/customer-weeks.ts';
import { guardrailsOf } from '#app/db/guardrails.ts';
import { measureSettingsOf, saveMeasureSettings } from '#app/db/measure-settings.ts';
import { withTransaction } from '#app/db/pool.ts';
import { SETWISE } from '#app/db/review-settings.ts';
import { capOfHistory } from '#app/domain/experiment/cap.ts';

export async function fixCap(shopId: bigint, now: Date): Promise<void> {
  if ((await measureSettingsOf(shopId)).capFrom || (await latestBackfill(shopId))?.status === 'running') return;
  const { defaultCostBp } = await guardrailsOf(shopId);
  const capMinor = capOfHistory(await customerWeeks(shopId, now, defaultCostBp));
  if (capMinor === undefined) return;
  await withTransaction(async (client) => {
    const before = await measureSettingsOf(shopId, client);
    if (before.capFrom) return;
    const after = { ...before, capMinor, capFrom: 'history' as const, capAt: now };
    await saveMeasureSettings(shopId, after, { actor: SETWISE, at: now }, client);
    await recordChange(shopId, { changedAt: now, actor: SETWISE, event: 'measure_settings_saved', detail: { before, after } }, client);
  });
}
