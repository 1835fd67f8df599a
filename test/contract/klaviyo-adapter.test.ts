// Every call that our Klaviyo client makes, over the wire to the sandbox: what we send and what comes back are as the
// published document says.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KlaviyoClient } from '#app/adapters/klaviyo/client.ts';
import { STEP_TEMPLATE_HTML, STEP_TEMPLATE_TEXT } from '#app/pipeline/publish/klaviyo/step-template.ts';
import { KLAVIYO_KEY } from '#sandbox/credentials.ts';
import type { Sandbox } from '#sandbox/main.ts';
import { publishedDocument } from '#test/support/klaviyo-document.ts';
import { listenIn, type Wire } from '#test/support/klaviyo-wire.ts';
import { CUSTOMERS, smallStore } from '#test/support/small-store.ts';

const document = publishedDocument();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'setwise-klaviyo-'));
let sandbox: Sandbox;
let wire: Wire;
let client: KlaviyoClient;

beforeAll(async () => {
  const { startSandbox } = await import('#sandbox/main.ts');
  sandbox = await startSandbox({ port: 0, dataDir: folder, appUrl: 'http://127.0.0.1:9', seed: () => smallStore() });
  wire = await listenIn(() => sandbox.url);
  process.env.SETWISE_SANDBOX_URL = wire.url;
  client = (await import('#app/adapters/klaviyo/client.ts')).klaviyoClient(KLAVIYO_KEY);
});
afterAll(async () => {
  await wire.close();
  await sandbox.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

describe('every call of our Klaviyo client', () => {
  it('is understood by the account, and makes no profile', async () => {
    const account = await client.account();
    const profile = await client.profileByEmail(`c${CUSTOMERS[0]}@example.com`);
    expect(profile).toMatchObject({ canReceiveEmail: true, emailConsent: 'NEVER_SUBSCRIBED' });
    expect(await client.anyProfile()).not.toBeNull();
    const profileId = profile?.profileId ?? '';
    await client.createEvent({ profileId, metric: 'Test', properties: { others: [] }, uniqueId: 'one', backfill: true });
    const metricId = (await client.metrics()).get('Test') ?? '';
    const template = { name: 'Test', html: STEP_TEMPLATE_HTML, text: STEP_TEMPLATE_TEXT };
    const templateId = await client.createTemplate(template);
    await client.updateTemplate(templateId, { ...template, name: 'Test 2' });
    const flowId = await client.createFlow({ name: 'Test', metricId, templateId, from: { email: account.senderEmail, label: account.senderName } });
    expect(await client.flowStatus(flowId)).toBe('draft');
    await client.setFlowStatus(flowId, 'live');
    expect(await client.flowStatus(flowId)).toBe('live');
    await client.deleteFlow(flowId);
    await client.deleteTemplate(templateId);
    await expect(client.flowStatus(flowId)).rejects.toMatchObject({ code: 'not_found' });
    expect(sandbox.klaviyo.profiles.madeByApi()).toEqual([]);
  });

  it.runIf(document)('says and hears what the published document says', () => {
    const problems = wire.exchanges.flatMap(({ method, pathname, sent, status, answered }) => {
      const known = document?.pathOf(pathname);
      if (!document || !known) return [`${method} ${pathname} is not in the document`];
      return [...(sent === null ? [] : document.requestProblems(method, known, sent)), ...document.answerProblems(method, known, status, answered)].map((problem) => `${method} ${pathname}: ${problem}`);
    });
    expect(wire.exchanges.length).toBeGreaterThan(12);
    expect(problems).toEqual([]);
  });
});
