// The calls that Setwise makes at Klaviyo, and no other. Bodies are written as literals that the compiler checks, since
// the SDK drops a key that it does not know without a word. It never creates a profile, and never changes a consent: an
// event goes to a profile by its id.
import { config } from '#app/config/config.ts';
import { AppError } from '#app/domain/app-error.ts';
import { klaviyoError } from './errors.ts';
import type { StepFlow } from './step-flow.ts';

export interface KlaviyoAccount {
  accountId: string;
  name: string;
  senderName: string;
  senderEmail: string;
}

export interface KlaviyoProfile {
  profileId: string;
  /** False once anything suppresses the address: a bounce, a complaint, an unsubscribe. */
  canReceiveEmail: boolean;
  /** SUBSCRIBED | UNSUBSCRIBED | NEVER_SUBSCRIBED */
  emailConsent: string;
}

export interface KlaviyoEvent {
  profileId: string;
  metric: string;
  properties: Record<string, unknown>;
  /** A repeat for the same profile and metric is not recorded again. */
  uniqueId: string;
  /** Recorded, but starts no flow. */
  backfill?: boolean;
}

export interface TemplateText {
  name: string;
  html: string;
  text: string;
}

export type FlowStatus = 'draft' | 'manual' | 'live';

/** One email of a flow, as it stands there now. */
export interface FlowEmail {
  messageId: string;
  /** Its own: a flow may be live and its email not. */
  status: string;
  subject: string;
  preview: string;
}

export interface KlaviyoClient {
  account(): Promise<KlaviyoAccount>;
  /** @returns metric ids by name */
  metrics(): Promise<Map<string, string>>;
  createEvent(event: KlaviyoEvent): Promise<void>;
  profileByEmail(email: string): Promise<KlaviyoProfile | null>;
  /** The account's oldest profile. */
  anyProfile(): Promise<{ profileId: string } | null>;
  createTemplate(template: TemplateText): Promise<string>;
  updateTemplate(templateId: string, template: TemplateText): Promise<void>;
  deleteTemplate(templateId: string): Promise<void>;
  createFlow(flow: StepFlow): Promise<string>;
  flowStatus(flowId: string): Promise<string>;
  /** The flow's status and its emails, in one call. */
  flow(flowId: string): Promise<{ status: string; emails: FlowEmail[] }>;
  /** The flow's own copy of a template, which a merchant may have changed. @returns null when the message has none */
  flowTemplate(messageId: string): Promise<{ html: string; text: string } | null>;
  /** @returns profiles that an email of this flow has arrived at since, by their ids, each with the latest time */
  receivedFrom(flowId: string, since: Date): Promise<Map<string, Date>>;
  setFlowStatus(flowId: string, status: FlowStatus): Promise<void>;
  deleteFlow(flowId: string): Promise<void>;
}

/** Klaviyo's own metric of an email that arrived. */
const RECEIVED_METRIC = 'Received Email';

/** The SDK is 38 MB: it is loaded when a shop's key is first used. */
const load = () => Promise.all([import('klaviyo-api'), import('./session.ts'), import('./step-flow.ts')]);

