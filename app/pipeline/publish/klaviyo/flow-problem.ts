// Whether the flow as it stands in Klaviyo now would send what we hand to it: it is there and live, so is an email in it, and
// that email asks for nothing that our event never has. Such a message Klaviyo skips, or sends with a gap in it.
import type { FlowEmail, KlaviyoClient } from '#app/adapters/klaviyo/client.ts';
import { STEP_READY_SHAPE } from '#app/contract/klaviyo/event-shape.ts';
import { AppError } from '#app/domain/app-error.ts';
import { lackingNames } from './lacking-names.ts';

/** Of the flow and of its template, in Klaviyo. */
export const FLOW_NAME = 'Setwise: step ready (email)';
const MOST_NAMES = 5;

/** @returns in a sentence what keeps it from sending, and what to do; null: nothing. @throws AppError when Klaviyo cannot be asked */
export async function flowProblem(client: KlaviyoClient, flowId: string): Promise<string | null> {
  const flow = await flowOrNull(client, flowId);
  if (!flow) return `The flow "${FLOW_NAME}" was deleted in Klaviyo, so nothing would be sent. Connect again to make it anew.`;
  if (flow.status !== 'live') return `The flow "${FLOW_NAME}" is not live in Klaviyo (it is "${flow.status}"), so nothing would be sent. Set it to live there, or connect again.`;
  if (flow.emails.length === 0) return `The flow "${FLOW_NAME}" has no email any more, so nothing would be sent. Delete the flow in Klaviyo, then connect again to make it anew.`;
  const live = flow.emails.filter(({ status }) => status === 'live');
  if (live.length === 0) return `The email in the flow "${FLOW_NAME}" is not live in Klaviyo (it is "${flow.emails[0]?.status}"), so nothing would be sent. Set it to live there, or connect again.`;
  const names = [...new Set((await Promise.all(live.map((email) => asksInVain(client, email)))).flat())];
  return names.length === 0 ? null : asking(names);
}

async function flowOrNull(client: KlaviyoClient, flowId: string): Promise<{ status: string; emails: FlowEmail[] } | null> {
  try {
    return await client.flow(flowId);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}

async function asksInVain(client: KlaviyoClient, { messageId, subject, preview }: FlowEmail): Promise<string[]> {
  const template = await client.flowTemplate(messageId);
  return [subject, preview, template?.html ?? '', template?.text ?? ''].flatMap((part) => lackingNames(part, STEP_READY_SHAPE));
}

function asking(names: string[]): string {
  const [first = ''] = names;
  const shown = names.slice(0, MOST_NAMES).map((name) => `{{ ${name} }}`).join(', ');
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : '';
  const inStead = names.length > 1 ? 'them' : 'it';
  return `The email in the flow "${FLOW_NAME}" was edited in Klaviyo and asks for ${shown}${more}, which Setwise does not send, so emails would be skipped or have a gap. Take ${inStead} out of the email there, or say what to print instead, as in {{ ${first}|default:'' }}; then check again.`;
}
