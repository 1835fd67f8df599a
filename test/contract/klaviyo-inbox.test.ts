// What a live flow does with an event, and what a recipient can do with the email: read in the inbox, over the wire.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventBody, type Hand, klaviyoHand, METRIC, SUBSCRIBED } from '#test/support/klaviyo-setup.ts';
import { smallShop, startTestSandbox, type TestSandbox } from '#test/support/sandbox-shop.ts';

const HTML = `<html><head></head><body><h1>{{ event.heading }}</h1><img src="https://shop.example/a.png" alt="A card">
<a href="{{ event.url }}">Look</a>{% if event.code %}<p>{{ event.code }}</p>{% endif %}{% unsubscribe %}</body></html>`;
const STEP = { heading: 'For <your> camera', url: 'https://shop.example/set?sw=token&a=1', code: null };

let sandbox: TestSandbox;
let hand: Hand;
beforeEach(async () => {
  sandbox = await startTestSandbox({ seed: withPeople() });
  hand = klaviyoHand(sandbox);
});
afterEach(() => sandbox.close());

/** Ada is subscribed; Bo has unsubscribed; Cy never said anything. */
function withPeople() {
  const seed = smallShop();
  const [ada] = seed.customers;
  if (!ada) throw new Error('The small shop has lost its customer.');
  return {
    ...seed,
    customers: [ada, { ...ada, id: 302, email: 'bo@example.com', emailConsent: 'UNSUBSCRIBED' as const }, { ...ada, id: 303, email: 'cy@example.com', emailConsent: 'NOT_SUBSCRIBED' as const }],
  };
}

const eventsNamed = async (name: string): Promise<{ attributes: { event_properties: Record<string, unknown> } }[]> =>
  (await hand.call('GET', `/api/events?filter=equals(metric_id,"${await hand.metricId(name)}")`)).body.data;

