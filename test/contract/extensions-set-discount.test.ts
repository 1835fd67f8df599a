// The Function's question, its input and its output against Shopify's published Functions schema.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadInputQuery, loadSchema, validateTestAssets } from '@shopify/shopify-function-test-helpers';
import { printSchema } from 'graphql';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { DISCOUNT_KEY, LINE_ATTRIBUTE, METAFIELD_NAMESPACE, STARTS_KEY } from '#app/domain/portable/names.ts';
import { functionsSchema } from '#sandbox/storefront/functions-schema.ts';
import * as entry from '../../extensions/set-discount/src/index.ts';
import type { DeliveryInput } from '../../extensions/set-discount/src/delivery.ts';
import type { RunInput } from '../../extensions/set-discount/src/run.ts';

const folder = new URL('../../extensions/set-discount/', import.meta.url);
const queries = ['src/run.graphql', 'src/delivery.graphql'];

const product = (id: number, allowed: unknown) => ({
  __typename: 'ProductVariant',
  product: { id: `gid://shopify/Product/${id}`, allowed: allowed === null ? null : { jsonValue: allowed }, starts: null },
});
const input: RunInput = {
  cart: {
    lines: [
      { id: 'gid://shopify/CartLine/0', quantity: 1, set: null, cost: { amountPerQuantity: { amount: '899.0', currencyCode: 'EUR' } }, merchandise: product(1, null) },
      { id: 'gid://shopify/CartLine/1', quantity: 2, set: { value: 'a' }, cost: { amountPerQuantity: { amount: '39.95', currencyCode: 'EUR' } }, merchandise: product(2, { a: { anchor: '1', bp: 1_500 } }) },
    ],
  },
  discount: { discountClasses: ['PRODUCT'] },
  presentmentCurrencyRate: '1.0',
};
const deliveryInput: DeliveryInput = {
  cart: {
    lines: [
      { id: 'gid://shopify/CartLine/0', quantity: 1, set: null, cost: { amountPerQuantity: { currencyCode: 'EUR' } }, merchandise: product(1, null) },
      { id: 'gid://shopify/CartLine/1', quantity: 1, set: { value: 'a' }, cost: { amountPerQuantity: { currencyCode: 'EUR' } }, merchandise: product(2, { a: { anchor: '1', ship: true } }) },
    ],
    deliveryGroups: [{ id: 'gid://shopify/CartDeliveryGroup/0', cartLines: [{ id: 'gid://shopify/CartLine/1' }], deliveryOptions: [{ handle: 'standard', cost: { amount: '4.9' } }] }],
  },
  discount: { discountClasses: ['PRODUCT', 'SHIPPING'] },
};

const asJson = (value: object): Record<string, unknown> => JSON.parse(JSON.stringify(value)) as Record<string, unknown>;

/** Through a file: the helpers bring their own copy of graphql, which refuses a schema that another copy built. */
async function publishedSchema() {
  const temporary = mkdtempSync(join(tmpdir(), 'setwise-functions-schema-'));
  try {
    const file = join(temporary, 'schema.graphql');
    writeFileSync(file, printSchema(functionsSchema()));
    return await loadSchema(file);
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

describe('the set-discount Function', () => {
  it.each([
    ['lines', 'cart-lines-discounts-generate-run', 'cart.lines.discounts.generate.run', 'src/run.graphql', input, entry.cartLinesDiscountsGenerateRun(input)],
    ['delivery', 'cart-delivery-options-discounts-generate-run', 'cart.delivery-options.discounts.generate.run', 'src/delivery.graphql', deliveryInput, entry.cartDeliveryOptionsDiscountsGenerateRun(deliveryInput)],
  ])('asks for what the published schema has, and answers in its shape: %s', async (_, name, target, query, asked, output) => {
    expect(output.operations).toHaveLength(1);
    const result = await validateTestAssets({
      schema: await publishedSchema(),
      fixture: { export: name, target, input: asJson(asked), expectedOutput: asJson(output) },
      inputQueryAST: await loadInputQuery(fileURLToPath(new URL(query, folder))),
    });
    expect(result).toMatchObject({ inputQuery: { errors: [] }, inputFixture: { errors: [] }, outputFixture: { errors: [] } });
  });

  it.each(queries)('names the attribute and the metafield as the rest of the house does: %s', (file) => {
    const query = readFileSync(new URL(file, folder), 'utf8');
    expect(query).toContain(`attribute(key: "${LINE_ATTRIBUTE}")`);
    for (const key of [DISCOUNT_KEY, STARTS_KEY]) expect(query).toContain(`metafield(namespace: "${METAFIELD_NAMESPACE}", key: "${key}")`);
  });

  it('exports what its configuration names', () => {
    const toml = parseToml(readFileSync(new URL('shopify.extension.toml', folder), 'utf8')) as { extensions: { targeting: { export: string; input_query: string }[] }[] };
    const targeting = toml.extensions[0]?.targeting ?? [];
    expect(targeting.map(({ input_query: query }) => query)).toEqual(queries);
    expect(targeting.map(({ export: name }) => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())).sort()).toEqual(Object.keys(entry).sort());
  });
});
