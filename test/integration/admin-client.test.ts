// The Admin API over the wire, from several callers and processes at once: a small bucket of points, and tokens that end in
// the middle.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { adminClient, operation } from '#app/adapters/shopify/admin-client.ts';
import { offlineToken, renewedToken } from '#app/adapters/shopify/offline-token.ts';
import { databaseUrl } from '#app/db/database-url.ts';
import { CostBucket } from '#sandbox/admin-api/cost.ts';
import { limitCallsOfTokens, refreshTokens, revokeAllTokens } from '#sandbox/oauth/tokens.ts';
import type { CallsMade } from '#test/support/admin-calls-process.ts';
import { type ConnectedShop, connectShop, DOMAIN } from '#test/support/connected-shop.ts';

const bucket = new CostBucket({ maximumAvailable: 200, restoreRate: 400 });
let shop: ConnectedShop;
beforeAll(async () => {
  shop = await connectShop({ costBucket: bucket });
  await shop.open();
});
afterAll(() => shop.stop());
beforeEach(() => {
  bucket.refused = 0;
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** Four pages of up to 250 are paid in advance, a handful of products are found. */
const EXPENSIVE = operation<{ a: unknown }>(`#graphql
  query { a: products(first: 250) { nodes { id } } b: products(first: 250) { nodes { id } } c: products(first: 250) { nodes { id } } d: products(first: 250) { nodes { id } } }`);
const SHOP_ID = operation<{ shop: { id: string } }>('#graphql\n query { shop { id } }');

async function inAnotherProcess(calls: number, priority: 'interactive' | 'background', { document }: { document: string }): Promise<CallsMade> {
  const script = path.resolve(import.meta.dirname, '../support/admin-calls-process.ts');
  const child = spawn(process.execPath, [script, DOMAIN, String(calls), priority, document], { env: { ...process.env, DATABASE_URL: databaseUrl() } });
  let said = '';
  let complained = '';
  child.stdout.on('data', (chunk) => { said += chunk; });
  child.stderr.on('data', (chunk) => { complained += chunk; });
  await new Promise((resolve) => child.once('close', resolve));
  if (!said) throw new Error(`The process said nothing: ${complained}`);
  return JSON.parse(said) as CallsMade;
}

it('answers a page before the job that came first, and refuses neither', async () => {
  await adminClient(DOMAIN).run(EXPENSIVE, {});
  const answered: string[] = [];
  let page: Promise<void> | undefined;
  const jobs = Array.from({ length: 40 }, async () => {
    await adminClient(DOMAIN, 'background').run(EXPENSIVE, {});
    answered.push('job');
    if (answered.length === 5) page = adminClient(DOMAIN).run(EXPENSIVE, {}).then(() => void answered.push('page'));
  });
  await Promise.all(jobs);
  await page;
  expect(answered).toHaveLength(41);
  // Whatever was under way when the page came: as much as the bucket covers, never the queue.
  expect(answered.indexOf('page')).toBeLessThan(15);
  expect(bucket.refused).toBe(0);
});

it('shares the bucket with another process, which it knows only by what Shopify says', async () => {
  const taken = vi.spyOn(bucket, 'take');
  const job = inAnotherProcess(60, 'background', EXPENSIVE);
  await vi.waitUntil(() => taken.mock.calls.length > 0, { timeout: 30_000 });
  for (let page = 0; page < 10; page += 1) await adminClient(DOMAIN).run(EXPENSIVE, {});
  expect(await job).toEqual({ answered: 60, errors: [] });
  // Neither knows what the other has under way, so a refusal may happen; it costs nothing but the way there.
  expect(bucket.refused).toBeLessThan(10);
});

it('loses no call while tokens end every few calls under two processes, and keeps the newest pair', async () => {
  const { store } = shop.sandbox;
  const issued: string[] = [];
  vi.spyOn(store, 'saveInstallation').mockImplementation(() => {
    const newest = store.installation.grants.at(-1);
    if (newest && !issued.includes(newest.refreshToken)) issued.push(newest.refreshToken);
  });
  limitCallsOfTokens(store, 7);
  const made = await Promise.all([inAnotherProcess(25, 'interactive', SHOP_ID), inAnotherProcess(25, 'background', SHOP_ID)]);
  limitCallsOfTokens(store, null);
  expect(made).toEqual([{ answered: 25, errors: [] }, { answered: 25, errors: [] }]);

  const kept = await offlineToken(DOMAIN);
  expect(kept.refreshToken).toBe(issued.at(-1));
  // Fifty calls at seven a token, and none renewed twice: the first token was there before.
  expect(issued.length).toBeLessThanOrEqual(8);
  expect(issued.length).toBeGreaterThanOrEqual(6);
  expect((await renewedToken(DOMAIN, kept.accessToken)).accessToken).not.toBe(kept.accessToken);
});

it('asks once for the next pair, however many calls find the token refused', async () => {
  const { store } = shop.sandbox;
  const asked = vi.spyOn(store, 'saveInstallation');
  for (const grant of store.installation.grants) grant.accessExpiresAt = 0;
  const answers = await Promise.all(Array.from({ length: 20 }, () => adminClient(DOMAIN).run(SHOP_ID, {})));
  expect(answers).toHaveLength(20);
  expect(store.installation.grants.filter(({ accessExpiresAt }) => accessExpiresAt > Date.now())).toHaveLength(1);
  expect(asked.mock.calls.length).toBeLessThanOrEqual(2);
});

it('gets a pair again after a process died between Shopify’s answer and our row', async () => {
  const { store } = shop.sandbox;
  const kept = await offlineToken(DOMAIN);
  const lost = refreshTokens(store, kept.refreshToken ?? '');
  expect(await adminClient(DOMAIN).run(SHOP_ID, {})).toMatchObject({ shop: { id: expect.stringContaining('gid://') } });
  expect([kept.accessToken, lost?.access_token]).not.toContain((await offlineToken(DOMAIN)).accessToken);
});

it('works again once the merchant opened the app, after every token was taken away', async () => {
  revokeAllTokens(shop.sandbox.store);
  await expect(adminClient(DOMAIN).run(SHOP_ID, {})).rejects.toMatchObject({ code: 'unauthorized', message: expect.stringContaining('open the app') });
  await shop.open();
  expect(await adminClient(DOMAIN).run(SHOP_ID, {})).toMatchObject({ shop: { id: expect.stringContaining('gid://') } });
});
