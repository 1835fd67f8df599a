// Every background job and where its handler is; the handler is loaded when it first runs.
import type { JobDefinition } from './definition.ts';
import { addOrders } from './definitions/add-orders.ts';
import { addOrdersOfAll } from './definitions/add-orders-of-all.ts';
import { countAudience } from './definitions/count-audience.ts';
import { countTransitTimes } from './definitions/count-transit-times.ts';
import { enroll } from './definitions/enroll.ts';
import { fetchOrder } from './definitions/fetch-order.ts';
import { fetchReturns } from './definitions/fetch-returns.ts';
import { attributeOrder } from './definitions/attribute-order.ts';
import { checkKlaviyo } from './definitions/check-klaviyo.ts';
import { forgetShop } from './definitions/forget-shop.ts';
import { joinVisitor } from './definitions/join-visitor.ts';
import { lookThroughCatalogue } from './definitions/look-through-catalogue.ts';
import { maintainDecisions } from './definitions/maintain-decisions.ts';
import { pruneDeliveries } from './definitions/prune-deliveries.ts';
import { publishSets } from './definitions/publish-sets.ts';
import { reconcileShop } from './definitions/reconcile-shop.ts';
import { reconcileShops } from './definitions/reconcile-shops.ts';
import { refreshOutcomes } from './definitions/refresh-outcomes.ts';
import { checkSetDiscount } from './definitions/check-set-discount.ts';
import { readTheme } from './definitions/read-theme.ts';
import { rereadFact } from './definitions/reread-fact.ts';
import { rereadPricesOfAll } from './definitions/reread-prices-of-all.ts';
import { rereadProduct } from './definitions/reread-product.ts';
import { rereadSubscription } from './definitions/reread-subscription.ts';
import { resolveSets } from './definitions/resolve-sets.ts';
import { runBackfill } from './definitions/run-backfill.ts';
import { sendStep } from './definitions/send-step.ts';
import { stopEnrollments } from './definitions/stop-enrollments.ts';
import { tendTests } from './definitions/tend-tests.ts';
import { trainAll } from './definitions/train-all.ts';
import { trainAssociations } from './definitions/train-associations.ts';
import { turnTheDay } from './definitions/turn-the-day.ts';
import { watchWebhooks } from './definitions/watch-webhooks.ts';
import { watchWebhooksOfAll } from './definitions/watch-webhooks-of-all.ts';
import { writeDigests } from './definitions/write-digests.ts';

/** What a handler file exports. The payload has passed the definition's schema. */
export interface HandlerFile {
  default(payload: never): Promise<void>;
  /** Called once no try is left, so that what a person waits for does not seem to go on. */
  givenUp?(payload: never, error: Error): Promise<void>;
}

export interface RegisteredJob {
  definition: JobDefinition;
  load(): Promise<HandlerFile>;
}

export const registry: readonly RegisteredJob[] = [
  { definition: runBackfill, load: () => import('./handlers/run-backfill.ts') },
  { definition: rereadProduct, load: () => import('./handlers/reread-product.ts') },
  { definition: rereadSubscription, load: () => import('./handlers/reread-subscription.ts') },
  { definition: fetchOrder, load: () => import('./handlers/fetch-order.ts') },
  { definition: fetchReturns, load: () => import('./handlers/fetch-returns.ts') },
  { definition: countTransitTimes, load: () => import('./handlers/count-transit-times.ts') },
  { definition: countAudience, load: () => import('./handlers/count-audience.ts') },
  { definition: reconcileShop, load: () => import('./handlers/reconcile-shop.ts') },
  { definition: reconcileShops, load: () => import('./handlers/reconcile-shops.ts') },
  { definition: watchWebhooks, load: () => import('./handlers/watch-webhooks.ts') },
  { definition: watchWebhooksOfAll, load: () => import('./handlers/watch-webhooks-of-all.ts') },
  { definition: rereadFact, load: () => import('./handlers/reread-fact.ts') },
  { definition: rereadPricesOfAll, load: () => import('./handlers/reread-prices-of-all.ts') },
  { definition: trainAssociations, load: () => import('./handlers/train-associations.ts') },
  { definition: trainAll, load: () => import('./handlers/train-all.ts') },
  { definition: addOrders, load: () => import('./handlers/add-orders.ts') },
  { definition: addOrdersOfAll, load: () => import('./handlers/add-orders-of-all.ts') },
  { definition: resolveSets, load: () => import('./handlers/resolve-sets.ts') },
  { definition: turnTheDay, load: () => import('./handlers/turn-the-day.ts') },
  { definition: tendTests, load: () => import('./handlers/tend-tests.ts') },
  { definition: writeDigests, load: () => import('./handlers/write-digests.ts') },
  { definition: publishSets, load: () => import('./handlers/publish-sets.ts') },
  { definition: checkSetDiscount, load: () => import('./handlers/check-set-discount.ts') },
  { definition: readTheme, load: () => import('./handlers/read-theme.ts') },
  { definition: enroll, load: () => import('./handlers/enroll.ts') },
  { definition: stopEnrollments, load: () => import('./handlers/stop-enrollments.ts') },
  { definition: pruneDeliveries, load: () => import('./handlers/prune-deliveries.ts') },
  { definition: maintainDecisions, load: () => import('./handlers/maintain-decisions.ts') },
  { definition: sendStep, load: () => import('./handlers/send-step.ts') },
  { definition: checkKlaviyo, load: () => import('./handlers/check-klaviyo.ts') },
  { definition: attributeOrder, load: () => import('./handlers/attribute-order.ts') },
  { definition: refreshOutcomes, load: () => import('./handlers/refresh-outcomes.ts') },
  { definition: joinVisitor, load: () => import('./handlers/join-visitor.ts') },
  { definition: lookThroughCatalogue, load: () => import('./handlers/look-through-catalogue.ts') },
  { definition: forgetShop, load: () => import('./handlers/forget-shop.ts') },
];
