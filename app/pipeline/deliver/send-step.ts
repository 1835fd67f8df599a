// One decided step goes out. Between the decision and now the world went on, so everything that could make it wrong is
// asked again in this moment: is the shop still here, does the customer still agree (at Shopify and at Klaviyo), is every
// product still on sale, in stock and above the floor. Then one event, whose unique id is the step's: a crash before the
// result is kept repeats the same event, and Klaviyo records it once. Never makes a profile.
import { KlaviyoAccessError } from '#app/adapters/klaviyo/errors.ts';
import { adminClient } from '#app/adapters/shopify/admin-client.ts';
import { config } from '#app/config/config.ts';
import { STEP_READY_METRIC, stepReady } from '#app/contract/klaviyo/step-ready.ts';
import { klaviyoConnection } from '#app/db/klaviyo-connections.ts';
import { type ShopRow, shopById } from '#app/db/shops.ts';
import { holdStep, type StepToDeliver, saveStepAttempt, saveStepNotSent, saveStepSent, stepToDeliver } from '#app/db/step-delivery.ts';
import { AppError } from '#app/domain/app-error.ts';
import { daysAfter } from '#app/domain/days.ts';
import { retold } from '#app/domain/says/retold.ts';
import { says, saysIn } from '#app/domain/says/says.ts';
import type { StepReason } from '#app/domain/workflow/step-reasons.ts';
import { decideFor } from '../decide/decide-offer.ts';
import { armsOf } from '../engage/step-arm.ts';
import { checkBeforeSending } from '../publish/klaviyo/check-before-sending.ts';
import { type OpenConnection, openConnection } from '../publish/klaviyo/open-connection.ts';
import { saveFinding } from '../publish/klaviyo/save-finding.ts';
import { askRecipient } from './ask-recipient.ts';
import { codeWanted, composeStep } from './compose-step.ts';
import type { Moment } from './email-text/email-text.ts';
import { exchangeOf } from './exchange-of.ts';
import { LINK_PATHS, signLink } from './link-token.ts';
import { mintCode } from './mint-code.ts';
import type { StepCode, StepLink } from './step-message.ts';

/** Longer than the code: a late click still finds its set. */
const LINK_DAYS = 60;

class Stop extends Error {
  readonly reason: StepReason;
  constructor(reason: StepReason) {
    super(reason);
    this.reason = reason;
  }
}

/** The connection does not send, for a reason that is kept with it. */
class Broken extends AppError {}

/** @throws AppError try_later: the step stays decided, and the job comes again */
export async function sendStep(shopId: bigint, stepId: string, now: Date): Promise<void> {
  const [step, shop] = await Promise.all([stepToDeliver(shopId, stepId), shopById(shopId)]);
  if (step?.status !== 'decided' || !shop) return;
  if (shop.uninstalledAt || !step.workflowOn) return saveStepNotSent(shopId, stepId, 'cancelled', 'workflow_off' satisfies StepReason);
  try {
    await deliver(shop, step, now);
  } catch (error) {
    if (error instanceof Stop) return saveStepNotSent(shopId, stepId, 'refused', error.reason);
    if (!(error instanceof AppError) || error.code === 'try_later') throw error;
    if (error instanceof KlaviyoAccessError) await saveFinding(shopId, (await klaviyoConnection(shopId))?.problem ?? null, error.message, now);
    if (!(error instanceof KlaviyoAccessError || error instanceof Broken)) return saveStepNotSent(shopId, stepId, 'failed', error.message);
    if (!(await holdStep(shopId, stepId, error.message))) await mendedMeanwhile(shopId, stepId);
  }
}

/** Had it been kept as failed after the waiting ones were sent, it would wait for ever. */
async function mendedMeanwhile(shopId: bigint, stepId: string): Promise<void> {
  if ((await stepToDeliver(shopId, stepId))?.status === 'decided') throw new AppError('try_later', 'What was wrong with Klaviyo has changed while this was on its way.');
}

/** No try is left: what happened stays with the step, in a sentence. */
export async function giveUpStep(shopId: bigint, stepId: string, error: Error): Promise<void> {
  await saveStepNotSent(shopId, stepId, 'failed', error instanceof AppError ? saysIn('en').klaviyo.notSent(error.message) : saysIn('en').klaviyo.notSentByUs);
}

async function deliver(shop: ShopRow, step: StepToDeliver, now: Date): Promise<void> {
  const { shopId } = shop;
  const connection = await usableConnection(shop, now);
  const admin = adminClient(shop.domain, 'background');
  const recipient = await askRecipient(admin, connection.client, step.customerId);
  if (recipient.refusal !== null || recipient.profileId === null) throw new Stop(recipient.refusal ?? 'no_profile');

  const items = step.variantIds.map((variantId) => ({ variantId, quantity: 1 }));
  const { tested } = (await armsOf(shopId, [step.customerId]))(step);
  const decided = await decideFor({ shopId, placement: 'email', items, customerId: step.customerId, partVariantIds: [], workflowId: step.workflowId }, now, tested);
  if (!decided?.decision.offer) throw new Stop('nothing_to_offer');

  const keys = config().encryptionKeys;
  const wanted = codeWanted(decided.decision.offer, step.trigger as Moment, await exchangeOf(shop, decided), now);
  const minted = wanted && (await mintCode(shop, { ...wanted, stepId: step.stepId }, admin, keys, now));
  const code: StepCode | null = wanted && minted ? { ...wanted, code: minted } : null;
  const expiresAt = daysAfter(now, LINK_DAYS);
  const link: StepLink = (purpose, productId) =>
    `${shop.storefrontUrl}/apps/setwise/${LINK_PATHS[purpose]}?t=${signLink({ shopId, stepId: step.stepId, purpose, expiresAt, ...(productId === undefined ? {} : { productId }) }, keys)}`;
  const message = composeStep(shop, { stepId: step.stepId, trigger: step.trigger as Moment, recipient, code, link }, decided);
  if (!message) throw new Stop('nothing_to_offer');

  if (!(await saveStepAttempt(shopId, step.stepId))) return;
  await connection.client.createEvent({ profileId: recipient.profileId, metric: STEP_READY_METRIC, properties: stepReady.parse(message), uniqueId: step.stepId });
  await saveStepSent(shopId, step, recipient.profileId, message, now);
}

/** @throws AppError refused with what the merchant has to do */
async function usableConnection(shop: ShopRow, now: Date): Promise<OpenConnection> {
  const connection = await openConnection(shop);
  if (!connection) throw new AppError('refused', says(({ klaviyo }) => klaviyo.notConnected));
  const problem = await checkBeforeSending(shop.shopId, connection.row, now);
  if (problem) throw new Broken('refused', (language) => retold(problem, language));
  return connection;
}
