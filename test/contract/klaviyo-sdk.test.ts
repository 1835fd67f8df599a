// Klaviyo's own SDK as a second client: it was written by somebody else, and agrees with the sandbox.
import { AccountsApi, ApiKeySession, EventsApi, FlowsApi, MetricsApi, ProfilesApi, RetryWithExponentialBackoff, TemplatesApi } from 'klaviyo-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KLAVIYO_KEY } from '#sandbox/credentials.ts';
import { startTestSandbox, type TestSandbox } from '#test/support/sandbox-shop.ts';
import { klaviyoHand, METRIC } from '#test/support/klaviyo-setup.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.close());

const at = <T extends { basePath: string }>(api: T): T => {
  api.basePath = `${sandbox.url}/klaviyo`;
  return api;
};
const session = (attempts = 1, key = KLAVIYO_KEY) =>
  new ApiKeySession(key, new RetryWithExponentialBackoff({ numRetries: attempts }));

const event = (uniqueId: string, backfill = false) => ({
  data: {
    type: 'event' as const,
    attributes: {
      properties: { step_id: uniqueId, subject: 'Hello' }, uniqueId, backfill,
      metric: { data: { type: 'metric' as const, attributes: { name: METRIC } } },
      profile: { data: { type: 'profile' as const, attributes: { email: 'ada@example.com' } } },
    },
  },
});

interface Refused {
  response: { status: number; headers: Record<string, string>; data: { errors: { code: string; detail: string; source: unknown }[] } };
}
const refusal = async (work: Promise<unknown>): Promise<Refused['response']> => {
  try {
    await work;
  } catch (error) {
    return (error as Refused).response;
  }
  throw new Error('It was not refused.');
};

describe('the SDK', () => {
  it('names the account', async () => {
    const { body } = await at(new AccountsApi(session())).getAccounts();
    expect(body.data[0]?.attributes.contactInformation.organizationName).toBe('Small shop');
  });

  it('records an event once, however often it is sent', async () => {
    const events = at(new EventsApi(session()));
    expect((await events.createEvent(event('once'))).response.status).toBe(202);
    expect((await events.createEvent(event('once'))).response.status).toBe(202);
    const { body } = await events.getEvents({ filter: 'has(metric)', include: ['metric'] });
    expect(body.data.filter(({ attributes }) => (attributes.eventProperties as Record<string, unknown>).$event_id === 'once')).toHaveLength(1);
  });

  it('reads a profile with its consent', async () => {
    const profiles = at(new ProfilesApi(session()));
    const found = (await profiles.getProfiles({ filter: 'equals(email,"ada@example.com")', additionalFieldsProfile: ['subscriptions'] })).body.data[0];
    expect(found?.attributes.subscriptions?.email?.marketing).toMatchObject({ consent: 'SUBSCRIBED', canReceiveEmailMarketing: true });
    const again = await profiles.getProfile(String(found?.id), { additionalFieldsProfile: ['subscriptions'] });
    expect(again.body.data.attributes.email).toBe('ada@example.com');
  });

  it('makes a template and a flow of it, and switches the flow on', async () => {
    await at(new EventsApi(session())).createEvent(event('seed', true));
    const metric = (await at(new MetricsApi(session())).getMetrics()).body.data.find(({ attributes }) => attributes.name === METRIC);
    const template = await at(new TemplatesApi(session())).createTemplate({ data: { type: 'template', attributes: { name: 'Step', editorType: 'CODE', html: '<p>{{ event.subject }}</p>' } } });
    const flows = at(new FlowsApi(session()));
    const flow = await flows.createFlow({
      data: {
        type: 'flow',
        attributes: {
          name: 'Setwise',
          definition: {
            triggers: [{ type: 'metric', id: metric?.id ?? '' }], profileFilter: null, entryActionId: 'send',
            actions: [{
              temporaryId: 'send', type: 'send-email', links: { next: null },
              data: { status: 'draft', message: { fromEmail: 'a@shop.example', fromLabel: 'Shop', subjectLine: '{{ event.subject }}', templateId: String(template.body.data.id) } },
            }],
          },
        },
      },
    });
    const id = String(flow.body.data.id);
    expect(flow.body.data.attributes.status).toBe('draft');
    await flows.updateFlow(id, { data: { type: 'flow', id, attributes: { status: 'live' } } });
    await at(new EventsApi(session())).createEvent(event('sdk-step'));
    expect(await klaviyoHand(sandbox).messages()).toMatchObject([{ state: 'sent', subject: 'Hello', stepId: 'sdk-step' }]);
    await flows.deleteFlow(id);
    expect((await refusal(flows.getFlow(id))).status).toBe(404);
  });

  it('waits as long as it is told when it is throttled, and is told in Klaviyo\'s shape when it does not wait', async () => {
    await sandbox.lever('break-klaviyo', { how: 'throttle', requests: 1 });
    const throttled = await refusal(at(new MetricsApi(session())).getMetrics());
    expect(throttled).toMatchObject({ status: 429, data: { errors: [{ code: 'throttled', detail: 'Request was throttled. Expected available in 1 second.' }] } });
    expect(throttled.headers['retry-after']).toBe('1');
    await sandbox.lever('break-klaviyo', { how: 'throttle', requests: 1 });
    expect((await at(new MetricsApi(session(3))).getMetrics()).response.status).toBe(200);
  });

  it('is refused with a revoked key, and with a key that lacks a scope', async () => {
    expect(await refusal(at(new MetricsApi(session(1, 'pk_other'))).getMetrics())).toMatchObject({ status: 401, data: { errors: [{ code: 'authentication_failed' }] } });
    await sandbox.lever('break-klaviyo', { how: 'revoke the key' });
    expect((await refusal(at(new MetricsApi(session())).getMetrics())).status).toBe(401);
    await sandbox.lever('break-klaviyo', { how: 'mend it' });
    await sandbox.lever('break-klaviyo', { how: 'take a scope away', scope: 'metrics:read' });
    const refused = await refusal(at(new MetricsApi(session())).getMetrics());
    expect(refused).toMatchObject({ status: 403, data: { errors: [{ code: 'permission_denied' }] } });
    expect(refused.data.errors[0]?.detail).toContain('metrics:read');
    await sandbox.lever('break-klaviyo', { how: 'mend it' });
  });
});
