// The request bodies that are understood. Everything is strict: Klaviyo refuses a field that it does not know, although its
// published schema would let it pass. What Klaviyo has and this account does not model is refused too, by name.
import { z } from 'zod';
import { invalid, type KlaviyoRefusal, notFound } from './refusal.ts';

const text = z.string().nullish();
const bag = z.record(z.string(), z.unknown());
/** Prose of the reference: a metric's name is shorter than 128 characters. */
const METRIC_NAME_LIMIT = 127;

const profile = z.strictObject({
  type: z.literal('profile'),
  id: text,
  attributes: z.strictObject({
    email: text, phone_number: text, external_id: text, anonymous_id: text, _kx: text, first_name: text, last_name: text,
    organization: text, locale: text, title: text, image: text, location: bag.optional(), properties: bag.nullish(), meta: bag.optional(),
  }),
});

export const createEvent = z.strictObject({
  data: z.strictObject({
    type: z.literal('event'),
    attributes: z.strictObject({
      properties: bag,
      time: z.iso.datetime({ offset: true, local: true }).nullish(),
      value: z.number().nullish(),
      value_currency: text,
      unique_id: text,
      backfill: z.boolean().nullish(),
      metric: z.strictObject({ data: z.strictObject({ type: z.literal('metric'), attributes: z.strictObject({ name: z.string().min(1).max(METRIC_NAME_LIMIT), service: text }) }) }),
      profile: z.strictObject({ data: profile }),
    }),
  }),
});

export const createTemplate = z.strictObject({
  data: z.strictObject({
    type: z.literal('template'),
    attributes: z.strictObject({ name: z.string().min(1), editor_type: z.literal('CODE'), html: text, text, amp: text }),
  }),
});

export const updateTemplate = z.strictObject({
  data: z.strictObject({ type: z.literal('template'), id: z.string(), attributes: z.strictObject({ name: text, html: text, text, amp: text }) }),
});

export const renderTemplate = z.strictObject({
  data: z.strictObject({ type: z.literal('template'), id: z.string(), attributes: z.strictObject({ context: bag }) }),
});

const stringFilter = z.strictObject({
  type: z.literal('string'), operator: z.enum(['contains', 'ends-with', 'equals', 'not-contains', 'not-equals', 'starts-with']), value: z.string(),
});
const numericFilter = z.strictObject({
  type: z.literal('numeric'),
  operator: z.enum(['equals', 'greater-than', 'greater-than-or-equal', 'less-than', 'less-than-or-equal', 'not-equals']),
  value: z.number(),
});
const booleanFilter = z.strictObject({ type: z.literal('boolean'), operator: z.literal('equals'), value: z.boolean() });
const timeframe = z.discriminatedUnion('operator', [
  z.strictObject({ type: z.literal('date'), operator: z.literal('in-the-last'), unit: z.enum(['day', 'hour', 'week']), quantity: z.int() }),
  z.strictObject({ type: z.literal('date'), operator: z.literal('alltime') }),
]);

const metricProperty = z.strictObject({
  type: z.literal('metric-property'), metric_id: z.string(), field: z.string(), filter: z.discriminatedUnion('type', [stringFilter, numericFilter, booleanFilter]),
});
const marketingConsent = z.strictObject({
  type: z.literal('profile-marketing-consent'),
  consent: z.strictObject({
    channel: z.literal('email'),
    can_receive_marketing: z.boolean(),
    consent_status: z.strictObject({ subscription: z.enum(['any', 'subscribed', 'never_subscribed', 'unsubscribed']), filters: z.null().optional() }),
  }),
});
const profileMetric = z.strictObject({
  type: z.literal('profile-metric'), metric_id: z.string(), measurement: z.literal('count'),
  measurement_filter: numericFilter, timeframe_filter: timeframe, metric_filters: z.null().optional(),
});
const profileCondition = z.discriminatedUnion('type', [marketingConsent, profileMetric]);

const groupsOf = <T extends z.ZodType>(condition: T) =>
  z.strictObject({ condition_groups: z.array(z.strictObject({ conditions: z.array(condition).min(1) })).min(1) }).nullish();

const ACTION_STATUS = z.enum(['disabled', 'draft', 'live', 'manual']).default('draft');
const named = { id: text, temporary_id: text, links: z.strictObject({ next: text }).optional() };

