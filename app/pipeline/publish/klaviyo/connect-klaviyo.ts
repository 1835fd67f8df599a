// A merchant connects Klaviyo: the key is tried, sealed and kept, and what a step needs there is made: our metric, the
// template, one flow. Safe to repeat, also halfway: what is there already is kept, what is gone is made anew. The flow is
// switched on only after its id is kept, so a repeat can never leave two flows that both send.
import { setTimeout as sleep } from 'node:timers/promises';
import { type KlaviyoAccount, type KlaviyoClient, klaviyoClient } from '#app/adapters/klaviyo/client.ts';
import { seal } from '#app/adapters/shopify/seal.ts';
import { config } from '#app/config/config.ts';
import { STEP_READY_METRIC } from '#app/contract/klaviyo/step-ready.ts';
import { recordChange } from '#app/db/changes.ts';
import { type KlaviyoConnectionRow, klaviyoConnection, saveKlaviyoConnection } from '#app/db/klaviyo-connections.ts';
import { shopById } from '#app/db/shops.ts';
import { restateSteps } from '#app/db/step-delivery.ts';
import { AppError } from '#app/domain/app-error.ts';
import { retold } from '#app/domain/says/retold.ts';
import { says, saysIn } from '#app/domain/says/says.ts';
import { askWhatArrived } from './ask-what-arrived.ts';
import { FLOW_NAME, flowProblem } from './flow-problem.ts';
import { patiently } from './patiently.ts';
import { sendWhatWaited } from './send-what-waited.ts';
import { STEP_TEMPLATE_HTML, STEP_TEMPLATE_TEXT } from './step-template.ts';

const HALFWAY = saysIn('en').klaviyo.halfway;
const TEMPLATE = { name: FLOW_NAME, html: STEP_TEMPLATE_HTML, text: STEP_TEMPLATE_TEXT };

/** Klaviyo takes an event at once and shows its metric a moment later. */
const LOOKS_FOR_METRIC = 10;
const WAIT_MS = 500;

/**
 * @param actor the person's subject id
 * @throws AppError refused, with what to do, when the key does not do; try_later when Klaviyo is not ready; then nothing that
 *   worked before is lost; refused too, in full connected, when the flow's email asks for what we do not send
 */
export async function connectKlaviyo(shopId: bigint, apiKey: string, actor: string, now: Date): Promise<void> {
  const key = apiKey.trim();
  if (!/^pk_[\w-]{4,}$/.test(key)) throw new AppError('bad_request', says(({ klaviyo }) => klaviyo.notAKey));
  const shop = await shopById(shopId);
  if (!shop) throw new AppError('not_found', says(({ desk }) => desk.shopGone));
  const client = klaviyoClient(key);
  const account = await patiently(() => client.account());
  const before = await klaviyoConnection(shopId);
  const kept = before?.accountId === account.accountId ? before : undefined;
  const row: Omit<KlaviyoConnectionRow, 'workedAt'> = {
    apiKeySealed: seal(key, shop.domain, config().encryptionKeys),
    accountId: account.accountId,
    accountName: account.name,
    metricId: kept?.metricId ?? null,
    templateId: kept?.templateId ?? null,
    flowId: kept?.flowId ?? null,
    status: 'broken',
    problem: HALFWAY,
    connectedAt: kept?.connectedAt ?? now,
    checkedAt: now,
  };
  const keep = async (found: Partial<KlaviyoConnectionRow>) => saveKlaviyoConnection(shopId, Object.assign(row, found));
  if (kept?.flowId) await doubtWhatWasLost(shopId, kept, client, now);
  await keep({ metricId: await ensureMetric(client, account) });
  await keep({ templateId: await ensureTemplate(client, row.templateId) });
  await keep({ flowId: await ensureFlow(client, account, row) });
  await patiently(() => client.setFlowStatus(row.flowId as string, 'live'));
  // A flow that was there already keeps the merchant's own changes to its email.
  const problem = await patiently(() => flowProblem(client, row.flowId as string));
  await keep({ status: problem ? 'broken' : 'ok', problem });
  await recordChange(shopId, { changedAt: now, actor, event: 'klaviyo_connected', detail: { account: account.name } });
  const waitedFor = [HALFWAY, ...(before?.problem ? [before.problem] : [])];
  if (!problem) return sendWhatWaited(shopId, waitedFor, now);
  for (const sentence of waitedFor) await restateSteps(shopId, sentence, problem);
  throw new AppError('refused', (language) => retold(problem, language));
}

/** What the flow did not send before it is made anew or set live again is known only now. */
async function doubtWhatWasLost(shopId: bigint, row: KlaviyoConnectionRow, client: KlaviyoClient, now: Date): Promise<void> {
  const problem = await patiently(() => flowProblem(client, row.flowId as string));
  if (problem) await askWhatArrived(shopId, { row, client }, problem, now);
}

/**
 * A flow can only listen to a metric that exists, and a metric exists from its first event on. That event is put on the
 * profile of the shop's own sender address, else on the account's oldest profile: no profile may be made for it (each one
 * costs the merchant), and `backfill` keeps it from starting any flow.
 */
async function ensureMetric(client: KlaviyoClient, account: KlaviyoAccount): Promise<string> {
  const found = (await client.metrics()).get(STEP_READY_METRIC);
  if (found) return found;
  const profile = (await client.profileByEmail(account.senderEmail)) ?? (await client.anyProfile());
  if (!profile) throw new AppError('refused', says(({ klaviyo }) => klaviyo.noProfile));
  await client.createEvent({ profileId: profile.profileId, metric: STEP_READY_METRIC, properties: { note: 'Made once by Setwise, so that a flow can listen to it.' }, uniqueId: 'setwise-first', backfill: true });
  for (let look = 0; look < LOOKS_FOR_METRIC; look += 1) {
    const metricId = (await client.metrics()).get(STEP_READY_METRIC);
    if (metricId) return metricId;
    await sleep(WAIT_MS);
  }
  throw new AppError('try_later', says(({ klaviyo }) => klaviyo.notShownYet));
}

async function ensureTemplate(client: KlaviyoClient, templateId: string | null): Promise<string> {
  if (templateId && (await isThere(() => client.updateTemplate(templateId, TEMPLATE)))) return templateId;
  return client.createTemplate(TEMPLATE);
}

async function ensureFlow(client: KlaviyoClient, account: KlaviyoAccount, { flowId, metricId, templateId }: Pick<KlaviyoConnectionRow, 'flowId' | 'metricId' | 'templateId'>): Promise<string> {
  if (flowId && (await isThere(() => client.flowStatus(flowId)))) return flowId;
  const from = { email: account.senderEmail, label: account.senderName };
  return patiently(() => client.createFlow({ name: FLOW_NAME, metricId: metricId as string, templateId: templateId as string, from }));
}

async function isThere(look: () => Promise<unknown>): Promise<boolean> {
  try {
    await patiently(look);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return false;
    throw error;
  }
}
