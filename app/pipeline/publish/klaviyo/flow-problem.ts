// Whether the flow as it stands in Klaviyo now would send what we hand to it: it is there and live, so is an email in it, and
// that email asks for nothing that our event never has. Such a message Klaviyo skips, or sends with a gap in it.
import type { FlowEmail, KlaviyoClient } from '#app/adapters/klaviyo/client.ts';
import { STEP_READY_SHAPE } from '#app/contract/klaviyo/event-shape.ts';
import { AppError } from '#app/domain/app-error.ts';
import { saysIn } from '#app/domain/says/says.ts';
import { lackingNames } from './lacking-names.ts';

/** Of the flow and of its template, in Klaviyo. */
export const FLOW_NAME = 'Setwise: step ready (email)';
/** What is wrong is kept, and so said in English. */
const { klaviyo } = saysIn('en');
const MOST_NAMES = 5;

/** @returns in a sentence what keeps it from sending, and what to do; null: nothing. @throws AppError when Klaviyo cannot be asked */
export async function flowProblem(client: KlaviyoClient, flowId: string): Promise<string | null> {
  const flow = await flowOrNull(client, flowId);
  if (!flow) return klaviyo.flowDeleted;
  if (flow.status !== 'live') return klaviyo.flowNotLive(flow.status);
  if (flow.emails.length === 0) return klaviyo.flowEmpty;
  const live = flow.emails.filter(({ status }) => status === 'live');
  if (live.length === 0) return klaviyo.emailNotLive(String(flow.emails[0]?.status));
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
  return klaviyo.emailAsks(shown, names.length - MOST_NAMES, names.length === 1, `{{ ${first}|default:'' }}`);
}
