// What a workflow would do, before it is switched on: the latest customers are imagined to come to its moment now, and the
// same gates and the same decision say who would get what, and who would not and why. Nothing is kept, nobody is written to.
import { latestCheckoutFacts, latestOrderFacts } from '#app/db/enrollments.ts';
import { productTitles } from '#app/db/product-titles.ts';
import { shopById } from '#app/db/shops.ts';
import { workflowOfTrigger } from '#app/db/workflows.ts';
import { AppError } from '#app/domain/app-error.ts';
import { quietUntil } from '#app/domain/consent/quiet-hours.ts';
import type { Language } from '#app/domain/language.ts';
import { says, saysIn } from '#app/domain/says/says.ts';
import type { Verdict } from '#app/domain/workflow/step-facts.ts';
import type { EntryRefusal, TriggerFacts } from '#app/domain/workflow/triggers/trigger.ts';
import { type TriggerName, TRIGGERS } from '#app/domain/workflow/triggers.ts';
import { judgeSteps, type Judgement, type StepQuestion } from './judge-steps.ts';
import { armsOf } from './step-arm.ts';
import { type ToldDecision, type ToldProduct, toldDecision } from './told-decision.ts';

const USUAL_LIMIT = 20;
const MOST = 100;

export interface ImaginedRecipient {
  /** Decimal text; null: a guest. */
  customerId: string | null;
  orderId: string | null;
  bought: ToldProduct[];
  /** Of a workflow of deliveries: whether theirs was reported, or is an estimate; null: neither yet. */
  delivered: 'reported' | 'estimated' | null;
  /** gets: an email; later: moved to `until`; not: for the reason given. */
  outcome: 'gets' | 'later' | 'not';
  /** A code of step-reasons.ts, and its sentence; null: gets. */
  reason: string | null;
  sentence: string | null;
  /** ISO. */
  until: string | null;
  /** null: it did not come to a decision. */
  decision: ToldDecision | null;
}

export interface DryRun {
  trigger: TriggerName;
  people: ImaginedRecipient[];
  gets: number;
  /** How many do not get it now, by reason. */
  byReason: Record<string, number>;
}

/** @param now business time; at night it is asked for the morning after, since nobody is written to at night */
export async function dryRun(shopId: bigint, trigger: TriggerName, now: Date, language: Language, { limit = USUAL_LIMIT }: { limit?: number } = {}): Promise<DryRun> {
  const shop = await shopById(shopId);
  if (!shop) throw new AppError('not_found', says(({ desk }) => desk.shopGone));
  const moment = quietUntil(now, shop.timezone) ?? now;
  const [workflow, concerned] = await Promise.all([workflowOfTrigger(shopId, trigger), concernedNow(shopId, trigger, Math.min(limit, MOST))]);
  const entries = concerned.map((real, index) => {
    const facts = cameTrue(trigger, real, moment);
    return { ref: String(index), facts, delivered: deliveredAs(trigger, real, now), entry: TRIGGERS[trigger].enrolls(facts, moment) };
  });
  const questions = entries.flatMap(({ ref, facts, entry }): StepQuestion[] => {
    if (entry.kind === 'stays_out') return [];
    const { productIds, orderId, checkoutToken } = facts;
    return [{ ref, trigger, workflowId: workflow?.workflowId ?? null, workflowOn: true, customerId: entry.customerId, productIds, orderId, checkoutToken, enteredAt: moment, timesMoved: 0 }];
  });
  const judgements = new Map((await judgeSteps(shop, questions, await armsOf(shopId, questions.map(({ customerId }) => customerId)), moment)).map((judgement) => [refOf(judgement), judgement]));
  const titles = await productTitles(shopId, [...new Set(concerned.flatMap(({ productIds }) => productIds))]);
  const people = entries.map(({ ref, facts, delivered, entry }): ImaginedRecipient => {
    const bought = facts.productIds.map((productId) => ({ productId: String(productId), title: titles.get(productId)?.title ?? `Product ${productId}`, imageUrl: titles.get(productId)?.imageUrl ?? null }));
    const who = { customerId: text(facts.customerId), orderId: text(facts.orderId), bought, delivered };
    return entry.kind === 'stays_out' ? { ...who, ...staysOut(entry.reason, language) } : { ...who, ...outcomeOf(judgements.get(ref), language) };
  });
  const byReason: Record<string, number> = {};
  for (const { reason } of people) if (reason) byReason[reason] = (byReason[reason] ?? 0) + 1;
  return { trigger, people, gets: people.filter(({ outcome }) => outcome === 'gets').length, byReason };
}

/** The latest orders, or carts. A shop that knows of no cart yet is shown its latest buyers. */
async function concernedNow(shopId: bigint, trigger: TriggerName, limit: number): Promise<TriggerFacts[]> {
  const carts = trigger === 'cart_abandoned' ? await latestCheckoutFacts(shopId, limit) : [];
  return carts.length > 0 ? carts : latestOrderFacts(shopId, limit);
}

/** As if their moment were now. */
const cameTrue = (trigger: TriggerName, facts: TriggerFacts, now: Date): TriggerFacts =>
  trigger === 'cart_abandoned' ? { ...facts, orderId: null, cartAt: now } : { ...facts, orderedAt: now, deliveredAt: now };

function deliveredAs(trigger: TriggerName, { deliveredAt, expectedAt }: TriggerFacts, now: Date): ImaginedRecipient['delivered'] {
  if (trigger !== 'order_delivered') return null;
  if (deliveredAt) return 'reported';
  return expectedAt && expectedAt <= now ? 'estimated' : null;
}

type Outcome = Pick<ImaginedRecipient, 'outcome' | 'reason' | 'sentence' | 'until' | 'decision'>;

const staysOut = (reason: EntryRefusal, language: Language): Outcome => ({ outcome: 'not', reason, sentence: saysIn(language).entry[reason], until: null, decision: null });

function outcomeOf(judgement: Judgement | undefined, language: Language): Outcome {
  if (judgement?.kind !== 'judged') return { ...said(null, language), outcome: 'not', reason: 'failed', sentence: saysIn(language).steps.failed, decision: null };
  const { verdict, decided } = judgement.judged;
  return { ...said(verdict, language), decision: decided && toldDecision(decided, language) };
}

function said(verdict: Verdict | null, language: Language): Omit<Outcome, 'decision'> {
  if (!verdict) return { outcome: 'gets', reason: null, sentence: null, until: null };
  const { reason } = verdict;
  const sentence = saysIn(language).steps[reason];
  if (verdict.kind === 'moved') return { outcome: 'later', reason, sentence, until: verdict.until.toISOString() };
  return { outcome: 'not', reason, sentence, until: null };
}

const refOf = (judgement: Judgement): string => (judgement.kind === 'judged' ? judgement.judged.question.ref : judgement.question.ref);
const text = (id: bigint | null): string | null => (id === null ? null : String(id));
