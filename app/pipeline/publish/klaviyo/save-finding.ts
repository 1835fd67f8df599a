// What a look at Klaviyo found is kept, and the steps that wait follow it: mended, they go out; wrong in another way than
// before, they wait for that. So no step is left behind by a problem that changed its name.
import { saveKlaviyoCheck } from '#app/db/klaviyo-connections.ts';
import { restateSteps } from '#app/db/step-delivery.ts';
import { sendWhatWaited } from './send-what-waited.ts';

/** @param before what was wrong until now, @param problem what is wrong; null: nothing */
export async function saveFinding(shopId: bigint, before: string | null, problem: string | null, now: Date): Promise<void> {
  await saveKlaviyoCheck(shopId, problem, now);
  if (before === null || before === problem) return;
  if (problem) await restateSteps(shopId, before, problem);
  else await sendWhatWaited(shopId, [before], now);
}
