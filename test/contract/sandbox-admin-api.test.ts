// The sandbox's Admin API answers as the published schema says, and refuses what Shopify refuses.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { order, smallShop, startTestSandbox, type TestSandbox } from '#test/support/sandbox-shop.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.close());

const codes = (errors: unknown): unknown[] => (errors as { extensions?: { code?: string } }[]).map((error) => error.extensions?.code);

describe('reading', () => {
  it('answers the shop', async () => {
    const { body } = await sandbox.graphql('{ shop { id name myshopifyDomain currencyCode ianaTimezone primaryDomain { url localization { defaultLocale } } } }');
    expect(body.errors).toBeUndefined();
    expect(body.data.shop).toMatchObject({ id: 'gid://shopify/Shop/9001', currencyCode: 'EUR', ianaTimezone: 'Europe/Berlin' });
    expect(body.extensions?.cost?.requestedQueryCost).toBeGreaterThan(0);
  });

  it('answers products with variants, cost and stock', async () => {
    const { body } = await sandbox.graphql(`{ products(first: 2, query: "handle:camera") { nodes { id title status category { fullName } featuredMedia { preview { image { url } } }
      variants(first: 5) { nodes { id price inventoryQuantity availableForSale inventoryItem { id tracked unitCost { amount currencyCode }
        inventoryLevels(first: 5) { nodes { location { id } quantities(names: ["available"]) { name quantity } } } } } } } } }`);
    expect(body.errors).toBeUndefined();
    const [camera] = body.data.products.nodes;
    expect(camera).toMatchObject({ id: 'gid://shopify/Product/1', status: 'ACTIVE' });
    expect(camera.variants.nodes[0]).toMatchObject({ price: '100.00', inventoryQuantity: 5, inventoryItem: { unitCost: { amount: '4.2', currencyCode: 'EUR' } } });
    expect(camera.variants.nodes[0].inventoryItem.inventoryLevels.nodes[0].quantities).toEqual([{ name: 'available', quantity: 5 }]);
  });

  it('answers orders with what each line cost after its discount', async () => {
    const { body } = await sandbox.graphql(`{ orders(first: 1, sortKey: ID) { nodes { id name processedAt cancelledAt customer { id } customAttributes { key value }
      lineItems(first: 10) { nodes { id quantity currentQuantity customAttributes { key value } product { id } variant { id }
        originalUnitPriceSet { shopMoney { amount } } discountedTotalSet { shopMoney { amount currencyCode } } discountAllocations { allocatedAmountSet { shopMoney { amount } } } } }
      refunds { id refundLineItems(first: 5) { nodes { quantity } } } } } }`);
    expect(body.errors).toBeUndefined();
    const card = body.data.orders.nodes[0].lineItems.nodes[1];
    expect(card).toMatchObject({ quantity: 2, customAttributes: [{ key: '_setwise', value: 'set' }], discountedTotalSet: { shopMoney: { amount: '17.5' } } });
    expect(card.discountAllocations).toHaveLength(1);
  });

  it('pages with cursors that stay good when the list grows', async () => {
    const page = 'query Page($after: String) { productVariants(first: 2, after: $after, sortKey: ID) { nodes { id } pageInfo { hasNextPage endCursor } } }';
    const first = (await sandbox.graphql(page)).body.data.productVariants;
    const second = (await sandbox.graphql(page, { after: first.pageInfo.endCursor })).body.data.productVariants;
    expect(first.nodes.length + second.nodes.length).toBe(4);
    expect(first.pageInfo.hasNextPage).toBe(true);
    expect(second.pageInfo.hasNextPage).toBe(false);
    expect(new Set([...first.nodes, ...second.nodes].map((node: { id: string }) => node.id)).size).toBe(4);
  });

  it('finds by time of change, and lets a filter that it does not know match everything, with a warning', async () => {
    const found = async (query: string) => (await sandbox.graphql('query Find($query: String) { orders(first: 10, query: $query) { nodes { id } } }', { query })).body;
    expect((await found("updated_at:>'2026-02-01T00:00:00Z'")).data.orders.nodes).toHaveLength(1);
    const open = await found('colour:red');
    expect(open.data.orders.nodes).toHaveLength(2);
    expect(open.extensions?.search).toMatchObject([{ warnings: [{ field: 'colour' }] }]);
  });

  it('answers nodes by id, with null for what is not there', async () => {
    const { body } = await sandbox.graphql('{ nodes(ids: ["gid://shopify/Product/2", "gid://shopify/Product/999"]) { __typename id ... on Product { handle } } }');
    expect(body.data.nodes).toEqual([{ __typename: 'Product', id: 'gid://shopify/Product/2', handle: 'memory-card' }, null]);
  });

  it('answers theme files, by wildcard', async () => {
    sandbox.store.setThemeFile('config/settings_data.json', '{"current":{}}');
    sandbox.store.setThemeFile('templates/product.json', '{}');
    const { body } = await sandbox.graphql(`{ themes(first: 1, roles: [MAIN]) { nodes { id name role files(filenames: ["templates/*.json", "config/settings_data.json"]) {
      nodes { filename body { ... on OnlineStoreThemeFileBodyText { content } } } } } } }`);
    expect(body.errors).toBeUndefined();
    expect(body.data.themes.nodes[0].files.nodes.map((file: { filename: string }) => file.filename).sort()).toEqual(['config/settings_data.json', 'templates/product.json']);
  });
});

