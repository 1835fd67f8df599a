// A live flow and an event of its metric: who enters, what is sent at once, what is skipped and why. Klaviyo shows a skip only
// on its own screens and never tries again; here it is a line in the inbox.
import { type KlaviyoAccount, OWN_METRICS } from './account.ts';
import { eventMatches, profileMatches } from './conditions.ts';
import { type Composed, compose, contextOf } from './message.ts';
import type { Profile } from './profiles.ts';
import type { FlowAction, SendEmail, SendWebhook } from './requests.ts';
import { render, TemplateProblem } from './template.ts';
import type { EventRecord, FlowRecord, MessageRecord } from './types.ts';

const UNIT_MS = { hour: 3_600_000, day: 86_400_000, week: 604_800_000 } as const;
const EMPTY: Composed = { subject: '', preview: '', html: '', text: '', links: [] };

export function runFlows(account: KlaviyoAccount, event: EventRecord, profile: Profile): void {
  for (const flow of account.flows.all()) {
    const [trigger] = flow.definition.triggers;
    if (trigger?.id !== event.metricId || (flow.status !== 'live' && flow.status !== 'manual')) continue;
    if (eventMatches(event, trigger.trigger_filter) && mayEnterAgain(account, flow, profile)) walk(account, flow, event, profile);
  }
}

/** A duration of 0 for "alltime" lets everybody in every time; 1 lets nobody in twice. */
function mayEnterAgain(account: KlaviyoAccount, flow: FlowRecord, profile: Profile): boolean {
  const { duration, unit } = flow.definition.reentry_criteria ?? { duration: 0, unit: 'alltime' };
  if (duration === 0) return true;
  const since = unit === 'alltime' ? 0 : account.store.clock.now().getTime() - duration * UNIT_MS[unit];
  return !account.messages.all().some((message) => message.flowId === flow.id && message.profileId === profile.id && Date.parse(message.sentAt) >= since);
}

function walk(account: KlaviyoAccount, flow: FlowRecord, event: EventRecord, profile: Profile): void {
  const byId = new Map(flow.definition.actions.map((action) => [action.id, action]));
  const passed = new Set<FlowAction>();
  for (let action = byId.get(flow.definition.entry_action_id); action && !passed.has(action); action = byId.get(action.links?.next ?? '')) {
    passed.add(action);
    if (action.type === 'send-email') account.messages.save(send(account, flow, action, event, profile));
    else if (action.data.status === 'live') void callOut(account, action, event, profile);
  }
}

function send(account: KlaviyoAccount, flow: FlowRecord, { data: { message: settings, status } }: SendEmail, event: EventRecord, profile: Profile): MessageRecord {
  const base = {
    id: account.newId(), to: profile.email, profileId: profile.id, from: `${settings.from_label ?? account.store.shop.name} <${settings.from_email ?? account.store.shop.email}>`,
    eventId: event.id, stepId: typeof event.properties.step_id === 'string' ? event.properties.step_id : null,
    flowId: flow.id, flowMessageId: settings.id ?? '', sentAt: account.store.clock.now().toISOString(), clicks: [], unsubscribedAt: null,
  };
  const skipped = (reason: string, content = EMPTY): MessageRecord => ({ ...base, ...content, state: 'skipped', reason });
  const template = account.templates.get(settings.template_id);
  if (!profile.email) return skipped('The profile has no email address.');
  const barred = suppressedBecause(profile, settings.transactional);
  if (barred) return skipped(barred);
  if (!profileMatches(account, profile, flow.definition.profile_filter)) return skipped(`The flow's profile filter does not hold: consent is ${profile.consent}.`);
  if (!profileMatches(account, profile, settings.additional_filters)) return skipped("The message's own filter does not hold, such as too many emails in the last days.");
  if (!template) return skipped('The template is gone.');
  try {
    const composed = compose(account, base.id, settings, template, event, profile, flow);
    if (status !== 'live') return skipped(`The message is set to ${status}.`, composed);
    if (account.weather.bounce > 0) return bounced(account, { ...base, ...composed, state: 'bounced', reason: 'The address bounced: no such mailbox.' }, profile);
    tell(account, 'received', profile, { ...base, ...composed });
    return { ...base, ...composed, state: 'sent', reason: null };
  } catch (error) {
    if (error instanceof TemplateProblem) return skipped(error.message);
    throw error;
  }
}

function suppressedBecause(profile: Profile, transactional: boolean): string | null {
  const [suppression] = profile.suppressions.filter(({ reason }) => !transactional || reason !== 'UNSUBSCRIBE');
  if (!suppression) return null;
  return suppression.reason === 'UNSUBSCRIBE' ? 'The recipient has unsubscribed.' : `The address is suppressed: ${suppression.reason}.`;
}

function bounced(account: KlaviyoAccount, message: MessageRecord, profile: Profile): MessageRecord {
  account.weather.bounce -= 1;
  account.profiles.suppress(profile, 'HARD_BOUNCE');
  tell(account, 'bounced', profile, message, { 'Bounce Type': 'Hard' });
  return message;
}

/**
 * Adds one of Klaviyo's own events about a message. Like the real ones it says nothing of the event that led to the message:
 * whoever wants to know must find it in the link.
 */
export function tell(
  account: KlaviyoAccount, what: keyof typeof OWN_METRICS, profile: Profile, message: Pick<MessageRecord, 'flowId' | 'flowMessageId' | 'subject' | 'to'>, more: Record<string, unknown> = {},
): void {
  const metric = account.metricNamed(OWN_METRICS[what], 'Klaviyo');
  const uniqueId = account.newId();
  account.addEvent({
    metricId: metric.id, profileId: profile.id, datetime: account.second(), uniqueId,
    properties: { 'Recipient Email Address': message.to, Subject: message.subject, $flow: message.flowId, $message: message.flowMessageId, ...more, $event_id: uniqueId },
  });
}

/** The flow's webhook: unsigned, its body rendered like a template. Failing it changes nothing else. */
async function callOut(account: KlaviyoAccount, { data: { message } }: SendWebhook, event: EventRecord, profile: Profile): Promise<void> {
  try {
    const body = render(message.body ?? '', contextOf(account, event, profile), 'flowText');
    await fetch(message.url, { method: 'POST', headers: { 'content-type': 'application/json', ...message.headers }, body, signal: AbortSignal.timeout(5_000) });
  } catch (error) {
    process.stderr.write(`sandbox: the flow's webhook to ${message.url} failed: ${(error as Error).message}\n`);
  }
}
