import http, { type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { KlaviyoClient } from '#app/adapters/klaviyo/client.ts';
import { KlaviyoAccessError } from '#app/adapters/klaviyo/errors.ts';
import { AppError } from '#app/domain/app-error.ts';

interface Asked {
  line: string;
  headers: IncomingMessage['headers'];
  body: unknown;
}

let server: http.Server;
let client: KlaviyoClient;
let asked: Asked[];
let answers: { status: number; body?: unknown; headers?: Record<string, string> }[];

beforeAll(async () => {
  server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    asked.push({ line: `${request.method} ${decodeURIComponent(request.url ?? '')}`, headers: request.headers, body: text ? JSON.parse(text) : undefined });
    const { status, body, headers } = answers.shift() ?? { status: 500 };
    if (status === 0) return void request.socket.destroy();
    response.writeHead(status, { 'content-type': 'application/vnd.api+json', ...headers }).end(body === undefined ? '' : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env.SETWISE_SANDBOX_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  client = (await import('#app/adapters/klaviyo/client.ts')).klaviyoClient('pk_secret_of_the_shop');
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});
beforeEach(() => {
  asked = [];
  answers = [];
});

async function failure(status: number, body?: unknown, headers?: Record<string, string>): Promise<AppError> {
  answers = [{ status, body, ...(headers ? { headers } : {}) }];
  const error = await client.account().then(() => undefined, (thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(AppError);
  expect(asked).toHaveLength(1);
  return error as AppError;
}

describe('the Klaviyo client', () => {
  it('sends an event to a profile by its id, with its unique id and no other identifier, so that no profile is made', async () => {
    answers = [{ status: 202 }];
    await client.createEvent({ profileId: '01P', metric: 'Setwise Step Ready', properties: { step_id: 's', others: [{ was_price: null }] }, uniqueId: 's' });
    expect(asked[0]).toMatchObject({ line: 'POST /klaviyo/api/events', headers: { authorization: 'Klaviyo-API-Key pk_secret_of_the_shop', revision: '2026-07-15' } });
    expect(asked[0]?.body).toEqual({
      data: {
        type: 'event',
        attributes: {
          properties: { step_id: 's', others: [{ was_price: null }] },
          unique_id: 's',
          backfill: false,
          metric: { data: { type: 'metric', attributes: { name: 'Setwise Step Ready' } } },
          profile: { data: { type: 'profile', id: '01P', attributes: {} } },
        },
      },
    });
  });

  it('asks for one flow that listens to our metric, filters by consent and neither waits nor drops', async () => {
    answers = [{ status: 201, body: { data: { type: 'flow', id: 'FLOW1', attributes: { name: 'x', status: 'draft' } } } }];
    expect(await client.createFlow({ name: 'Steps', metricId: 'METRIC', templateId: 'TEMPLATE', from: { email: 'hello@shop.example', label: 'Shop' } })).toBe('FLOW1');
    const { definition } = (asked[0]!.body as { data: { attributes: { definition: Record<string, unknown> } } }).data.attributes;
    expect(definition).toMatchObject({
      triggers: [{ type: 'metric', id: 'METRIC' }],
      profile_filter: { condition_groups: [{ conditions: [{ type: 'profile-marketing-consent', consent: { channel: 'email', can_receive_marketing: true, consent_status: { subscription: 'subscribed' } } }] }] },
      reentry_criteria: { duration: 0, unit: 'alltime' },
      entry_action_id: 'send',
      actions: [{ temporary_id: 'send', type: 'send-email', data: { message: { template_id: 'TEMPLATE', subject_line: '{{ event.subject }}', smart_sending_enabled: false, transactional: false } } }],
    });
  });

  it('reads a profile with what may be sent to it, and none where there is none', async () => {
    const marketing = { can_receive_email_marketing: true, consent: 'SUBSCRIBED', suppression: [] };
    answers = [{ status: 200, body: { data: [{ type: 'profile', id: '01P', attributes: { email: 'a@b.example', subscriptions: { email: { marketing } } } }] } }, { status: 200, body: { data: [] } }];
    expect(await client.profileByEmail('a@b.example')).toEqual({ profileId: '01P', canReceiveEmail: true, emailConsent: 'SUBSCRIBED' });
    expect(await client.profileByEmail('c@d.example')).toBeNull();
    expect(asked[0]?.line).toBe('GET /klaviyo/api/profiles?additional-fields[profile]=subscriptions&filter=equals(email,"a@b.example")');
  });

  it('reads metrics page by page', async () => {
    const page = (id: string, name: string, next: string | null) => ({ status: 200, body: { data: [{ type: 'metric', id, attributes: { name } }], links: { self: 'x', next } } });
    answers = [page('M1', 'Placed Order', 'https://a.klaviyo.com/api/metrics?page%5Bcursor%5D=abc'), page('M2', 'Setwise Step Ready', null)];
    expect(await client.metrics()).toEqual(new Map([['Placed Order', 'M1'], ['Setwise Step Ready', 'M2']]));
    expect(asked[1]?.line).toBe('GET /klaviyo/api/metrics?page[cursor]=abc');
  });

  it("reads a flow's emails, also those of an A/B test, and the flow's own copy of the template, or that there is none", async () => {
    const email = (id: string, status: string) => ({ type: 'send-email', data: { status, message: { id, subject_line: 'S', preview_text: null } } });
    const actions = [email('M1', 'live'), { type: 'time-delay', data: { value: 1 } }, { type: 'ab-test', data: { current_experiment: { variations: [email('M2', 'draft')] } } }];
    answers = [
      { status: 200, body: { data: { type: 'flow', id: 'F', attributes: { status: 'live', definition: { actions } } } } },
      { status: 200, body: { data: { type: 'template', id: 'T', attributes: { html: '<p>x</p>', text: null } } } },
      { status: 404, body: { errors: [{ detail: 'No template' }] } },
    ];
    expect(await client.flow('F')).toEqual({ status: 'live', emails: [{ messageId: 'M1', status: 'live', subject: 'S', preview: '' }, { messageId: 'M2', status: 'draft', subject: 'S', preview: '' }] });
    expect(await client.flowTemplate('M1')).toEqual({ html: '<p>x</p>', text: '' });
    expect(await client.flowTemplate('M2')).toBeNull();
    expect(asked.map(({ line }) => line)).toEqual(['GET /klaviyo/api/flows/F?additional-fields[flow]=definition', 'GET /klaviyo/api/flow-messages/M1/template', 'GET /klaviyo/api/flow-messages/M2/template']);
  });

  it('reads to whom an email of one flow has arrived, page by page, each with the latest time', async () => {
    const event = (profileId: string, flow: string, datetime: string) => ({ type: 'event', id: datetime, attributes: { datetime, event_properties: { $flow: flow } }, relationships: { profile: { data: { type: 'profile', id: profileId } } } });
    const page = (data: unknown[], next: string | null) => ({ status: 200, body: { data, links: { self: 'x', next } } });
    answers = [
      page([{ type: 'metric', id: 'RECEIVED', attributes: { name: 'Received Email' } }], null),
      page([event('P1', 'F', '2026-11-20T10:00:05+00:00'), event('P2', 'another', '2026-11-20T10:00:05+00:00')], 'https://a.klaviyo.com/api/events?page%5Bcursor%5D=abc'),
      page([event('P1', 'F', '2026-11-20T10:00:01+00:00')], null),
    ];
    expect(await client.receivedFrom('F', new Date('2026-11-20T10:00:00.500Z'))).toEqual(new Map([['P1', new Date('2026-11-20T10:00:05Z')]]));
    expect(asked[1]?.line).toBe('GET /klaviyo/api/events?filter=equals(metric_id,"RECEIVED"),greater-or-equal(datetime,2026-11-20T10:00:00Z)');
    expect(asked[2]?.line).toContain('page[cursor]=abc');
  });

  it('says what to do when the key is revoked or may not do enough', async () => {
    const revoked = await failure(401, { errors: [{ detail: 'Invalid key' }] });
    expect(revoked).toBeInstanceOf(KlaviyoAccessError);
    expect(revoked).toMatchObject({ code: 'refused', message: expect.stringContaining('Make a new private key') });
    asked = [];
    expect((await failure(403, { errors: [{ detail: 'missing scope flows:write' }] })).message).toMatch(/missing scope flows:write.*connect again/);
  });

  it('says when to come back, after one attempt', async () => {
    const limited = await failure(429, { errors: [] }, { 'retry-after': '7' });
    expect(limited.code).toBe('try_later');
    const seconds = ((limited.retryAt?.getTime() ?? 0) - Date.now()) / 1_000;
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(7);
  });

  it('tells what passes from what does not', async () => {
    expect((await failure(503)).code).toBe('try_later');
    asked = [];
    expect((await failure(0)).code).toBe('try_later');
    asked = [];
    expect((await failure(404, { errors: [{ detail: 'No flow' }] })).code).toBe('not_found');
    asked = [];
    expect(await failure(400, { errors: [{ detail: 'Invalid input.' }] })).toMatchObject({ code: 'refused', message: 'Klaviyo refused: Invalid input.' });
  });

  it('never hands the key on with an error', async () => {
    const error = await failure(500);
    expect(JSON.stringify([error.message, String(error.cause), Object.values(error.cause as object)])).not.toContain('pk_secret');
  });
});
