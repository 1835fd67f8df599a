// Which questions are the same but for who asks, and whether what was decided for one holds for all who ask it.
import type { OfferRequest, Settled } from './gather-facts.ts';

const MINUTE_MS = 60_000;

/** @returns the same for the same cart at the same place, within a minute: days, seasons and schedules turn with one */
export function cartOf({ placement, country, currency, items, partVariantIds, ofSets = [], followsMessage = false, workflowId = null }: OfferRequest, now: Date): string {
  const lines = items.map(({ variantId, quantity }) => `${variantId}:${quantity}`);
  const added = ofSets.map(({ variantId, setId }) => `${variantId}:${setId}`);
  return [placement, country ?? '', currency ?? '', lines, partVariantIds, added, followsMessage, workflowId ?? '', Math.floor(now.getTime() / MINUTE_MS)].join(' ');
}

/** Not where something is tried on some people, or compared among them; nor what was read of who became known while it was settled. */
export function isForEverybody({ gathered: { test, arms, facts } }: Settled): boolean {
  const isOfNobody = arms.length === 0 && facts.customer.answers.size === 0 && !facts.customer.wantsNone;
  return isOfNobody && test === null && [...facts.sets, ...facts.calledSets.values()].every(({ conditions }) => conditions.trialBp === null);
}
