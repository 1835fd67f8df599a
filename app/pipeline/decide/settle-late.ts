// Linking a visitor to a customer gives all their names one arm, of the arms that are written by then. A stranger's is written
// after the answer (arm-log.ts): whom somebody links meanwhile is looked at once more when that is done. Who is still a stranger
// then is not asked about. Nobody waits for it, and where it fails their next question settles it.
import { remember } from '@epic-web/remember';
import { log } from '#app/adapters/log.ts';
import { settleLinked } from '#app/db/linked-arms.ts';
import { factsSource } from './kept-facts.ts';

/** Longer than what links them takes to be committed and told. */
const AFTER_MS = 5_000;
/** Beyond, the earliest are looked at sooner. */
const MOST_WAITING = 50_000;

const late = remember('setwise.settle-late', () => ({ waiting: [] as { shopId: bigint; visitorId: string }[], timer: undefined as NodeJS.Timeout | undefined }));

/** @param visitorIds whose arms have been written just now */
export function settleLater(shopId: bigint, visitorIds: readonly string[]): void {
  for (const visitorId of visitorIds) late.waiting.push({ shopId, visitorId });
  if (late.waiting.length >= MOST_WAITING) void settleLate();
  else late.timer ??= setTimeout(() => void settleLate(), AFTER_MS).unref();
}

export async function settleLate(): Promise<void> {
  clearTimeout(late.timer);
  late.timer = undefined;
  const linked = Map.groupBy(late.waiting.splice(0).filter(({ shopId, visitorId }) => !factsSource().isStranger(shopId, visitorId)), ({ shopId }) => shopId);
  for (const [shopId, those] of linked) {
    try {
      await settleLinked(shopId, those.map(({ visitorId }) => visitorId));
    } catch (error) {
      log().warn({ shopId: String(shopId), error: (error as Error).message }, 'arms of visitors who were linked meanwhile could not be settled');
    }
  }
}