describe('refusing', () => {
  it('refuses a field that the schema does not know', async () => {
    const { body } = await sandbox.graphql('{ shop { nmae } }');
    expect(body.errors).toMatchObject([{ message: "Field 'nmae' doesn't exist on type 'Shop'", extensions: { code: 'undefinedField' } }]);
    expect(body.data).toBeUndefined();
  });

  it('refuses by name a field that the sandbox does not model, and never answers null for it', async () => {
    const { body } = await sandbox.graphql('{ orders(first: 1) { nodes { poNumber } } }');
    expect(body.errors).toMatchObject([{ message: 'The sandbox has no resolver for Order.poNumber' }]);
  });

  it('refuses another API version and another shop', async () => {
    const call = (path: string, host: string) =>
      fetch(sandbox.url + path, { method: 'POST', headers: { 'x-sandbox-host': host, 'x-shopify-access-token': sandbox.token }, body: '{"query":"{shop{id}}"}' });
    expect((await call('/admin/api/2020-01/graphql.json', 'small-shop.myshopify.com')).status).toBe(404);
    expect((await call('/admin/api/2026-07/graphql.json', 'other.myshopify.com')).status).toBe(404);
  });

  it('refuses a page without a size and one above 250', async () => {
    for (const size of ['', '(first: 251)']) {
      const { body } = await sandbox.graphql(`{ products${size} { nodes { id } } }`);
      expect(codes(body.errors)).toEqual(['BAD_REQUEST']);
    }
  });

  it('refuses a query that costs more than a thousand points', async () => {
    const ids = Array.from({ length: 250 }, (_, index) => `gid://shopify/Product/${index + 1}`);
    const { body } = await sandbox.graphql('query Dear($ids: [ID!]!) { nodes(ids: $ids) { ... on Product { variants(first: 50) { nodes { id } } } } }', { ids });
    expect(codes(body.errors)).toEqual(['MAX_COST_EXCEEDED']);
  });

  it('charges what responses of real stores were charged, within a tenth', async () => {
    const { body } = await sandbox.graphql(`{ order(id: "gid://shopify/Order/1001") { id fulfillmentOrders(first: 2) { nodes { id assignedLocation { location { id } }
      fulfillments(first: 3) { nodes { id fulfillmentLineItems(first: 2) { nodes { id lineItem { id } } } location { id } } } } } } }`);
    expect(body.extensions?.cost?.requestedQueryCost).toBeGreaterThanOrEqual(18);
    expect(body.extensions?.cost?.requestedQueryCost).toBeLessThanOrEqual(22);
  });

  it('throttles once the bucket is drained, and charges only what was returned', async () => {
    const own = await startTestSandbox();
    const dear = '{ productVariants(first: 200) { nodes { inventoryItem { unitCost { amount } } } } }';
    const first = (await own.graphql(dear)).body.extensions?.cost;
    expect(first?.actualQueryCost).toBeLessThan(first?.requestedQueryCost ?? 0);
    const answers = await Promise.all(Array.from({ length: 400 }, () => own.graphql('mutation { bulkOperationCancel(id: "gid://shopify/BulkOperation/1") { userErrors { message } } }')));
    expect(answers.flatMap(({ body }) => codes(body.errors ?? []))).toContain('THROTTLED');
    await own.close();
  });
});

describe('scopes', () => {
  let narrow: TestSandbox;
  beforeAll(async () => {
    narrow = await startTestSandbox({ scopes: ['read_products', 'read_orders'], seed: smallShop([order(1001), order(1002, new Date().toISOString())]) });
  });
  afterAll(() => narrow.close());

  it('denies a type that the token may not read, also behind node()', async () => {
    for (const query of ['{ customers(first: 1) { nodes { id } } }', '{ node(id: "gid://shopify/Customer/301") { id } }']) {
      const { body } = await narrow.graphql(query);
      expect(codes(body.errors)).toEqual(['ACCESS_DENIED']);
    }
  });

  it('denies writing metafields of products without write_products', async () => {
    const { body } = await narrow.graphql('mutation { metafieldsSet(metafields: [{ownerId: "gid://shopify/Product/1", key: "k", type: "json", value: "{}"}]) { userErrors { message } } }');
    expect(codes(body.errors)).toEqual(['ACCESS_DENIED']);
  });

  it('shows sixty days of orders without read_all_orders', async () => {
    const { body } = await narrow.graphql('{ orders(first: 10) { nodes { name } } }');
    expect(body.data.orders.nodes).toEqual([{ name: '#1002' }]);
  });
});