describe('an event of a live flow', () => {
  it('becomes one email, however often it comes', async () => {
    await hand.liveFlow(HTML, { add_tracking_params: true, custom_tracking_params: [{ param: 'utm_content', value: 'setwise' }] });
    await hand.event('step-1', STEP);
    await hand.event('step-1', STEP);
    const [message, ...others] = await hand.messages();
    expect(others).toEqual([]);
    expect(message).toMatchObject({ state: 'sent', to: 'ada@example.com', subject: 'Your camera & its card', preview: 'Fits', stepId: 'step-1', reason: null });
    expect(message?.html).toContain('<h1>For &lt;your&gt; camera</h1>');
    expect(message?.links).toHaveLength(1);
    expect(message?.links[0]?.url).toBe('https://shop.example/set?sw=token&a=1&utm_source=klaviyo&utm_medium=email&utm_campaign=Setwise&utm_content=setwise');
    expect(message?.text).toContain('For <your> camera');
    expect(await eventsNamed('Received Email')).toHaveLength(1);
  });

  it('is mailed by the business clock', async () => {
    await hand.liveFlow(HTML);
    await sandbox.lever('move-clock', { days: 2 });
    await hand.event('step-1', STEP);
    const [message] = await hand.messages();
    expect(Date.parse(message?.sentAt ?? '') - Date.now()).toBeGreaterThan(1.9 * 86_400_000);
  });

  it('mails nobody when it is history, or when the flow is a draft', async () => {
    const id = await hand.liveFlow(HTML);
    await hand.event('old', STEP, { backfill: true });
    await hand.call('PATCH', `/api/flows/${id}`, { data: { type: 'flow', id, attributes: { status: 'draft' } } });
    await hand.event('step-1', STEP);
    expect(await hand.messages()).toEqual([]);
  });

  it('mails neither who has unsubscribed nor who never subscribed, and says why', async () => {
    await hand.liveFlow(HTML);
    await hand.event('step-bo', STEP, {}, 'bo@example.com');
    await hand.event('step-cy', STEP, {}, 'cy@example.com');
    expect(await hand.messages()).toMatchObject([
      { state: 'skipped', to: 'cy@example.com', reason: "The flow's profile filter does not hold: consent is NEVER_SUBSCRIBED." },
      { state: 'skipped', to: 'bo@example.com', reason: 'The recipient has unsubscribed.' },
    ]);
    expect(await eventsNamed('Received Email')).toEqual([]);
  });

  it('is not mailed when the template asks for what it lacks', async () => {
    await hand.liveFlow(HTML);
    await hand.event('step-1', { heading: 'Hello' });
    expect(await hand.messages()).toMatchObject([{ state: 'skipped', reason: 'The template asks for {{ event.url }}, which the event lacks.' }]);
  });

  it('is mailed no oftener than the message allows', async () => {
    const received = await hand.metricId('Received Email');
    const condition = {
      type: 'profile-metric', metric_id: received, measurement: 'count', measurement_filter: { type: 'numeric', operator: 'less-than', value: 1 },
      timeframe_filter: { type: 'date', operator: 'in-the-last', unit: 'day', quantity: 7 }, metric_filters: null,
    };
    await hand.liveFlow(HTML, { additional_filters: { condition_groups: [{ conditions: [condition] }] } });
    await hand.event('step-1', STEP);
    await hand.event('step-2', STEP);
    await sandbox.lever('move-clock', { days: 8 });
    await hand.event('step-3', STEP);
    expect((await hand.messages()).map(({ stepId, state }) => [stepId, state])).toEqual([['step-3', 'sent'], ['step-2', 'skipped'], ['step-1', 'sent']]);
  });

  it('enters only the flow whose trigger fits it', async () => {
    await hand.event('seed', {}, { backfill: true });
    const metricId = await hand.metricId(METRIC);
    const filter = { type: 'metric-property', metric_id: metricId, field: 'channel', filter: { type: 'string', operator: 'equals', value: 'email' } };
    await hand.liveFlow(HTML, {}, { triggers: [{ type: 'metric', id: metricId, trigger_filter: { condition_groups: [{ conditions: [filter] }] } }] });
    await hand.event('step-sms', { ...STEP, channel: 'sms' });
    await hand.event('step-email', { ...STEP, channel: 'email' });
    expect((await hand.messages()).map(({ stepId }) => stepId)).toEqual(['step-email']);
  });

  it('that comes back as a bounce suppresses the address', async () => {
    await hand.liveFlow(HTML);
    await sandbox.lever('break-klaviyo', { how: 'bounce the next email' });
    await hand.event('step-1', STEP);
    await hand.event('step-2', STEP);
    expect(await hand.messages()).toMatchObject([{ state: 'skipped', reason: 'The address is suppressed: HARD_BOUNCE.' }, { state: 'bounced' }]);
    const { body } = await hand.call('GET', '/api/profiles?filter=equals(email,"ada@example.com")&additional-fields[profile]=subscriptions');
    expect(body.data[0].attributes.subscriptions.email.marketing).toMatchObject({ can_receive_email_marketing: false, consent: 'SUBSCRIBED', suppression: [{ reason: 'HARD_BOUNCE' }] });
  });

  it('of somebody unknown makes a profile, and the account says that an API call made it', async () => {
    await hand.event('step-1', STEP, {}, 'stranger@example.com');
    expect(sandbox.klaviyo.profiles.madeByApi()).toMatchObject([{ email: 'stranger@example.com', consent: 'NEVER_SUBSCRIBED' }]);
    const state = await (await fetch(`${sandbox.url}/console/api/state`)).json() as { klaviyo: { profilesMadeByApi: number } };
    expect(state.klaviyo.profilesMadeByApi).toBe(1);
  });
});

describe('a flow', () => {
  it('keeps its own copy of the template, which nobody can change or delete', async () => {
    const id = await hand.liveFlow('<p>old {{ event.heading }}</p>');
    const { body: { data: [original] } } = await hand.call('GET', '/api/templates');
    await hand.call('PATCH', `/api/templates/${original.id}`, { data: { type: 'template', id: original.id, attributes: { html: '<p>new</p>' } } });
    await hand.event('step-1', STEP);
    expect((await hand.messages())[0]?.html).toContain('old');
    const { body: { data: flow } } = await hand.call('GET', `/api/flows/${id}?additional-fields[flow]=definition`);
    const copy = flow.attributes.definition.actions[0].data.message.template_id;
    expect(copy).not.toBe(original.id);
    expect((await hand.call('DELETE', `/api/templates/${copy}`)).status).toBe(409);
  });

  it('is refused for a metric that is not there', async () => {
    const body = (change: object) => ({ data: { type: 'flow', attributes: { name: 'x', definition: { triggers: [{ type: 'metric', id: 'NOPE' }], profile_filter: SUBSCRIBED, entry_action_id: 'send', actions: [{ temporary_id: 'send', type: 'send-email', data: { message: { template_id: 'NOPE' } } }], ...change } } } });
    const { body: refused, status } = await hand.call('POST', '/api/flows', body({}));
    expect([status, refused.errors[0].source.pointer]).toEqual([400, '/data/attributes/definition/triggers/0/id']);
  });

  it('is still there when the sandbox starts again', async () => {
    const id = await hand.liveFlow(HTML);
    await hand.event('step-1', STEP);
    await sandbox.restart();
    expect((await hand.call('GET', `/api/flows/${id}`)).body.data.attributes.status).toBe('live');
    await hand.event('step-1', STEP);
    expect(await hand.messages()).toHaveLength(1);
  });
});

