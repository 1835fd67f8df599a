// The sandbox's Klaviyo against Klaviyo's published document: the table of endpoints, what the app's adapter sends, and every
// answer. Without the document one line says what was skipped.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { klaviyoClient } from '#app/adapters/klaviyo/client.ts';
import { KLAVIYO_KEY } from '#sandbox/credentials.ts';
import { ENDPOINTS } from '#sandbox/klaviyo/api.ts';
import type { Limit } from '#sandbox/klaviyo/rate-limits.ts';
import { exampleFlow, type KlaviyoDocument, publishedDocument } from '#test/support/klaviyo-document.ts';
import { eventBody, flowBody, type Hand, klaviyoHand, METRIC, statusBody, templateBody } from '#test/support/klaviyo-setup.ts';
import { type Exchange, listenIn, type Wire } from '#test/support/klaviyo-wire.ts';
import { startTestSandbox, type TestSandbox } from '#test/support/sandbox-shop.ts';

const published = publishedDocument();

describe.skipIf(published === null)("Klaviyo's published document", () => {
  const document = published as KlaviyoDocument;
  let sandbox: TestSandbox;
  let wire: Wire;
  let hand: Hand;

  beforeAll(async () => {
    sandbox = await startTestSandbox();
    wire = await listenIn(() => sandbox.url);
    hand = klaviyoHand(sandbox, () => wire.url);
    // The app's configuration reads this once, at the first call.
    process.env.SETWISE_SANDBOX_URL = wire.url;
  });
  afterAll(async () => {
    await wire.close();
    await sandbox.close();
  });

  /** What the document has against an exchange; a refused request is held against it only by its answer. */
  const problemsOf = ({ method, pathname, sent, status, answered }: Exchange): string[] => {
    const path = document.pathOf(pathname);
    if (!path) return [`${pathname} is not in the document.`];
    const requestProblems = sent !== null && status < 300 ? document.requestProblems(method, path, sent) : [];
    return [...requestProblems, ...document.answerProblems(method, path, status, answered)].map((problem) => `${method} ${pathname} ${status}: ${problem}`);
  };

  it.each(ENDPOINTS)('has $operation with the same scopes, limits and parameters', ({ method, path, operation, scopes, limit, query }) => {
    const there = document.operation(method.toLowerCase(), path.replace(/:(\w+)/g, '{$1}'));
    expect(there?.operationId).toBe(operation);
    expect(there?.['x-klaviyo-scopes']).toEqual(scopes);
    const { burst, steady, daily } = limit as Limit;
    expect(there?.['x-klaviyo-ratelimit']).toEqual({ burst: `${burst}/s`, steady: `${steady}/m`, ...(daily ? { daily: `${daily}/d` } : {}) });
    const offered = there?.parameters?.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
    expect(offered).toEqual(expect.arrayContaining([...query]));
  });

  it("takes what the app's adapter sends, and its answers are as published", async () => {
    const before = wire.exchanges.length;
    const client = klaviyoClient(KLAVIYO_KEY);
    const profile = await client.profileByEmail('ada@example.com');
    const event = { profileId: profile?.profileId ?? '', metric: METRIC, properties: { subject: 'Hello', preview: 'There', step_id: 'a' }, uniqueId: 'adapter-seed', backfill: true };
    await client.account();
    await client.anyProfile();
    await client.createEvent(event);
    const metricId = (await client.metrics()).get(METRIC) ?? '';
    const templateId = await client.createTemplate({ name: 'Step', html: '<p>{{ event.subject }}</p>', text: 'x' });
    await client.updateTemplate(templateId, { name: 'Step', html: '<p>{{ event.preview }}</p>', text: 'y' });
    const flowId = await client.createFlow({ name: 'Setwise', metricId, templateId, from: { email: 'a@shop.example', label: 'Shop' } });
    await client.setFlowStatus(flowId, 'live');
    expect(await client.flowStatus(flowId)).toBe('live');
    await client.createEvent({ ...event, uniqueId: 'adapter-step', backfill: false });
    expect(await hand.messages('ada@example.com')).toMatchObject([{ state: 'sent', subject: 'Hello' }]);
    const flow = await client.flow(flowId);
    expect(flow).toMatchObject({ status: 'live', emails: [{ status: 'live', subject: '{{ event.subject }}', preview: '{{ event.preview }}' }] });
    expect(await client.flowTemplate(flow.emails[0]?.messageId ?? '')).toEqual({ html: '<p>{{ event.preview }}</p>', text: 'y' });
    const hourAgo = new Date(Date.now() - 3_600_000);
    expect([...(await client.receivedFrom(flowId, hourAgo)).keys()]).toEqual([profile?.profileId]);
    expect(await client.receivedFrom('another', hourAgo)).toEqual(new Map());
    await client.deleteFlow(flowId);
    await client.deleteTemplate(templateId);
    const exchanges = wire.exchanges.slice(before);
    expect(exchanges.length).toBeGreaterThanOrEqual(17);
    expect(exchanges.flatMap(problemsOf)).toEqual([]);
    expect(exchanges.filter(({ status }) => status >= 400)).toEqual([]);
    // The app never makes a profile: each is on the merchant's bill.
    expect(sandbox.klaviyo.profiles.madeByApi()).toEqual([]);
  });

  it('answers everything else as published, refusals too', async () => {
    const before = wire.exchanges.length;
    await sandbox.until(async () => (await hand.call('GET', '/api/accounts')).status === 200);
    await hand.event('other', { nested: { a: [1] } }, { value: 12.5, value_currency: 'EUR', time: new Date().toISOString() });
    const templateId = await hand.template('<p>{{ event.subject }}</p>', 'text');
    await hand.call('GET', '/api/templates?filter=equals(name,"Step")&sort=-created&page[size]=1');
    await hand.call('GET', `/api/templates/${templateId}`);
    await hand.call('POST', '/api/template-render', { data: { type: 'template', id: templateId, attributes: { context: { event: { subject: 'x' } } } } });
    await hand.call('GET', '/api/profiles?additional-fields[profile]=subscriptions&page[size]=1');
    await hand.call('GET', `/api/profiles/${sandbox.klaviyo.profiles.byEmail('ada@example.com')?.id}?additional-fields[profile]=subscriptions`);
    const metricId = await hand.metricId(METRIC);
    await hand.call('GET', `/api/metrics/${metricId}`);
    await hand.call('GET', `/api/events?filter=equals(metric_id,"${metricId}")&include=metric,profile&page[size]=1&sort=-datetime`);
    let flow: { id: string; attributes: { definition: { actions: { id: string }[] } } } | undefined;
    await sandbox.until(async () => {
      flow = (await hand.call('POST', '/api/flows', flowBody(metricId, templateId, { add_tracking_params: true }))).body.data;
      return flow !== undefined;
    });
    await hand.call('GET', `/api/flows/${flow?.id}?additional-fields[flow]=definition`);
    await hand.call('GET', '/api/flows?filter=equals(status,"draft")');
    await hand.call('GET', '/api/flow-messages/NOPE/template');
    const action = flow?.attributes.definition.actions[0];
    expect((await hand.call('PATCH', `/api/flow-actions/${action?.id}`, { data: { type: 'flow-action', id: action?.id, attributes: { definition: action } } })).status).toBe(200);
    await hand.call('PATCH', '/api/flows/NOPE', statusBody('NOPE', 'live'));
    await hand.call('GET', '/api/accounts', undefined, { authorization: 'Klaviyo-API-Key pk_wrong' });
    await hand.call('GET', '/api/metrics', undefined, { revision: '' });
    await hand.call('POST', '/api/events', eventBody('typo', {}, { uniqueId: 'typo' }));
    await hand.call('GET', '/api/metrics?filter=equals(name,"x")');
    await sandbox.lever('break-klaviyo', { how: 'throttle', requests: 1 });
    await hand.call('GET', '/api/metrics');
    await sandbox.lever('break-klaviyo', { how: 'take a scope away', scope: 'metrics:read' });
    await hand.call('GET', '/api/metrics');
    await sandbox.lever('break-klaviyo', { how: 'mend it' });
    const exchanges = wire.exchanges.slice(before);
    expect(new Set(exchanges.map(({ status }) => status))).toEqual(new Set([200, 201, 202, 400, 401, 403, 404, 429]));
    expect(exchanges.flatMap(problemsOf)).toEqual([]);
  });

  it('takes the published example of a flow', async () => {
    await hand.event('seed', {}, { backfill: true });
    const ids: Record<string, string> = { STEPRDY: await hand.metricId(METRIC), RECVEM: await hand.metricId('Received Email'), TMPL01: await hand.template('<p>x</p>') };
    const body = JSON.parse(Object.entries(ids).reduce((text, [name, id]) => text.replaceAll(name, id), exampleFlow())) as unknown;
    expect(document.requestProblems('post', '/api/flows', body)).toEqual([]);
    await sandbox.until(async () => (await hand.call('POST', '/api/flows', body)).status === 201);
  });

  it('refuses what the document does not declare, so that these checks are worth something', () => {
    expect(document.requestProblems('post', '/api/events', { data: 5 })).not.toEqual([]);
    expect(document.requestProblems('post', '/api/events', eventBody('x', {}, { uniqueId: 'x' })).join()).toContain('additional properties');
    expect(document.requestProblems('post', '/api/templates', templateBody('<p>x</p>'))).toEqual([]);
    expect(document.answerProblems('get', '/api/metrics', 200, { data: [{ type: 'metric' }] })).not.toEqual([]);
  });
});

it('says so when SETWISE_CONTRACTS names a folder without the document', () => {
  const { SETWISE_CONTRACTS: before } = process.env;
  process.env.SETWISE_CONTRACTS = import.meta.dirname;
  try {
    expect(() => publishedDocument()).toThrow(/stable-2026-07-15\.json\.gz is not in it/);
  } finally {
    if (before === undefined) delete process.env.SETWISE_CONTRACTS;
    else process.env.SETWISE_CONTRACTS = before;
  }
});
