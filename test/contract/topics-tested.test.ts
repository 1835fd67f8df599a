// What changes nothing is not subscribed to: every topic of shopify.app.toml is named where a test shows what it changes.
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { WEBHOOK_TOPICS } from '#app/contract/webhooks/topics.ts';

const INTEGRATION = path.resolve(import.meta.dirname, '../integration');

const files = fs.readdirSync(INTEGRATION, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts'));
const texts = files.map((file) => fs.readFileSync(path.join(INTEGRATION, file), 'utf8'));

it.each(Object.keys(WEBHOOK_TOPICS))('%s has a test', (topic) => {
  const named = new RegExp(`[^\\w/]${topic.replace('.', '\\.')}(?![\\w/])`);
  expect(texts.some((text) => named.test(text))).toBe(true);
});
