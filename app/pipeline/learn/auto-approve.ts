// Suggestions above the merchant's bar go live by themselves, so many a week: every night after proposing, and at once when it
// is switched on. Off unless a person switched it on. Each is a change of its own, and is paused like any other set.
import { log } from '#app/adapters/log.ts';
import { recordChange } from '#app/db/changes.ts';
import { withTransaction } from '#app/db/pool.ts';
import { countAutoApproved, reviewSettingsOf, SETWISE, writeReviewSettings } from '#app/db/review-settings.ts';
import { AppError } from '#app/domain/app-error.ts';
import { daysBefore } from '#app/domain/days.ts';
import { aboveTheBar, type ReviewSettings } from '#app/domain/set/auto-approval.ts';
import { judgeSuggestions } from './judge-suggestions.ts';
import { approveWaiting } from './review-sets.ts';

/** @returns how many went live */
export async function autoApprove(shopId: bigint, now: Date): Promise<number> {
  const settings = await reviewSettingsOf(shopId);
  if (!settings.autoApprove) return 0;
  const left = settings.mostPerWeek - (await countAutoApproved(shopId, daysBefore(now, 7)));
  let approved = 0;
  for (const { setId } of left > 0 ? aboveTheBar(await judgeSuggestions(shopId, now), settings) : []) {
    if (approved >= left) break;
    try {
      await approveWaiting(shopId, setId, SETWISE, now);
      approved += 1;
    } catch (error) {
      // What a person would be told of: somebody judged it meanwhile, its anchor or all of its products are gone.
      if (!(error instanceof AppError)) throw error;
      log().info({ shopId: String(shopId), setId, error: error.message }, 'a suggestion above the bar could not go live');
    }
  }
  return approved;
}

/** What these settings would approve of what waits today, were there no number a week. */
export async function wouldApprove(shopId: bigint, settings: Pick<ReviewSettings, 'leastOrders' | 'leastMarginBp'>, now: Date): Promise<{ above: number; all: number }> {
  const open = (await judgeSuggestions(shopId, now)).filter(({ snoozed }) => !snoozed);
  return { above: aboveTheBar(open, settings).length, all: open.length };
}

/** @returns how many went live at once */
export async function saveReviewSettings(shopId: bigint, settings: ReviewSettings, actor: string, now: Date): Promise<number> {
  await withTransaction(async (client) => {
    const before = await reviewSettingsOf(shopId, client);
    await writeReviewSettings(shopId, settings, { actor, at: now }, client);
    await recordChange(shopId, { changedAt: now, actor, event: 'review_settings_saved', detail: { before, after: settings } }, client);
  });
  return autoApprove(shopId, now);
}
