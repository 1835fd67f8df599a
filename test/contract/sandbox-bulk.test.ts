// Bulk operations: what may run, what comes out, and what is refused in which words.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { order, smallShop, startTestSandbox, type TestSandbox } from '#test/support/sandbox-shop.ts';

const RUN = 'mutation Run($query: String!, $group: Boolean!) { bulkOperationRunQuery(query: $query, groupObjects: $group) { bulkOperation { id status } userErrors { field message code } } }';
const ORDERS = '{ orders { edges { node { id name customer { id } lineItems { edges { node { id quantity discountedTotalSet { shopMoney { amount } } } } } } } } }';

interface Operation {
  id: string;
  status: string;
  errorCode: string | null;
  url: string | null;
  objectCount: string;
  rootObjectCount: string;
}

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox({ seed: smallShop(Array.from({ length: 300 }, (_, index) => order(1001 + index))) });
});
afterAll(() => sandbox.close());

async function submit(query: string, on = sandbox, group = false) {
  return (await on.graphql(RUN, { query, group })).body.data.bulkOperationRunQuery as { bulkOperation: { id: string; status: string } | null; userErrors: { message: string; code: string }[] };
}

async function finished(id: string, on = sandbox): Promise<Operation> {
  let operation: Operation | undefined;
  await on.until(async () => {
    operation = (await on.graphql('query Look($id: ID!) { bulkOperation(id: $id) { id status errorCode url objectCount rootObjectCount } }', { id })).body.data.bulkOperation as Operation;
    return ['COMPLETED', 'FAILED', 'CANCELED'].includes(operation.status);
  });
  return operation as Operation;
}

describe('running', () => {
  it('is created at once and ends in a file of one row an object, children naming their parent', async () => {
    const { bulkOperation } = await submit(ORDERS, sandbox, true);
    expect(bulkOperation?.status).toBe('CREATED');
    const operation = await finished(bulkOperation?.id ?? '');
    expect(operation).toMatchObject({ status: 'COMPLETED', objectCount: '900', rootObjectCount: '300' });
    const answer = await fetch(operation.url ?? '');
    expect(answer.headers.get('content-type')).toBe('application/jsonl');
    const lines = (await answer.text()).trimEnd().split('\n');
    expect(lines).toHaveLength(900);
    expect(lines[0]).toContain('gid:\\/\\/shopify\\/Order\\/');
    const [parent, child] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(child).toMatchObject({ __parentId: parent?.id, quantity: 1, discountedTotalSet: { shopMoney: { amount: '100.0' } } });
    expect(parent).not.toHaveProperty('lineItems');
  });

  it('can be downloaded from a byte on, and is the same file each time', async () => {
    const { bulkOperation } = await submit(ORDERS, sandbox, true);
    const url = (await finished(bulkOperation?.id ?? '')).url ?? '';
    const whole = await fetch(url);
    const text = await whole.text();
    const part = await fetch(url, { headers: { range: 'bytes=100-' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 100-${text.length - 1}/${text.length}`);
    expect(part.headers.get('etag')).toBe(whole.headers.get('etag'));
    expect(await part.text()).toBe(text.slice(100));
    expect((await fetch(url, { headers: { range: `bytes=${text.length}-` } })).status).toBe(416);
  });

  it('keeps its result for seven days', async () => {
    const later = await startTestSandbox();
    const { bulkOperation } = await submit('{ products { edges { node { id } } } }', later);
    const url = (await finished(bulkOperation?.id ?? '', later)).url ?? '';
    const status = async (days: number) => {
      later.store.moveClock(days * 24 * 3_600_000);
      return (await fetch(url)).status;
    };
    expect([await status(6), await status(8)]).toEqual([200, 404]);
    await later.close();
  });

  it('tells the app when it has finished', async () => {
    const { bulkOperation } = await submit('{ products { edges { node { id } } } }');
    await finished(bulkOperation?.id ?? '');
    await sandbox.until(() => sandbox.received.some(({ headers, body }) => headers['x-shopify-topic'] === 'bulk_operations/finish' && body.includes(bulkOperation?.id ?? '?')));
  });

  it('has no url when nothing was found', async () => {
    const { bulkOperation } = await submit('{ products(query: "handle:none") { edges { node { id } } } }');
    expect(await finished(bulkOperation?.id ?? '')).toMatchObject({ status: 'COMPLETED', objectCount: '0', url: null });
  });

  it('fails for access when the token may not read what it asks for', async () => {
    const narrow = await startTestSandbox({ scopes: ['read_products'] });
    const { bulkOperation } = await submit(ORDERS, narrow);
    expect(await finished(bulkOperation?.id ?? '', narrow)).toMatchObject({ status: 'FAILED', errorCode: 'ACCESS_DENIED' });
    await narrow.close();
  });

  it('runs five at once, cancels, and begins again after a restart', async () => {
    const slow = await startTestSandbox({ sandbox: { bulkMinimumMs: 60_000 } });
    const operations = await Promise.all(Array.from({ length: 5 }, () => submit(ORDERS, slow)));
    expect(operations.every(({ bulkOperation }) => bulkOperation !== null)).toBe(true);
    const sixth = await submit(ORDERS, slow);
    expect(sixth.userErrors[0]?.code).toBe('OPERATION_IN_PROGRESS');
    expect(sixth.userErrors[0]?.message).toMatch(/^A bulk query operation for this app and shop is already in progress: gid:\/\/shopify\/BulkOperation\/\d+, /);
    const [first, second] = operations.map(({ bulkOperation }) => bulkOperation?.id ?? '');
    const cancelled = await slow.graphql('mutation Cancel($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { status } userErrors { message } } }', { id: first });
    expect(cancelled.body.data.bulkOperationCancel).toEqual({ bulkOperation: { status: 'CANCELING' }, userErrors: [] });
    await slow.restart();
    expect((await slow.graphql('query Look($id: ID!) { bulkOperation(id: $id) { status } }', { id: second })).body.data.bulkOperation.status).toMatch(/CREATED|RUNNING/);
    await slow.close();
  });
});

describe('refusing', () => {
  const refusals: [name: string, query: string, message: string][] = [
    ['nodes', '{ products { nodes { id } } }', "All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: 'products { edges { node {'. Selecting via 'nodes' is not supported. Invalid connection fields: 'products'."],
    ['no connection', '{ shop { id } }', 'Bulk queries must contain at least one connection.'],
    ['a sixth connection', `{ ${Array.from({ length: 6 }, (_, index) => `p${index}: products { edges { node { id } } }`).join(' ')} }`, 'Bulk queries cannot contain more than 5 connections.'],
    ['connections below connections below connections', '{ customers { edges { node { id orders { edges { node { id lineItems { edges { node { id product { id variants { edges { node { id } } } } } } } } } } } } } }', 'Bulk queries cannot contain connections with a nesting depth greater than 2.'],
    ['a parent without its id', '{ orders { edges { node { name lineItems { edges { node { id } } } } } } }', "The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': 'orders'."],
    ['a connection within a list', '{ orders { edges { node { id refunds { id refundLineItems { edges { node { quantity } } } } } } } }', 'Queries that contain a connection field within a list field are not currently supported.'],
  ];

  for (const [name, query, message] of refusals) {
    it(`refuses ${name}`, async () => {
      const { bulkOperation, userErrors } = await submit(query);
      expect(bulkOperation).toBeNull();
      expect(userErrors).toEqual([{ field: ['query'], message, code: 'INVALID' }]);
    });
  }
});