describe('a recipient', () => {
  beforeEach(async () => {
    await hand.liveFlow(HTML);
    await hand.event('step-1', STEP);
  });

  it('is led on by a link, and Klaviyo knows the link but not the step', async () => {
    const [message] = await hand.messages();
    const reply = await fetch(message?.links[0]?.tracked ?? '', { redirect: 'manual' });
    expect([reply.status, reply.headers.get('location')]).toEqual([302, STEP.url]);
    const [clicked] = await eventsNamed('Clicked Email');
    expect(clicked?.attributes.event_properties).toMatchObject({ URL: STEP.url, $flow: message?.flowId });
    expect(clicked?.attributes.event_properties).not.toHaveProperty('step_id');
  });

  it('unsubscribes by a press, not by a scanner that opens the link; the store and its webhooks follow', async () => {
    const [message] = await hand.messages();
    const address = /href="([^"]*unsubscribe[^"]*)"/.exec(message?.html ?? '')?.[1] ?? '';
    expect(await (await fetch(address)).text()).toContain('<button type="submit">Unsubscribe</button>');
    expect(sandbox.store.customers.get(301)?.emailConsent).toBe('SUBSCRIBED');
    expect(await (await fetch(address, { method: 'POST' })).text()).toContain('is unsubscribed');
    expect(sandbox.store.customers.get(301)?.emailConsent).toBe('UNSUBSCRIBED');
    await sandbox.until(() => sandbox.received.some(({ headers }) => headers['x-shopify-topic'] === 'customers_email_marketing_consent/update'));
    await hand.event('step-2', STEP);
    expect((await hand.messages())[0]).toMatchObject({ state: 'skipped', reason: 'The recipient has unsubscribed.' });
    expect(await eventsNamed('Unsubscribed from Email Marketing')).toHaveLength(1);
  });

  it('is not written to after calling it spam', async () => {
    const [message] = await hand.messages();
    await fetch(`${sandbox.url}/inbox/spam/${message?.id}`, { method: 'POST' });
    await hand.event('step-2', STEP);
    expect((await hand.messages())[0]?.reason).toBe('The address is suppressed: SPAM_COMPLAINT.');
  });

  it('sees the list, the message, and the reason of what did not come', async () => {
    await hand.event('step-bo', STEP, {}, 'bo@example.com');
    const list = await (await fetch(`${sandbox.url}/inbox`)).text();
    expect(list).toContain('Not sent: The recipient has unsubscribed.');
    const [, message] = await hand.messages();
    const page = await (await fetch(`${sandbox.url}/inbox/messages/${message?.id}`)).text();
    expect(page).toContain('Your camera &#38; its card');
    const body = await fetch(`${sandbox.url}/inbox/messages/${message?.id}/body?no-images`);
    expect(body.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await body.text()).toContain('<img alt="A card">');
  });
});

it('refuses a flow deleted by hand, in a sentence', async () => {
  const id = await hand.liveFlow(HTML);
  await sandbox.lever('break-klaviyo', { how: 'delete the flow' });
  expect((await hand.call('GET', `/api/flows/${id}`)).body.errors[0]).toMatchObject({ status: 404, code: 'not_found', detail: `A flow with id ${id} does not exist.` });
  expect((await hand.call('POST', '/api/events', eventBody('step-1', STEP))).status).toBe(202);
  expect(await hand.messages()).toEqual([]);
});