/** @returns a client whose every call throws AppError only: refused, not_found or try_later */
export function klaviyoClient(apiKey: string): KlaviyoClient {
  const call = async <T>(work: (sdk: Sdk) => Promise<T>): Promise<T> => {
    try {
      return await work(await connect(apiKey));
    } catch (thrown) {
      throw klaviyoError(thrown);
    }
  };
  return {
    account: () => call(async ({ accounts }) => {
      const account = (await accounts.getAccounts()).body.data[0];
      if (!account) throw new Error('the key belongs to no account');
      const { organizationName, defaultSenderName, defaultSenderEmail } = account.attributes.contactInformation;
      return { accountId: String(account.id), name: organizationName, senderName: defaultSenderName, senderEmail: defaultSenderEmail };
    }),

    metrics: () => call(metricIds),

    createEvent: ({ profileId, metric, properties, uniqueId, backfill = false }) => call(async ({ events }) => {
      await events.createEvent({
        data: {
          type: 'event',
          attributes: {
            properties,
            uniqueId,
            backfill,
            metric: { data: { type: 'metric', attributes: { name: metric } } },
            profile: { data: { type: 'profile', id: profileId, attributes: {} } },
          },
        },
      });
    }),

    profileByEmail: (email) => call(async ({ profiles }) => {
      const { body } = await profiles.getProfiles({ filter: `equals(email,"${email.replace(/["\\]/g, '\\$&')}")`, additionalFieldsProfile: ['subscriptions'] });
      const profile = body.data[0];
      if (!profile) return null;
      const marketing = profile.attributes.subscriptions?.email?.marketing;
      return { profileId: String(profile.id), canReceiveEmail: marketing?.canReceiveEmailMarketing ?? false, emailConsent: marketing?.consent ?? 'NEVER_SUBSCRIBED' };
    }),

    anyProfile: () => call(async ({ profiles }) => {
      const profile = (await profiles.getProfiles({ pageSize: 1, sort: 'created' })).body.data[0];
      return profile ? { profileId: String(profile.id) } : null;
    }),

    createTemplate: ({ name, html, text }) => call(async ({ templates }) =>
      String((await templates.createTemplate({ data: { type: 'template', attributes: { name, editorType: 'CODE', html, text } } })).body.data.id)),

    updateTemplate: (id, { name, html, text }) => call(async ({ templates }) => {
      await templates.updateTemplate(id, { data: { type: 'template', id, attributes: { name, html, text } } });
    }),

    deleteTemplate: (id) => call(async ({ templates }) => void (await templates.deleteTemplate(id))),

    createFlow: (flow) => call(async ({ flows, flowBody }) => String((await flows.createFlow(flowBody(flow))).body.data.id)),

    flowStatus: (id) => call(async ({ flows }) => String((await flows.getFlow(id)).body.data.attributes.status)),

    flow: (id) => call(async ({ flows }) => {
      const { status, definition } = (await flows.getFlow(id, { additionalFieldsFlow: ['definition'] })).body.data.attributes;
      return { status: String(status), emails: emailsIn(definition?.actions ?? []) };
    }),

    flowTemplate: async (messageId) => {
      try {
        return await call(async ({ flows }) => {
          const { data } = (await flows.getTemplateForFlowMessage(messageId)).body;
          return data && { html: data.attributes.html ?? '', text: data.attributes.text ?? '' };
        });
      } catch (error) {
        if (error instanceof AppError && error.code === 'not_found') return null;
        throw error;
      }
    },

    receivedFrom: (flowId, since) => call(async (sdk) => {
      const metricId = (await metricIds(sdk)).get(RECEIVED_METRIC);
      const filter = `equals(metric_id,"${metricId}"),greater-or-equal(datetime,${since.toISOString().slice(0, 19)}Z)`;
      const received = new Map<string, Date>();
      for (let pageCursor: string | undefined; metricId; ) {
        const { body } = await sdk.events.getEvents({ filter, ...(pageCursor ? { pageCursor } : {}) });
        for (const { attributes, relationships } of body.data) {
          const profileId = relationships?.profile?.data?.id;
          const at = new Date(attributes.datetime ?? Number.NaN);
          if (!profileId || (attributes.eventProperties as Record<string, unknown> | undefined)?.$flow !== flowId) continue;
          if (at > (received.get(profileId) ?? since)) received.set(profileId, at);
        }
        pageCursor = cursorOf(body.links?.next);
        if (!pageCursor) break;
      }
      return received;
    }),

    setFlowStatus: (id, status) => call(async ({ flows }) => {
      await flows.updateFlow(id, { data: { type: 'flow', id, attributes: { status } } });
    }),

    deleteFlow: (id) => call(async ({ flows }) => void (await flows.deleteFlow(id))),
  };
}

type Sdk = Awaited<ReturnType<typeof connect>>;

async function metricIds({ metrics }: Sdk): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (let pageCursor: string | undefined; ; ) {
    const { body } = await metrics.getMetrics(pageCursor ? { pageCursor } : {});
    for (const { id, attributes } of body.data) if (attributes.name && !found.has(attributes.name)) found.set(attributes.name, id);
    pageCursor = cursorOf(body.links?.next);
    if (!pageCursor) return found;
  }
}

/** Also those that an A/B test of the merchant's holds further in. The SDK leaves actions, which are of many types, as they came. */
function emailsIn(value: unknown): FlowEmail[] {
  if (Array.isArray(value)) return value.flatMap(emailsIn);
  if (typeof value !== 'object' || value === null) return [];
  const { type, data } = value as { type?: unknown; data?: { status?: unknown; message?: { id?: unknown; subject_line?: unknown; preview_text?: unknown } } };
  if (type !== 'send-email' || !data?.message) return Object.values(value).flatMap(emailsIn);
  const { id, subject_line: subject, preview_text: preview } = data.message;
  return [{ messageId: String(id ?? ''), status: String(data.status), subject: String(subject ?? ''), preview: String(preview ?? '') }];
}

async function connect(apiKey: string) {
  const [sdk, { OneAttemptSession }, { flowBody }] = await load();
  const session = new OneAttemptSession(apiKey, config().sandboxUrl);
  return {
    accounts: new sdk.AccountsApi(session),
    metrics: new sdk.MetricsApi(session),
    events: new sdk.EventsApi(session),
    profiles: new sdk.ProfilesApi(session),
    templates: new sdk.TemplatesApi(session),
    flows: new sdk.FlowsApi(session),
    flowBody,
  };
}

function cursorOf(next: string | null | undefined): string | undefined {
  return (next && new URL(next, 'https://a.klaviyo.com').searchParams.get('page[cursor]')) || undefined;
}
