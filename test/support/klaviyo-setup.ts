// A test's own hand at the sandbox's Klaviyo: plain calls with its key, the pieces of a metric, a template and a live flow.
import { KLAVIYO_KEY } from '#sandbox/credentials.ts';
import type { MessageRecord } from '#sandbox/klaviyo/types.ts';
import type { TestSandbox } from './sandbox-shop.ts';

export const METRIC = 'Setwise Step Ready';

export interface Reply {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what a call answers is the test's to know
  body: any;
}

export interface Hand {
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>;
  /** Sends a step's event for an address. */
  event(uniqueId: string, properties?: Record<string, unknown>, more?: Record<string, unknown>, email?: string): Promise<Reply>;
  metricId(name: string): Promise<string>;
  template(html: string, text?: string): Promise<string>;
  /** A live flow of one email on our metric. */
  liveFlow(html: string, message?: Record<string, unknown>, definition?: Record<string, unknown>): Promise<string>;
  messages(to?: string): Promise<MessageRecord[]>;
}

/** @param url the sandbox, or what listens in before it */
export function klaviyoHand(sandbox: Pick<TestSandbox, 'url'>, url: () => string = () => sandbox.url): Hand {
  const hand: Hand = {
    call: async (method, path, body, headers = {}) => {
      const reply = await fetch(`${url()}/klaviyo${path}`, {
        method, headers: { authorization: `Klaviyo-API-Key ${KLAVIYO_KEY}`, revision: '2026-07-15', 'content-type': 'application/vnd.api+json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await reply.text();
      return { status: reply.status, headers: reply.headers, body: text === '' ? null : JSON.parse(text) };
    },
    event: (uniqueId, properties = {}, more = {}, email = 'ada@example.com') => hand.call('POST', '/api/events', eventBody(uniqueId, properties, more, email)),
    metricId: async (name) => {
      const { body } = await hand.call('GET', '/api/metrics');
      return body.data.find((metric: { attributes: { name: string } }) => metric.attributes.name === name)?.id;
    },
    template: async (html, text) => (await hand.call('POST', '/api/templates', templateBody(html, text))).body.data.id,
    liveFlow: async (html, message, definition) => {
      await hand.event('seed', {}, { backfill: true });
      const body = flowBody(await hand.metricId(METRIC), await hand.template(html), message, definition);
      const { body: { data: { id } } } = await hand.call('POST', '/api/flows', body);
      await hand.call('PATCH', `/api/flows/${id}`, statusBody(id, 'live'));
      return id;
    },
    messages: async (to) => (await fetch(`${sandbox.url}/inbox/api/messages${to ? `?to=${to}` : ''}`)).json() as Promise<MessageRecord[]>,
  };
  return hand;
}

export const eventBody = (uniqueId: string, properties: Record<string, unknown> = {}, more: Record<string, unknown> = {}, email = 'ada@example.com') => ({
  data: {
    type: 'event',
    attributes: {
      properties: { step_id: uniqueId, subject: 'Your camera & its card', preview: 'Fits', ...properties }, unique_id: uniqueId,
      metric: { data: { type: 'metric', attributes: { name: METRIC } } }, profile: { data: { type: 'profile', attributes: { email } } }, ...more,
    },
  },
});

export const templateBody = (html: string, text?: string) => ({ data: { type: 'template', attributes: { name: 'Step', editor_type: 'CODE', html, ...(text ? { text } : {}) } } });

export const statusBody = (id: string, status: string) => ({ data: { type: 'flow', id, attributes: { status } } });

export const SUBSCRIBED = {
  condition_groups: [{ conditions: [{ type: 'profile-marketing-consent', consent: { channel: 'email', can_receive_marketing: true, consent_status: { subscription: 'subscribed', filters: null } } }] }],
};

export const flowBody = (metricId: string, templateId: string, message: Record<string, unknown> = {}, definition: Record<string, unknown> = {}) => ({
  data: {
    type: 'flow',
    attributes: {
      name: 'Setwise',
      definition: {
        triggers: [{ type: 'metric', id: metricId }], profile_filter: SUBSCRIBED, reentry_criteria: { duration: 0, unit: 'alltime' }, entry_action_id: 'send',
        actions: [{
          temporary_id: 'send', type: 'send-email', links: { next: null },
          data: {
            status: 'draft',
            message: { name: 'Step email', from_email: 'hello@shop.example', from_label: 'Shop', subject_line: '{{ event.subject }}', preview_text: '{{ event.preview }}', template_id: templateId, smart_sending_enabled: false, ...message },
          },
        }],
        ...definition,
      },
    },
  },
});
