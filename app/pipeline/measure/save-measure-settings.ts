// A merchant says which effect is worth knowing, how much of one shopper counts, or what an email costs. Logged, with the
// time at which the cap was changed: what is changed after an experiment began is said beside its number.
import { recordChange } from '#app/db/changes.ts';
import { measureSettingsOf, saveMeasureSettings as save } from '#app/db/measure-settings.ts';
import { withTransaction } from '#app/db/pool.ts';
import { AppError } from '#app/domain/app-error.ts';
import { type MeasureChoice, measureProblems } from '#app/domain/experiment/measure-settings.ts';
import { says } from '#app/domain/says/says.ts';

/** @param change what is not in it stays @param actor the person's subject id @throws AppError bad_request for what is out of bounds; nothing is saved then */
export async function saveMeasureSettings(shopId: bigint, change: Partial<MeasureChoice>, actor: string, now: Date): Promise<void> {
  await withTransaction(async (client) => {
    const before = await measureSettingsOf(shopId, client);
    const wanted = { ...before, ...change };
    if (measureProblems(wanted).length > 0) throw new AppError('bad_request', says(({ desk }) => desk.measureBounds));
    const after = change.capMinor === undefined || change.capMinor === before.capMinor ? wanted : { ...wanted, capFrom: 'merchant' as const, capAt: now };
    if (JSON.stringify(after) === JSON.stringify(before)) return;
    await save(shopId, after, { actor, at: now }, client);
    await recordChange(shopId, { changedAt: now, actor, event: 'measure_settings_saved', detail: { before, after } }, client);
  });
}
