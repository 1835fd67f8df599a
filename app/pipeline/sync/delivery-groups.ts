// A batch of deliveries, read and laid together by the file that applies them, so that each file writes its list at
// once. What cannot be read is told apart; what must be applied alone ends the groups before it.
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
      group = { apply, deliveries: [] };
      groups.push(group);
      if (!alone) open.set(apply, group);
    }
    group.deliveries.push({ webhookId, topic, triggeredAt, payload: read.payload });
  }
  return { groups, unreadable };
}

function readPayload(topic: string, text: string): { payload: unknown; apply: Apply<unknown>; alone: boolean } | { reason: string } {
  if (!isKnown(topic)) return { reason: `Nothing applies the topic ${topic}.` };
  try {
    const read = WEBHOOK_TOPICS[topic].safeParse(parseLossless(text));
    if (!read.success) return { reason: read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ') };
    return { payload: read.data, apply: APPLY[topic] as Apply<unknown>, alone: APPLIED_ALONE.has(topic) };
  } catch (error) {
    return { reason: (error as Error).message };
  }
}

const isKnown = (topic: string): topic is WebhookTopic => Object.hasOwn(WEBHOOK_TOPICS, topic);
