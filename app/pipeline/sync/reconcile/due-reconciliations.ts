// Every hour: shops where it is night are compared with their stores, each at a minute of its own. A night that was missed
// is made up for at any hour.
import { wireNow } from '#app/adapters/clock/clock.ts';
import { shopsToCompare, type ShopToCompare } from '#app/db/across-shops/shops-to-compare.ts';
import { reconcileShop } from '#app/jobs/definitions/reconcile-shop.ts';
import { enqueue } from '#app/jobs/enqueue.ts';

const HOUR_MS = 3_600_000;
const NIGHT_HOUR = 3;
/** A comparison of the evening (somebody asked for it) is enough for the night. */
const FRESH_MS = 12 * HOUR_MS;
const MISSED_MS = 30 * HOUR_MS;
/** Below the hour, so that it has begun before it could be due again. */
const SPREAD_S = 3_000n;

/** @returns shops that are compared within the hour */
export async function dueReconciliations(now: Date): Promise<bigint[]> {
  const due = (await shopsToCompare()).filter((shop) => isDue(shop, now)).map(({ shopId }) => shopId);
  for (const shopId of due) {
    const runAt = new Date(wireNow().getTime() + Number(shopId % SPREAD_S) * 1_000);
    await enqueue(reconcileShop, { shopId: String(shopId), reason: 'nightly' }, { jobKey: `reconcile:${shopId}`, runAt });
  }
  return due;
}

function isDue({ timezone, comparedAt }: ShopToCompare, now: Date): boolean {
  const age = now.getTime() - comparedAt.getTime();
  return age > MISSED_MS || (age > FRESH_MS && hourAt(now, timezone) === NIGHT_HOUR);
}

/** An unknown zone must not cost the other shops their night: it has the night of Greenwich. */
function hourAt(now: Date, timezone: string): number {
  try {
    return Number(new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone: timezone }).format(now));
  } catch {
    return now.getUTCHours();
  }
}
