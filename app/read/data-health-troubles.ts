// What makes Setwise's knowledge of a store wrong or old, or all of it useless, worst first. Pure: whoever reads the facts
// hands them in.
import type { BackfillRow } from '#app/db/backfills.ts';
import type { ReconciliationRow } from '#app/db/reconciliations.ts';
import { DAY_MS } from '#app/domain/days.ts';
import type { DeliveriesHealth } from './data-health-deliveries.ts';

export type Trouble =
  /** No market is active: nobody can buy, and nobody is offered anything. */
  | { kind: 'no_market' }
  /** The store changed and nobody told. ISO. */
  | { kind: 'quiet'; about: 'orders' | 'products'; since: string }
  /** Messages wait to be applied: the worker is stuck or gone. */
  | { kind: 'waiting'; count: number; oldestMsAgo: number }
  | { kind: 'past_failed'; error: string }
  | { kind: 'past_missing' }
  | { kind: 'set_aside'; count: number }
  /** A discount that is not ours brings live sets below the floor. */
  | { kind: 'other_discount'; title: string; sets: number }
  | { kind: 'comparison_failed'; error: string }
  /** ISO. */
  | { kind: 'not_compared'; goodAt: string };

/** A worker that is alive applies within seconds. */
const WAITS_TOO_LONG_MS = 2 * 60_000;
/** Each night, and one may fail. */
const COMPARED_EVERY_MS = 2 * DAY_MS;

export interface TroubleFacts {
  deliveries: Pick<DeliveriesHealth, 'waiting' | 'watch'>;
  setAsideOpen: number;
  backfill: Pick<BackfillRow, 'status' | 'error'> | 'said elsewhere' | undefined;
  comparison: Pick<ReconciliationRow, 'status' | 'error'> | undefined;
  goodAt: Date | undefined;
  sellsNowhere: boolean;
  /** Discounts with which something of live sets would be below the floor. */
  belowFloor: readonly { title: string; sets: number }[];
  at: Date;
}

export function findTroubles({ deliveries: { waiting, watch }, setAsideOpen, backfill, comparison, goodAt, sellsNowhere, belowFloor, at }: TroubleFacts): Trouble[] {
  const troubles: Trouble[] = [];
  if (sellsNowhere) troubles.push({ kind: 'no_market' });
  for (const { title, sets } of belowFloor) troubles.push({ kind: 'other_discount', title, sets });
  if (watch?.quietSince) troubles.push({ kind: 'quiet', about: watch.about ?? 'orders', since: watch.quietSince });
  if (waiting.oldestMsAgo !== null && waiting.oldestMsAgo > WAITS_TOO_LONG_MS) troubles.push({ kind: 'waiting', count: waiting.count, oldestMsAgo: waiting.oldestMsAgo });
  if (backfill === undefined) troubles.push({ kind: 'past_missing' });
  else if (backfill !== 'said elsewhere' && backfill.status === 'failed') troubles.push({ kind: 'past_failed', error: backfill.error ?? '' });
  if (setAsideOpen > 0) troubles.push({ kind: 'set_aside', count: setAsideOpen });
  if (comparison?.status === 'failed') troubles.push({ kind: 'comparison_failed', error: comparison.error ?? '' });
  else if (goodAt && comparison?.status !== 'running' && at.getTime() - goodAt.getTime() > COMPARED_EVERY_MS) troubles.push({ kind: 'not_compared', goodAt: goodAt.toISOString() });
  return troubles;
}
