// Deliveries that could not be applied, a page at a time, newest first, with why and what a retry would do. Never what was
// in them.
import { lastWholeReading } from '#app/db/reconciliations.ts';
import { countSetAside, setAsideDeliveries } from '#app/db/webhook-deliveries.ts';
import { type Comparison, latestComparisons } from './data-health.ts';
import { type DeliveryFamily, familyOf } from './data-health-deliveries.ts';
import { type ShownReason, shownReason } from './data-health-reason.ts';

export const SET_ASIDE_PER_PAGE = 25;

export interface SetAsideLine {
  webhookId: string;
  topic: string;
  family: DeliveryFamily;
  /** ISO. */
  triggeredAt: string;
  reason: ShownReason;
  attempts: number;
  /** unreadable: never any use. forgotten: its payload is gone. form: nothing until Setwise reads it differently. writes: it is applied, and what is newer stays. */
  retry: 'unreadable' | 'forgotten' | 'form' | 'writes';
  /** made: what it told was read from the store since. brought: a comparison would bring it. lost: only a retry would. */
  news: 'made' | 'brought' | 'lost';
}

export interface SetAsidePage {
  all: number;
  /** What they told is still missing. */
  open: number;
  retryable: number;
  page: number;
  pages: number;
  lines: SetAsideLine[];
  /** The latest with the store: it brings what no retry can. */
  comparisons: Comparison[];
}

/** @param asked from 1; past the end it is the last */
export async function setAsidePage(shopId: bigint, asked: number, perPage = SET_ASIDE_PER_PAGE): Promise<SetAsidePage> {
  const [goodPoint, comparisons] = await Promise.all([lastWholeReading(shopId), latestComparisons(shopId, 1)]);
  const counts = await countSetAside(shopId, goodPoint);
  const pages = Math.max(1, Math.ceil(counts.all / perPage));
  const page = Math.min(Math.max(1, asked), pages);
  const rows = await setAsideDeliveries(shopId, goodPoint, { limit: perPage, offset: (page - 1) * perPage });
  return {
    ...counts,
    page,
    pages,
    comparisons,
    lines: rows.map(({ webhookId, topic, triggeredAt, error, retryable, attempts, open, readAnew }) => {
      const reason = shownReason(error);
      const news = !open ? 'made' : readAnew ? 'brought' : 'lost';
      const retry = reason.kind === 'unreadable' ? 'unreadable' : !retryable ? 'forgotten' : reason.kind === 'form' ? 'form' : 'writes';
      return { webhookId, topic, family: familyOf(topic), triggeredAt: triggeredAt.toISOString(), reason, attempts, news, retry };
    }),
  };
}
