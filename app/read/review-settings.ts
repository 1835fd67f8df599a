// Above which bar suggestions go live by themselves, for the form that changes it.
import { reviewSettingsOf } from '#app/db/review-settings.ts';
import type { ReviewSettings } from '#app/domain/set/auto-approval.ts';

export const reviewSettings = (shopId: bigint): Promise<ReviewSettings> => reviewSettingsOf(shopId);
