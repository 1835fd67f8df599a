// The email of a workflow for one customer, decided this moment, as it would be; and why it would not go, where something
// is in its way. The same gates, decision, words and template as at sending. Sends nothing, keeps nothing, makes no code.
import { randomUUID } from 'node:crypto';
import { type AdminClient, adminClient } from '#app/adapters/shopify/admin-client.ts';
import { CUSTOMER_BY_EMAIL } from '#app/adapters/shopify/operations/customer-by-email.ts';
import { customerFacts } from '#app/db/customer-desk.ts';
import { lastOrderFacts } from '#app/db/enrollments.ts';
import { type ShopRow, shopById } from '#app/db/shops.ts';
import { lastEntry } from '#app/db/workflow-people.ts';
import { workflowOfTrigger } from '#app/db/workflows.ts';
import { AppError } from '#app/domain/app-error.ts';
import { quietUntil } from '#app/domain/consent/quiet-hours.ts';
import type { Language } from '#app/domain/language.ts';
import type { Exchange } from '#app/domain/money/exchange.ts';
import { says, saysIn } from '#app/domain/says/says.ts';
import type { TriggerName } from '#app/domain/workflow/triggers.ts';
import { type Decided, decideFor } from '../decide/decide-offer.ts';
import { judgeSteps, type StepQuestion } from '../engage/judge-steps.ts';
import { armsOf } from '../engage/step-arm.ts';
import { type ToldDecision, toldDecision } from '../engage/told-decision.ts';
import { openConnection } from '../publish/klaviyo/open-connection.ts';
import { askRecipient, type Recipient } from './ask-recipient.ts';
import { codeWanted, composeStep } from './compose-step.ts';
import { exchangeOf } from './exchange-of.ts';
import { type PrintedStep, printStep } from './print-step.ts';

export interface StepPreview {
  /** Decimal text. */
  customerId: string;
  outcome: 'gets' | 'later' | 'not';
  /** Why it waits or does not go; null: it would go. */
  sentence: string | null;
  /** ISO; when it would be tried again. */
  until: string | null;
  /** What it is about was bought, or left, already; else it is imagined for their last order. */
  entered: boolean;
  decision: ToldDecision | null;
  /** The email, also where a gate would hold it; null: there is nothing to say. */
  email: (PrintedStep & { language: string; currency: string }) | null;
}

/** A real one is made when an email goes out. */
const EXAMPLE_CODE = 'SET-EXAMPLE';
const ORGANIZATION_ADDRESS = '(your address, as Klaviyo keeps it)';

/**
 * @param who a customer's id, or their email address
 * @param language of the merchant who reads; the email is in the customer's
 * @throws AppError bad_request, not_found with what to do; refused and try_later as Shopify and Klaviyo answer
 */
export async function previewStep(shopId: bigint, trigger: TriggerName, who: string, now: Date, language: Language): Promise<StepPreview> {
  const shop = await shopById(shopId);
  if (!shop) throw new AppError('not_found', says(({ desk }) => desk.shopGone));
  const admin = adminClient(shop.domain);
  const customerId = await customerOf(shop, who.trim(), admin);
  // Nobody is written to at night: as in a dry run, it is asked for the morning after.
  const moment = quietUntil(now, shop.timezone) ?? now;
  const { question, entered } = await questionOf(shop, trigger, customerId, moment);
  if (!question) return { customerId: String(customerId), outcome: 'not', sentence: saysIn(language).desk.nothingBoughtOrLeft, until: null, entered, decision: null, email: null };

  const [[judgement], connection] = await Promise.all([judgeSteps(shop, [question], await armsOf(shopId, [customerId]), moment), openConnection(shop)]);
  if (judgement?.kind !== 'judged') throw judgement?.error ?? new Error('nothing was judged');
  const { verdict, request } = judgement.judged;
  const recipient = await askRecipient(admin, connection?.row.status === 'ok' ? connection.client : null, customerId);
  const decided = judgement.judged.decided ?? (await decideFor(request, moment));
  const reason = verdict?.reason ?? recipient.refusal;
  return {
    customerId: String(customerId),
    outcome: reason === null ? 'gets' : verdict?.kind === 'moved' ? 'later' : 'not',
    sentence: reason === null ? null : saysIn(language).steps[reason],
    until: verdict?.kind === 'moved' ? verdict.until.toISOString() : null,
    entered,
    decision: decided && toldDecision(decided, language),
    email: decided && printed(shop, trigger, recipient, decided, await exchangeOf(shop, decided), moment),
  };
}

async function customerOf(shop: ShopRow, who: string, admin: AdminClient): Promise<bigint> {
  if (/^\d{1,18}$/.test(who)) {
    if (await customerFacts(shop.shopId, BigInt(who))) return BigInt(who);
    throw new AppError('not_found', says(({ desk }) => desk.customerUnknown));
  }
  if (!/^[^\s"\\@]+@[^\s"\\@]+$/.test(who)) throw new AppError('bad_request', says(({ desk }) => desk.neitherAddressNorId));
  const { customers } = await admin.run(CUSTOMER_BY_EMAIL, { query: `email:"${who}"` });
  const found = customers.nodes.find(({ defaultEmailAddress }) => defaultEmailAddress?.emailAddress.toLowerCase() === who.toLowerCase());
  if (!found) throw new AppError('not_found', says(({ desk }) => desk.noSuchAddress));
  return BigInt(found.legacyResourceId);
}

/** What they entered by; else as if the moment came for their last order now. */
async function questionOf({ shopId }: ShopRow, trigger: TriggerName, customerId: bigint, moment: Date): Promise<{ question: StepQuestion | null; entered: boolean }> {
  const [workflow, entry] = await Promise.all([workflowOfTrigger(shopId, trigger), lastEntry(shopId, trigger, customerId)]);
  const whose = { ref: 'preview', trigger, workflowId: workflow?.workflowId ?? null, workflowOn: true, customerId, timesMoved: 0 };
  if (entry) return { question: { ...whose, ...entry }, entered: true };
  const order = await lastOrderFacts(shopId, customerId);
  if (!order) return { question: null, entered: false };
  const { productIds, orderId } = order;
  return { question: { ...whose, productIds, orderId: trigger === 'cart_abandoned' ? null : orderId, checkoutToken: null, enteredAt: moment }, entered: false };
}

function printed(shop: ShopRow, trigger: TriggerName, recipient: Recipient, decided: Decided, exchange: Exchange | null, moment: Date): StepPreview['email'] {
  const wanted = decided.decision.offer && codeWanted(decided.decision.offer, trigger, exchange, moment);
  const message = composeStep(shop, { stepId: randomUUID(), trigger, recipient, code: wanted && { ...wanted, code: EXAMPLE_CODE }, link: () => shop.storefrontUrl }, decided);
  return message && { ...printStep(message, { name: shop.name, full_address: ORGANIZATION_ADDRESS }), language: message.locale, currency: message.currency };
}
