// A batch of deliveries, read and laid together by the file that applies them, so that each file writes its list at
// once. What cannot be read is told apart; what must be applied alone ends the groups before it.
import type { z } from 'zod';
import { parseLossless } from '#app/contract/webhooks/lossless-json.ts';
import { WEBHOOK_TOPICS, type WebhookTopic } from '#app/contract/webhooks/topics.ts';
import type { PendingDelivery } from '#app/db/webhook-deliveries.ts';
import { APPLIED_ALONE, APPLY } from './apply/index.ts';
import type { Apply, Told } from './apply/delivery.ts';

export interface ReadDelivery extends Told<unknown> {
  webhookId: string;
  topic: string;
}

export interface DeliveryGroup {
  apply: Apply<unknown>;
  /** One that may change the shop's own row. */
  alone: boolean;
  deliveries: ReadDelivery[];
}

export interface UnreadableDelivery {
  webhookId: string;
  topic: string;
  /** In a sentence: which field is not what its topic brings. */
  reason: string;
}

/** @param pending in the order of their triggers @returns groups in the order in which they are to be applied */
export function groupDeliveries(pending: readonly PendingDelivery[]): { groups: DeliveryGroup[]; unreadable: UnreadableDelivery[] } {
  const groups: DeliveryGroup[] = [];
  const unreadable: UnreadableDelivery[] = [];
  let open = new Map<Apply<unknown>, DeliveryGroup>();
  for (const { webhookId, topic, triggeredAt, payload } of pending) {
    const read = readPayload(topic, payload);
    if ('reason' in read) {
      unreadable.push({ webhookId, topic, reason: read.reason });
      continue;
    }
    const { apply, alone } = read;
    if (alone) open = new Map();
    let group = open.get(apply);
    if (!group) {
      group = { apply, alone, deliveries: [] };
      groups.push(group);
      if (!alone) open.set(apply, group);
    }
    group.deliveries.push({ webhookId, topic, triggeredAt, payload: read.payload });
  }
  return { groups, unreadable };
}

function readPayload(topic: string, text: string): { payload: unknown; apply: Apply<unknown>; alone: boolean } | { reason: string } {
  if (!isKnown(topic)) return { reason: `Setwise has no use for the topic ${topic}.` };
  try {
    const read = WEBHOOK_TOPICS[topic].safeParse(parseLossless(text));
    if (!read.success) return { reason: reasonOf(read.error) };
    return { payload: read.data, apply: APPLY[topic] as Apply<unknown>, alone: APPLIED_ALONE.has(topic) };
  } catch (error) {
    if (text === '') return { reason: 'What Shopify sent is empty.' };
    return { reason: error instanceof RangeError ? 'What Shopify sent is nested too deeply to be read.' : `What Shopify sent is not readable: ${(error as Error).message}.` };
  }
}

const MOST_FIELDS_NAMED = 5;

function reasonOf({ issues }: z.ZodError): string {
  const fields = [...new Set(issues.map(({ path, message }) => (path.length === 0 ? `the whole is not what it should be (${message})` : `"${path.join('.')}" is not what it should be (${message})`)))];
  const more = fields.length - MOST_FIELDS_NAMED;
  return `In what Shopify sent, ${fields.slice(0, MOST_FIELDS_NAMED).join(', ')}${more > 0 ? `, and ${more} more` : ''}.`;
}

const isKnown = (topic: string): topic is WebhookTopic => Object.hasOwn(WEBHOOK_TOPICS, topic);
