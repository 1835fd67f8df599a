// A place was reached: the subject counts, in the arm that we gave them. What the client says of itself is only which
// visitor, where, and which answer it had; whoever had none is counted nowhere, nor is who names another's.
import { verifyAppProxy } from '#app/adapters/shopify/app-proxy-signature.ts';
import { config } from '#app/config/config.ts';
import { exposureQuery } from '#app/contract/exposures.ts';
import { readQuery } from '#app/contract/read-call.ts';
import { shopByDomain } from '#app/db/shops.ts';
import { AppError } from '#app/domain/app-error.ts';
import { countOnSite } from '../decide/count-exposures.ts';
import { isDecisionFor } from '../decide/decision-id.ts';

/**
 * @param times business time for the record, wire time for the signature
 * @throws AppError unauthorized for a missing, wrong or stale signature; bad_request for what cannot be understood
 */
export async function recordExposure(query: URLSearchParams, times: { now: Date; wireNow: Date }): Promise<void> {
  const signature = verifyAppProxy(query, config().shopify.apiSecrets, times.wireNow);
  if (signature.kind === 'malformed') throw new AppError('bad_request', signature.message);
  if (signature.kind === 'refused') throw new AppError('unauthorized', signature.message);
  const { placement, visitor: visitorId, decision: decisionId, experiment: experimentId } = readQuery(exposureQuery, query);
  const shop = await shopByDomain(signature.shopDomain);
  if (!shop || shop.uninstalledAt) return;
  const { shopId } = shop;
  if (!isDecisionFor(decisionId, { shopId, placement, visitorId })) return;
  await countOnSite(shopId, { placement, visitorId, customerId: signature.customerId, decisionId, experimentId }, times.now);
}