describe('metafields', () => {
  const SET = `mutation Set($metafields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $metafields) {
    metafields { id namespace key compareDigest } userErrors { field message code elementIndex } } }`;
  const write = (fields: Record<string, unknown>) => ({ ownerId: 'gid://shopify/Product/1', namespace: '$app:setwise', key: 'set', type: 'json', value: '{"id":"a"}', ...fields });

  it('writes them under the app’s own namespace and reads them back with their references', async () => {
    const { body } = await sandbox.graphql(SET, { metafields: [write({}), write({ key: 'slot_1', type: 'list.product_reference', value: '["gid://shopify/Product/2"]' })] });
    expect(body.data.metafieldsSet.userErrors).toEqual([]);
    const read = await sandbox.graphql('{ product(id: "gid://shopify/Product/1") { metafield(namespace: "$app:setwise", key: "slot_1") { value references(first: 5) { nodes { ... on Product { handle } } } } } }');
    expect(read.body.data.product.metafield.references.nodes).toEqual([{ handle: 'memory-card' }]);
  });

  it('writes all of a call or none', async () => {
    const { body } = await sandbox.graphql(SET, { metafields: [write({ key: 'fresh' }), write({ key: 'bad', value: 'not json' })] });
    expect(body.data.metafieldsSet).toMatchObject({ metafields: null, userErrors: [{ elementIndex: 1, code: 'INVALID_VALUE' }] });
    const read = await sandbox.graphql('{ product(id: "gid://shopify/Product/1") { metafield(namespace: "$app:setwise", key: "fresh") { value } } }');
    expect(read.body.data.product.metafield).toBeNull();
  });

  it('refuses a stale digest, a reference to nothing, and more than twenty-five', async () => {
    for (const metafields of [
      [write({ compareDigest: 'stale' })],
      [write({ key: 'slot_2', type: 'list.product_reference', value: '["gid://shopify/Product/999"]' })],
      Array.from({ length: 26 }, (_, index) => write({ key: `k${index}` })),
    ]) {
      const { body } = await sandbox.graphql(SET, { metafields });
      expect(body.data.metafieldsSet.userErrors).toHaveLength(1);
    }
  });

  it('deletes them, and says which were there', async () => {
    await sandbox.graphql(SET, { metafields: [write({ key: 'gone' })] });
    const { body } = await sandbox.graphql(`mutation { metafieldsDelete(metafields: [
      {ownerId: "gid://shopify/Product/1", namespace: "$app:setwise", key: "gone"}, {ownerId: "gid://shopify/Product/1", namespace: "$app:setwise", key: "never"}]) {
      deletedMetafields { key } userErrors { message } } }`);
    expect(body.data.metafieldsDelete.deletedMetafields).toEqual([{ key: 'gone' }, null]);
  });

  it('refuses a second definition under the same key', async () => {
    const create = 'mutation { metafieldDefinitionCreate(definition: {name: "Set", namespace: "$app:setwise", key: "set", type: "json", ownerType: PRODUCT, access: {storefront: PUBLIC_READ}}) { createdDefinition { id } userErrors { code } } }';
    expect((await sandbox.graphql(create)).body.data.metafieldDefinitionCreate.userErrors).toEqual([]);
    expect((await sandbox.graphql(create)).body.data.metafieldDefinitionCreate.userErrors).toEqual([{ code: 'TAKEN' }]);
  });
});

describe('discounts', () => {
  const CREATE = `mutation Create($discount: DiscountAutomaticAppInput!) { discountAutomaticAppCreate(automaticAppDiscount: $discount) {
    automaticAppDiscount { discountId title status discountClasses appDiscountType { functionId } } userErrors { field message code } } }`;
  const discount = { title: 'Set', functionHandle: 'set-discount', startsAt: '2026-01-01T00:00:00Z', endsAt: '2099-01-01T00:00:00Z', discountClasses: ['PRODUCT'] };

  it('creates, finds and deletes the automatic discount of the app’s own Function', async () => {
    const made = (await sandbox.graphql(CREATE, { discount })).body.data.discountAutomaticAppCreate;
    expect(made.userErrors).toEqual([]);
    expect(made.automaticAppDiscount).toMatchObject({ title: 'Set', status: 'ACTIVE' });
    const listed = await sandbox.graphql('{ discountNodes(first: 10) { nodes { id discount { ... on DiscountAutomaticApp { title endsAt } } } } }');
    expect(listed.body.data.discountNodes.nodes).toEqual([{ id: made.automaticAppDiscount.discountId, discount: { title: 'Set', endsAt: '2099-01-01T00:00:00Z' } }]);
    const gone = await sandbox.graphql('mutation Gone($id: ID!) { discountAutomaticDelete(id: $id) { deletedAutomaticDiscountId userErrors { message } } }', { id: made.automaticAppDiscount.discountId });
    expect(gone.body.data.discountAutomaticDelete.userErrors).toEqual([]);
  });

  it('refuses a Function that the app does not have, and an end before the start', async () => {
    for (const wrong of [{ functionHandle: 'no-such' }, { endsAt: '2025-01-01T00:00:00Z' }]) {
      const { body } = await sandbox.graphql(CREATE, { discount: { ...discount, ...wrong } });
      expect(body.data.discountAutomaticAppCreate.userErrors).toHaveLength(1);
    }
  });
});
