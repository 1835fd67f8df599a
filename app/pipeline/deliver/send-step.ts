// One decided step goes out. Between the decision and now the world went on, so everything that could make it wrong is
// asked again in this moment: is the shop still here, does the customer still agree (at Shopify and at Klaviyo), is every
// product still on sale, in stock and above the floor. Then one event, whose unique id is the step's: a crash before the
// result is kept repeats the same event, and Klaviyo records it once. Never makes a profile.
import { KlaviyoAccessError } from '#app/adapters/klaviyo/errors.ts';
import { adminClient } from '#app/adapters/shopify/admin-client.ts';
import { toGid } from '#app/adapters/shopify/gid.ts';
import { CUSTOMER_CONTACT } from '#app/adapters/shopify/operations/customer-contact.ts';
import { config } from '#app/config/config.ts';
import { STEP_READY_METRIC, stepReady } from '#app/contract/klaviyo/step-ready.ts';
import { saveKlaviyoCheck } from '#app/db/klaviyo-connections.ts';
import { type ShopRow, shopById } from '#app/db/shops.ts';
import { type StepToDeliver, saveStepAttempt, saveStepNotSent, saveStepSent, stepToDeliver } from '#app/db/step-delivery.ts';
import { AppError } from '#app/domain/app-error.ts';
import { mayEmail } from '#app/domain/consent/email-consent.ts';
import type { StepReason } from '#app/domain/workflow/step-reasons.ts';
import { decideFor } from '../decide/decide-offer.ts';
import { checkKlaviyo } from '../publish/klaviyo/check-klaviyo.ts';
import { type OpenConnection, openConnection } from '../publish/klaviyo/open-connection.ts';
import { emailText, type Moment } from './email-text/email-text.ts';
import { signLink } from './link-token.ts';
import { mintCode } from './mint-code.ts';
import { codeDiscount, type StepCode, stepMessage } from './step-message.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const CODE_DAYS = 14;
/** Longer than the code: a late click still finds its set. */
const LINK_DAYS = 60;
/** Klaviyo takes events for a flow that is gone and says nothing: so often it is looked whether the flow is there. */
const CHECK_EVERY_MS = 5 * 60 * 1_000;

class Stop extends Error {
  readonly reason: StepReason;
  constructor(reason: StepReason) {
    super(reason);
    this.reason = reason;
  }
}

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
    if (error instanceof KlaviyoAccessError) await saveKlaviyoCheck(shopId, error.message, now);
    await saveStepNotSent(shopId, stepId, 'failed', error.message);
  }
}

/** No try is left: what happened stays with the step, in a sentence. */
export async function giveUpStep(shopId: bigint, stepId: string, error: Error): Promise<void> {
  await saveStepNotSent(shopId, stepId, 'failed', error instanceof AppError ? `Not sent after several tries. ${error.message}` : 'Not sent after several tries, by a fault of ours that was recorded.');
}

async function deliver(shop: ShopRow, step: StepToDeliver, now: Date): Promise<void> {
  const { shopId } = shop;
  const connection = await usableConnection(shop, now);
  const admin = adminClient(shop.domain);
  const { customer } = await admin.run(CUSTOMER_CONTACT, { id: toGid('Customer', step.customerId) });
  const address = customer?.defaultEmailAddress;
  if (!customer || !address || !mayEmail(address.marketingState)) throw new Stop('no_consent');

  const profile = await connection.client.profileByEmail(address.emailAddress);
  if (!profile) throw new Stop('no_profile');
  if (!profile.canReceiveEmail) throw new Stop('unreachable');
  if (!mayEmail(profile.emailConsent)) throw new Stop('no_consent');

  const items = step.variantIds.map((variantId) => ({ variantId, quantity: 1 }));
  const decided = await decideFor({ shopId, placement: 'email', items, customerId: step.customerId, partVariantIds: [] }, now);
  if (!decided?.decision.offer) throw new Stop('nothing_to_offer');

  const keys = config().encryptionKeys;
  const discount = codeDiscount(decided.decision.offer.items);
  const endsAt = new Date(now.getTime() + CODE_DAYS * DAY_MS);
  const code: StepCode | null = discount && { ...discount, endsAt, code: await mintCode(shopId, { ...discount, stepId: step.stepId, endsAt }, admin, keys, now) };
  const link = (purpose: 'set' | 'have_it'): string =>
    `${shop.storefrontUrl}/apps/setwise/go?t=${signLink({ shopId, stepId: step.stepId, purpose, expiresAt: new Date(now.getTime() + LINK_DAYS * DAY_MS) }, keys)}`;
  const message = stepMessage(
    {
      stepId: step.stepId,
      workflow: step.trigger as Moment,
      locale: localeOf(customer.locale, customer.defaultAddress?.countryCodeV2),
      text: emailText(customer.locale),
      shop: { name: shop.name, url: shop.storefrontUrl, timezone: shop.timezone },
      code,
      links: { set: link('set'), haveIt: link('have_it') },
    },
    decided,
  );
  if (!message) throw new Stop('nothing_to_offer');

  if (!(await saveStepAttempt(shopId, step.stepId))) return;
  await connection.client.createEvent({ profileId: profile.profileId, metric: STEP_READY_METRIC, properties: stepReady.parse(message), uniqueId: step.stepId });
  await saveStepSent(shopId, step, message, now);
}

/** @throws AppError refused with what the merchant has to do */
async function usableConnection(shop: ShopRow, now: Date): Promise<OpenConnection> {
  const connection = await openConnection(shop);
  if (!connection) throw new AppError('refused', 'Klaviyo is not connected. Connect it in Settings.');
  const { status, problem, checkedAt } = connection.row;
  const due = status !== 'ok' || Math.abs(now.getTime() - checkedAt.getTime()) > CHECK_EVERY_MS;
  const found = due ? await checkKlaviyo(shop.shopId, now) : problem;
  if (found) throw new AppError('refused', found);
  return connection;
}

/** Language as the customer chose it, numbers and dates as their country writes them. */
function localeOf(language: string, country: string | null | undefined): string {
  const [spoken = 'en'] = language.split('-');
  const locale = country ? `${spoken}-${country}` : language;
  return Intl.getCanonicalLocales(locale)[0] ?? 'en';
}
