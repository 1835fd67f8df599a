// A batch of deliveries, laid together by the file that applies them, so that each file writes its list at once. What must
// be applied alone ends the groups before it. What cannot be read is told apart, with a reason that a merchant can read.
import { setImmediate } from 'node:timers/promises';
import type { z } from 'zod';
import { parseLossless } from '#app/contract/webhooks/lossless-json.ts';
import { WEBHOOK_TOPICS, type WebhookTopic } from '#app/contract/webhooks/topics.ts';
import { type PendingDelivery, UNREADABLE } from '#app/db/webhook-deliveries.ts';
import { APPLIED_ALONE, APPLY } from './apply/index.ts';
import type { Apply, Told } from './apply/delivery.ts';

/** Not read yet. */
export interface DeliveryGroup {
  apply: Apply<unknown>;
  /** One that may change the shop's own row. */
  alone: boolean;
  pending: PendingDelivery[];
}

export interface ReadDelivery extends Told<unknown> {
  webhookId: string;
  topic: string;
}

export interface UnreadableDelivery {
  webhookId: string;
  topic: string;
  /** In a sentence: what of it is not what its topic brings. */
  reason: string;
}

/** @param pending in the order of their triggers @returns groups in the order in which they are to be applied */
export function groupDeliveries(pending: readonly PendingDelivery[]): { groups: DeliveryGroup[]; unknown: UnreadableDelivery[] } {
  const groups: DeliveryGroup[] = [];
  const unknown: UnreadableDelivery[] = [];
  let open = new Map<Apply<unknown>, DeliveryGroup>();
  for (const delivery of pending) {
    const { webhookId, topic } = delivery;
    if (!isKnown(topic)) {
      unknown.push({ webhookId, topic, reason: `Setwise has no use for the topic ${topic}.` });
      continue;
    }
    const apply = APPLY[topic] as Apply<unknown>;
    const alone = APPLIED_ALONE.has(topic);
    if (alone) open = new Map();
    let group = open.get(apply);
    if (!group) {
      group = { apply, alone, pending: [] };
      groups.push(group);
      if (!alone) open.set(apply, group);
    }
    group.pending.push(delivery);
  }
  return { groups, unknown };
}

/** A millisecond's worth. */
const READ_AT_A_TIME = 25;

/** Reads a group in short turns, so that it can be done beside the database's work for the group before. */
export async function readGroup({ pending }: DeliveryGroup): Promise<{ deliveries: ReadDelivery[]; unreadable: UnreadableDelivery[] }> {
  const deliveries: ReadDelivery[] = [];
  const unreadable: UnreadableDelivery[] = [];
  for (const [index, { webhookId, topic, triggeredAt, payload: text }] of pending.entries()) {
    if (index % READ_AT_A_TIME === 0) await setImmediate();
    const read = readPayload(topic as WebhookTopic, text);
    if ('reason' in read) unreadable.push({ webhookId, topic, reason: read.reason });
    else deliveries.push({ webhookId, topic, triggeredAt, payload: read.payload });
  }
  return { deliveries, unreadable };
}

function readPayload(topic: WebhookTopic, text: string): { payload: unknown } | { reason: string } {
  if (text === '') return { reason: 'What Shopify sent is empty.' };
  try {
    const read = WEBHOOK_TOPICS[topic].safeParse(parseLossless(text));
    return read.success ? { payload: read.data } : { reason: reasonOf(read.error) };
  } catch (error) {
    return { reason: error instanceof RangeError ? 'What Shopify sent is nested too deeply to be read.' : `${UNREADABLE}: ${(error as Error).message}.` };
  }
}

const MOST_FIELDS_NAMED = 5;

function reasonOf({ issues }: z.ZodError): string {
  const fields = [...new Set(issues.map(({ path, message }) => (path.length === 0 ? `the whole is not what it should be (${message})` : `"${path.join('.')}" is not what it should be (${message})`)))];
  const more = fields.length - MOST_FIELDS_NAMED;
  return `In what Shopify sent, ${fields.slice(0, MOST_FIELDS_NAMED).join(', ')}${more > 0 ? `, and ${more} more` : ''}.`;
}

const isKnown = (topic: string): topic is WebhookTopic => Object.hasOwn(WEBHOOK_TOPICS, topic);