const sendEmail = z.strictObject({
  ...named,
  type: z.literal('send-email'),
  data: z.strictObject({
    message: z.strictObject({
      id: text, name: text, from_email: text, from_label: text, reply_to_email: text, cc_email: text, bcc_email: text,
      subject_line: text, preview_text: text, template_id: z.string(),
      smart_sending_enabled: z.boolean().default(true), transactional: z.boolean().default(false), add_tracking_params: z.boolean().default(false),
      custom_tracking_params: z.array(z.strictObject({ param: z.string(), value: z.string() })).nullish(),
      additional_filters: groupsOf(profileCondition),
    }),
    status: ACTION_STATUS,
  }),
});
const sendWebhook = z.strictObject({
  ...named,
  type: z.literal('send-webhook'),
  data: z.strictObject({
    message: z.strictObject({ id: text, name: text, url: z.url(), headers: z.record(z.string(), z.string()).nullish(), body: text }),
    status: ACTION_STATUS,
  }),
});
const flowAction = z.discriminatedUnion('type', [sendEmail, sendWebhook]);

const flowDefinition = z.strictObject({
  triggers: z.array(z.strictObject({ type: z.literal('metric'), id: z.string(), trigger_filter: groupsOf(metricProperty) })).length(1),
  profile_filter: groupsOf(profileCondition),
  actions: z.array(flowAction).min(1),
  entry_action_id: z.string(),
  reentry_criteria: z.strictObject({ duration: z.int(), unit: z.enum(['day', 'hour', 'week', 'alltime']) }).optional(),
});

export const createFlow = z.strictObject({
  data: z.strictObject({ type: z.literal('flow'), attributes: z.strictObject({ name: z.string().min(1), definition: flowDefinition }) }),
});

export const updateFlow = z.strictObject({
  data: z.strictObject({ type: z.literal('flow'), id: z.string(), attributes: z.strictObject({ status: z.enum(['draft', 'manual', 'live', 'disabled']) }) }),
});

export const updateFlowAction = z.strictObject({
  data: z.strictObject({ type: z.literal('flow-action'), id: z.string(), attributes: z.strictObject({ definition: flowAction }) }),
});

export type FlowDefinition = z.infer<typeof flowDefinition>;
export type FlowAction = z.infer<typeof flowAction>;
export type SendEmail = z.infer<typeof sendEmail>;
export type SendWebhook = z.infer<typeof sendWebhook>;
export type ProfileCondition = z.infer<typeof profileCondition>;
export type MetricPropertyCondition = z.infer<typeof metricProperty>;
export type NumericFilter = z.infer<typeof numericFilter>;
export type Groups<T> = { condition_groups: { conditions: T[] }[] } | null | undefined;

/**
 * Reads a body strictly.
 * @param resource the name of the outermost resource, for Klaviyo's sentences
 * @throws the refusals of every place that is wrong
 */
export function readBody<T extends z.ZodType>(schema: T, body: unknown, resource: string): z.infer<T> {
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  const refusals = read.error.issues.flatMap((issue) => refusalsOf(issue, body, resource));
  throw new InvalidBody(refusals as [KlaviyoRefusal, ...KlaviyoRefusal[]]);
}

export class InvalidBody extends Error {
  readonly refusals: readonly [KlaviyoRefusal, ...KlaviyoRefusal[]];

  constructor(refusals: readonly [KlaviyoRefusal, ...KlaviyoRefusal[]]) {
    super(refusals[0].message);
    this.refusals = refusals;
  }
}

/** The body's id must be the address's. */
export function requireSameId(bodyId: string, pathId: string, what: string): void {
  if (bodyId !== pathId) throw notFound(what, bodyId);
}

function refusalsOf(issue: z.core.$ZodIssue, body: unknown, resource: string): KlaviyoRefusal[] {
  const path = issue.path.map(String);
  const of = resourceAt(body, path, resource);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => invalid(`'${key}' is not a valid field for the resource '${of}'.`, { pointer: `/${[...path, key].join('/')}` }));
  const pointer = `/${path.join('/')}`;
  if (valueAt(body, path) === undefined) return [invalid(`'${path.at(-1) ?? 'data'}' is a required field for the resource '${of}'.`, { pointer })];
  return [invalid(`Invalid value for '${path.at(-1) ?? 'data'}' of the resource '${of}': ${issue.message}.`, { pointer })];
}

const valueAt = (body: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined), body);

/** The nearest resource around a place: what has both a `type` and `attributes`. */
function resourceAt(body: unknown, path: readonly string[], otherwise: string): string {
  for (let length = path.length; length >= 0; length--) {
    const value = valueAt(body, path.slice(0, length)) as { type?: unknown; attributes?: unknown } | undefined | null;
    if (typeof value?.type === 'string' && value.attributes !== undefined) return value.type;
  }
  return otherwise;
}
