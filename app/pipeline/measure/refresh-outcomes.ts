// Keeps what became of those to whom something happened since, so that the results page has few to compute when it is
// opened. It is exact without this, and slow: a shop that fails is logged and left to the next minute.
import { now } from '#app/adapters/clock/clock.ts';
import { log } from '#app/adapters/log.ts';
import { shopsWithStaleOutcomes } from '#app/db/across-shops/shops-with-stale-outcomes.ts';
import { outcomeTermsOf } from '#app/db/outcome-terms.ts';
import { refreshOutcomes as refresh } from '#app/db/outcomes.ts';
import { fixCap } from './fix-cap.ts';

export async function refreshOutcomes(): Promise<void> {
  for (const shopId of await shopsWithStaleOutcomes()) {
    try {
      await fixCap(shopId, now());
      await refresh(shopId, await outcomeTermsOf(shopId));
    } catch (error) {
      log().error({ shopId: String(shopId), error: (error as Error).message }, 'the outcomes of a shop could not be refreshed');
    }
  }
}
