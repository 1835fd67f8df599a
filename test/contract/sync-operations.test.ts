// Every GraphQL document that this app sends is valid against Shopify's published schema, and needs no scope that the
// app does not ask for.
import fs from 'node:fs';
import { findPackageJSON } from 'node:module';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { buildClientSchema, type GraphQLSchema, getNamedType, parse as parseGraphql, TypeInfo, validate, visit, visitWithTypeInfo } from 'graphql';
import { parse as parseToml } from 'smol-toml';
import { beforeAll, describe, expect, it } from 'vitest';
import { API_VERSION } from '#app/adapters/shopify/api-version.ts';
import { BULK_OPERATION, RUN_BULK_QUERY } from '#app/adapters/shopify/operations/bulk-operation.ts';
import { BULK_EXPORTS } from '#app/adapters/shopify/operations/bulk-exports.ts';
import { ORDER_BY_ID } from '#app/adapters/shopify/operations/order-by-id.ts';
import { CUSTOMER_CONTACT } from '#app/adapters/shopify/operations/customer-contact.ts';
import { CREATE_DISCOUNT_CODE, DISCOUNT_CODE } from '#app/adapters/shopify/operations/discount-code.ts';
import { PRODUCT } from '#app/adapters/shopify/operations/product.ts';
import { CREATE_SET_DISCOUNT, DEFINE_METAFIELD, DELETE_METAFIELDS, DELETE_SET_DISCOUNT, SET_METAFIELDS } from '#app/adapters/shopify/operations/publish.ts';
import { MORE_REFUND_LINES, REFUND_LINES } from '#app/adapters/shopify/operations/refund-lines.ts';
import { SHOP } from '#app/adapters/shopify/operations/shop.ts';
import * as TAKE_BACK from '#app/adapters/shopify/operations/take-back.ts';
import { THEME_FILES } from '#app/adapters/shopify/operations/theme-files.ts';
import { SCOPES } from '#app/adapters/shopify/scopes.ts';
import { WEBHOOK_TOPICS } from '#app/contract/webhooks/topics.ts';

const OPERATIONS = { CREATE_DISCOUNT_CODE, DISCOUNT_CODE, BULK_OPERATION, RUN_BULK_QUERY, CUSTOMER_CONTACT, ORDER_BY_ID, PRODUCT, CREATE_SET_DISCOUNT, DEFINE_METAFIELD, DELETE_METAFIELDS, DELETE_SET_DISCOUNT, SET_METAFIELDS, MORE_REFUND_LINES, REFUND_LINES, SHOP, THEME_FILES, ...TAKE_BACK };
const DOCUMENTS: [string, string][] = [
  ...Object.entries(OPERATIONS).map(([name, { document }]): [string, string] => [name, document]),
  ...Object.entries(BULK_EXPORTS).map(([name, document]): [string, string] => [`export of ${name}`, document]),
];

interface Access {
  typeName: string;
  fieldName?: string;
  requiredAccess: string;
  offlineScopes: string[];
}
let schema: GraphQLSchema;
let access: Map<string, Access>;

beforeAll(() => {
  const folder = path.join(path.dirname(findPackageJSON('@shopify/dev-mcp', import.meta.url) as string), 'dist/data');
  const published = JSON.parse(gunzipSync(fs.readFileSync(path.join(folder, `admin_${API_VERSION}.json.gz`))).toString());
  schema = buildClientSchema(published.data);
  access = new Map((published.offline_scopes.items as Access[]).filter((item) => item.offlineScopes.length > 0).map((item) => [[item.typeName, item.fieldName].filter(Boolean).join('.'), item]));
});

/** Scopes that are lacking for a type or field: of "a or b" one is enough, of "a and b" both are needed. */
function lacking(name: string): string[] {
  const rule = access.get(name);
  if (!rule) return [];
  // Shopify's rule: a write scope includes reading the same.
  const granted: string[] = SCOPES.flatMap((scope) => [scope, scope.replace(/^write_/, 'read_')]);
  const missing = rule.offlineScopes.filter((scope) => !granted.includes(scope));
  const enough = / and /.test(rule.requiredAccess) ? missing.length === 0 : missing.length < rule.offlineScopes.length;
  return enough ? [] : [`${name} needs ${rule.requiredAccess}`];
}

describe('the documents sent to the Admin API', () => {
  it.each(DOCUMENTS)('%s is valid against the published schema', (_name, document) => {
    expect(validate(schema, parseGraphql(document)).map(String)).toEqual([]);
  });

  it.each(DOCUMENTS)('%s needs no scope beyond those asked for', (_name, document) => {
    const problems = new Set<string>();
    const info = new TypeInfo(schema);
    visit(parseGraphql(document), visitWithTypeInfo(info, {
      Field() {
        const parent = info.getParentType()?.name;
        const returned = getNamedType(info.getType())?.name;
        for (const name of [`${parent}.${info.getFieldDef()?.name}`, returned ?? '']) for (const problem of lacking(name)) problems.add(problem);
      },
    }));
    expect([...problems]).toEqual([]);
  });
});

describe('shopify.app.toml', () => {
  const toml = parseToml(fs.readFileSync(path.resolve(import.meta.dirname, '../../shopify.app.toml'), 'utf8')) as {
    access_scopes: { scopes: string };
    webhooks: { api_version: string; subscriptions: { topics?: string[]; compliance_topics?: string[] }[] };
  };

  it('asks for the scopes that the code knows', () => {
    expect(toml.access_scopes.scopes.split(',')).toEqual([...SCOPES]);
  });

  it('names the API version that the code speaks', () => {
    expect(toml.webhooks.api_version).toBe(API_VERSION);
  });

  it('subscribes to exactly the topics that the code applies', () => {
    const topics = toml.webhooks.subscriptions.flatMap((one) => [...(one.topics ?? []), ...(one.compliance_topics ?? [])]);
    expect(topics.sort()).toEqual(Object.keys(WEBHOOK_TOPICS).sort());
  });
});
