// shopify.app.toml asks for the fields that the schemas read, and for no more: what is not used is not sent, stored, or
// a person's to have had read.
import { describe, expect, it } from 'vitest';
import { WEBHOOK_TOPICS, type WebhookTopic } from '#app/contract/webhooks/topics.ts';
import { readAppDeclaration } from '#sandbox/webhooks/subscriptions.ts';

/** Of every payload: what says which object it is, and which version. */
const ALWAYS_ALLOWED = ['id', 'admin_graphql_api_id', 'updated_at'];

interface Schema {
  _zod: { def: { type: string; shape?: Record<string, Schema>; element?: Schema; innerType?: Schema; in?: Schema; options?: Schema[] } };
}

/** Paths of what a schema reads, as include_fields writes them: "variants.price". */
function pathsOf(schema: Schema, path: string): string[] {
  const { type, shape, element, innerType, in: before, options } = schema._zod.def;
  const inner = element ?? innerType ?? (type === 'pipe' ? before : undefined) ?? options?.find((one) => one._zod.def.type === 'object');
  if (shape) return Object.entries(shape).flatMap(([name, of]) => pathsOf(of, path ? `${path}.${name}` : name));
  return inner ? pathsOf(inner, path) : [path];
}

const { subscriptions } = readAppDeclaration('shopify.app.toml', 'http://app.test');
const trimmed = subscriptions.filter((one) => one.includeFields !== null);

describe('include_fields', () => {
  it.each(trimmed.map(({ topic, includeFields }) => [topic, includeFields ?? []] as const))('of %s are those that are read', (topic, fields) => {
    const read = pathsOf(WEBHOOK_TOPICS[topic as WebhookTopic] as unknown as Schema, '');
    const whole = (field: string) => fields.some((asked) => asked === field || field.startsWith(`${asked}.`));
    expect(read.filter((field) => !whole(field)), 'read, but not asked for').toEqual([]);
    const used = (field: string) => ALWAYS_ALLOWED.includes(field) || read.some((one) => one === field || one.startsWith(`${field}.`));
    expect(fields.filter((field) => !used(field)), 'asked for, but not read').toEqual([]);
  });

  it('are said of something', () => {
    expect(trimmed.length).toBeGreaterThan(10);
  });
});
