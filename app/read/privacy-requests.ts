// What customers asked for by law, through Shopify: who asked, when, what was done; and the answer to a data request, which
// the merchant owes the customer. Who was forgotten is not named: that is what they asked for.
import { changeById, listChanges } from '#app/db/changes.ts';
import { recordsAbout } from '#app/db/people.ts';
import { AppError } from '#app/domain/app-error.ts';
import { says } from '#app/domain/says/says.ts';

const SHOWN = 20;
const EVENTS = ['customer_data_requested', 'customer_redacted'] as const;

export interface PrivacyRequest {
  requestId: string;
  kind: (typeof EVENTS)[number];
  /** ISO. */
  at: string;
  /** Decimal text; null: forgotten. */
  customerId: string | null;
  /** Rows that were kept about them when they asked. */
  held: number | null;
}

export async function privacyRequests(shopId: bigint): Promise<PrivacyRequest[]> {
  return (await listChanges(shopId, { limit: SHOWN, events: EVENTS })).map(({ changeId, changedAt, event, detail }) => ({
    requestId: changeId,
    kind: event as PrivacyRequest['kind'],
    at: changedAt.toISOString(),
    customerId: typeof detail.customerId === 'string' ? detail.customerId : null,
    held: detail.held ? Object.values(detail.held as Record<string, number>).reduce((sum, count) => sum + count, 0) : null,
  }));
}

export interface PrivacyAnswer {
  customerId: string;
  /** ISO. */
  askedAt: string;
  answeredAt: string;
  records: Record<string, object[]>;
}

/** All that is kept about who asked, as it is now. @throws AppError not_found for a request that is not here, or whose customer was forgotten since */
export async function privacyAnswer(shopId: bigint, requestId: string, now: Date): Promise<PrivacyAnswer> {
  const request = await changeById(shopId, requestId);
  const customerId = request?.event === 'customer_data_requested' ? request.detail.customerId : undefined;
  if (!request || typeof customerId !== 'string') throw new AppError('not_found', says(({ desk }) => desk.requestGone));
  return { customerId, askedAt: request.changedAt.toISOString(), answeredAt: now.toISOString(), records: await recordsAbout(shopId, BigInt(customerId)) };
}
